/** Where a search looks: the names of a post's columns as SQL over the store, or over files that were read and judged. */
import type { Engine } from '../../core/engine.js';
import { writeWords } from '../store/words.js';

export interface SearchSource {
  /** FROM clause; `judged` says whether columns of a score are needed; `rows`, where given, is a list of the only rows. */
  from(judged: boolean, rows?: string): string;
  /** The expression of a column, of a post or a score, or `words` or `row`. */
  column(name: string): string;
}

const METRICS =
  'p.views, p.author_followers, p.vendor_reach, p.place_reach, engagement_of(p.likes, p.reposts, p.replies, p.quotes)';

const JUDGED: Readonly<Record<string, string>> = {
  lang: 'coalesce(s.lang, p.lang)',
  sentiment: 's.sentiment',
  label: 's.label',
  confidence: 's.confidence',
  signals: 'signals_of(s.signal_mask)',
  brands: 's.brands',
  topics: 's.topics',
  scorer: 's.scorer',
};

/** Columns of the store that only the scores have. */
export function isJudged(name: string): boolean {
  return name in JUDGED;
}

/** Reach is what the metrics of a post say, whether or not it was judged. */
const REACH: Readonly<Record<string, string>> = {
  reach: `(own_audience_of(${METRICS}) + brought_by_others(${METRICS}, p.reposts, p.quotes))`,
  reach_basis: `reach_basis_of(${METRICS})`,
};

export const STORE_SOURCE: SearchSource = {
  from: (judged, rows) => {
    // Each side is narrowed down by itself: a join would read the texts of all posts.
    const only = (table: string): string =>
      rows === undefined ? table : `(SELECT * FROM ${table} WHERE row IN (${rows}))`;
    return `${only('store.posts')} AS p${judged ? ` LEFT JOIN ${only('store.scores')} AS s ON s.row = p.row` : ''}`;
  },
  column: (name) => JUDGED[name] ?? REACH[name] ?? `p.${name}`,
};

export const FILE_SOURCE: SearchSource = {
  from: (_judged, rows) =>
    `scored AS p LEFT JOIN words_of AS w ON w.row = p.row${rows === undefined ? '' : ` AND p.row IN (${rows})`}`,
  column: (name) => (name === 'words' ? 'w.words' : `p.${name}`),
};

/** Rows whose words are written together. */
const BATCH_ROWS = 65_536;

/** Makes the words of all posts that were read from files. */
export async function writeAllWords(engine: Engine): Promise<void> {
  const [bounds] = await engine.rows('SELECT min(rowid), max(rowid) FROM posts');
  for (let row = Number(bounds?.[0] ?? 0); row <= Number(bounds?.[1] ?? -1); row += BATCH_ROWS) {
    await writeWords(engine, 'posts', `rowid >= ${row} AND rowid < ${row + BATCH_ROWS}`);
  }
}
