/** Tries a query on posts: what it finds, what it nearly finds, and what it costs. */
import type { Brand } from '../config/config.js';
import type { Engine, SqlRow } from '../core/engine.js';
import { readSql } from '../core/sql-file.js';
import { bitSql } from '../judgement/batch.js';
import { scoreMacros } from '../judgement/scored.js';
import type { LabelSet } from '../posts/post.js';
import { countPosts } from '../posts/table.js';
import type { Query } from '../query/ast.js';
import { columnsOf, textParts, withTextTogether } from '../query/parts.js';
import { judgedFields } from '../query/text-terms.js';
import { toSql } from '../query/to-sql.js';
import { type Variant, widerVariants } from '../query/variants.js';
import type { UserEntry } from '../sentiment/user-entry.js';
import { judgePosts } from './judge-posts.js';
import { type Loaded, type LoadOptions, loadPosts } from './load-posts.js';
import { matchTexts } from './match-texts.js';
import { STORE_SOURCE } from './search/search-sources.js';
import { watchOf } from './watch.js';
import type { Where } from './where.js';
import type { Workspace } from './workspace.js';

export interface TryOptions extends Where {
  /** Null: the store, which must be attached. */
  readonly load: LoadOptions | null;
  /** Only posts that it finds are looked at; all unless told. */
  readonly among?: Query | null;
  readonly brands: readonly Brand[];
  readonly labels: LabelSet;
  readonly lexicon: readonly UserEntry[];
  readonly threads: number;
  /** Posts shown at most. */
  readonly limit: number;
  readonly onStep?: (text: string) => void;
  readonly signal?: AbortSignal;
}

export interface FoundPost {
  readonly key: string | null;
  readonly network: string | null;
  readonly author: string | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly text: string | null;
}

export interface NearMiss {
  readonly variant: Variant;
  /** Posts that it finds and the query does not. */
  readonly posts: number;
  readonly sample: readonly FoundPost[];
}

export interface Tried {
  /** Null for the store. */
  readonly loaded: Loaded | null;
  readonly posts: number;
  readonly matches: number;
  readonly sample: readonly FoundPost[];
  readonly nearMisses: readonly NearMiss[];
  /** How long all posts took, without reading and judging them. */
  readonly seconds: number;
}

/** Variants that are tried at most. */
const MOST_VARIANTS = 20;
/** Near misses shown of each. */
const SAMPLE = 2;

export async function tryQuery(workspace: Workspace, options: TryOptions): Promise<Tried> {
  const { engine } = workspace;
  const { query, among = null, load } = options;
  const loaded = load === null ? null : await loadPosts(workspace, load);
  // What is searched: a relation `p`; of files also `w` with the bits of its texts, of the store `s` with its scores.
  const searched = loaded === null ? await storeRelation(engine) : await relation(engine, options);
  const variants = widerVariants(query).slice(0, MOST_VARIANTS);
  const wholes = [query, ...variants.map((variant) => variant.query), ...(among === null ? [] : [among])];
  options.onStep?.('looking for matches');
  const from = performance.now();
  const conditions = await conditionsOf(engine, wholes.map(withTextTogether), options);
  const within = among === null ? 'TRUE' : (conditions.at(-1) ?? 'TRUE');
  const [found = 'FALSE', ...wider] = conditions.slice(0, variants.length + 1);
  const missed = wider.map((condition) => `(${condition} AND NOT ${found})`);
  const [counts] = await engine.rows(
    `SELECT count(*), ${[found, ...missed].map((condition) => `count_if(${condition})`).join(', ')} FROM ${searched} WHERE ${within}`,
  );
  const seconds = (performance.now() - from) / 1000;
  const sampled = (condition: string, limit: number): Promise<FoundPost[]> =>
    sample(engine, `${searched} WHERE ${within} AND ${condition}`, limit);
  const nearMisses: NearMiss[] = [];
  for (const [index, variant] of variants.entries()) {
    const count = Number(counts?.[index + 2] ?? 0);
    if (count > 0) nearMisses.push({ variant, posts: count, sample: await sampled(missed[index] ?? 'FALSE', SAMPLE) });
  }
  return {
    loaded,
    posts: Number(counts?.[0] ?? 0),
    matches: Number(counts?.[1] ?? 0),
    sample: await sampled(found, options.limit),
    nearMisses,
    seconds,
  };
}

/** SQL of the posts with their columns, judged where the query asks for that. */
async function relation(engine: Engine, options: TryOptions): Promise<string> {
  const { query, among = null, signal } = options;
  const asked = [query, ...(among === null ? [] : [among])];
  // The language is the claimed one until it is identified.
  const judged = asked.some((each) => judgedFields(each).length > 0 || columnsOf(each).has('lang'));
  if (!judged) {
    await engine.run(scoreMacros());
    return '(SELECT rowid AS row, * FROM posts) AS p LEFT JOIN tried AS w ON w.row = p.row';
  }
  options.onStep?.(`judging ${await countPosts(engine)} posts`);
  await judgePosts(engine, {
    watch: watchOf(options.brands),
    threads: options.threads,
    identifyLanguage: false,
    labels: options.labels,
    lexicon: options.lexicon,
    ...(signal === undefined ? {} : { signal }),
  });
  return 'scored AS p LEFT JOIN tried AS w ON w.row = p.row';
}

async function storeRelation(engine: Engine): Promise<string> {
  await engine.run(readSql('reach/reach.sql'));
  await engine.run(scoreMacros());
  return STORE_SOURCE.from(true);
}

/** One condition for each query; for files, fills the table `tried`. */
async function conditionsOf(
  engine: Engine,
  queries: readonly Query[],
  { clock, load, signal }: TryOptions,
): Promise<string[]> {
  if (load === null) return queries.map((query) => toSql(query, { clock, column: STORE_SOURCE.column }));
  const texts = queries.flatMap(textParts);
  const bits = new Map(texts.map((part, bit) => [part, bit]));
  await matchTexts(engine, {
    from: 'posts',
    which: texts.length === 0 ? 'FALSE' : 'TRUE',
    queries: texts,
    into: 'tried',
    ...(signal === undefined ? {} : { signal }),
  });
  return queries.map((query) =>
    toSql(query, {
      clock,
      answered: (part) => {
        const bit = bits.get(part);
        return bit === undefined ? null : bitSql('w', bit);
      },
      column: (name) => `p.${name}`,
    }),
  );
}

async function sample(engine: Engine, from: string, limit: number): Promise<FoundPost[]> {
  const rows = await engine.rows(`SELECT p.key, p.network, coalesce(p.author_handle, p.author_name, p.author_id),
    iso_time(p.created_at), p.url, p.title, p.text FROM ${from} ORDER BY p.row LIMIT ${limit}`);
  return rows.map(foundPost);
}

function foundPost(row: SqlRow): FoundPost {
  const [key, network, author, createdAt, url, title, text] = row.map((cell) => (cell === null ? null : String(cell)));
  return {
    key: key ?? null,
    network: network ?? null,
    author: author ?? null,
    createdAt: createdAt ?? null,
    url: url ?? null,
    title: title ?? null,
    text: text ?? null,
  };
}
