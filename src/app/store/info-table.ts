/** What a store holds, as a table: a row for each network. */
import { bytesText } from '../../core/bytes-text.js';
import { fixedTable, type Table, type TableColumn } from '../../core/table.js';
import type { Watch } from '../../judgement/watch.js';
import { SCORER_VERSION } from '../../sentiment/scorer.js';
import type { UserEntry } from '../../sentiment/user-entry.js';
import { versionWith } from '../../sentiment/user-lexicon.js';
import { storeFigures } from '../../store/figures.js';
import type { Store } from './open-store.js';
import { watchId } from './watch-id.js';

const COLUMNS: readonly TableColumn[] = [
  { name: 'network', type: 'text', about: 'where it was said', terminal: 1 },
  { name: 'posts', type: 'integer', about: 'posts', terminal: 2 },
  { name: 'authors', type: 'integer', about: 'authors of them', terminal: 5 },
  { name: 'first_at', type: 'timestamp', about: 'when the first was written', terminal: 3 },
  { name: 'last_at', type: 'timestamp', about: 'when the last was written', terminal: 4 },
  { name: 'judged', type: 'integer', about: 'posts that have a judgement', terminal: 6 },
  {
    name: 'stale',
    type: 'integer',
    about: 'posts judged by another version, or for other brands and topics: score --store --rescore judges them again',
    terminal: 7,
  },
];

export async function infoTable(store: Store, watch: Watch, lexicon: readonly UserEntry[]): Promise<Table> {
  const figures = await storeFigures(store, { scorer: versionWith(SCORER_VERSION, lexicon), watch: watchId(watch) });
  const { networks, bytes, path, schema } = figures;
  const posts = networks.reduce((sum, each) => sum + each.posts, 0);
  return {
    ...fixedTable({
      id: 'store-info',
      title: 'Store',
      columns: COLUMNS,
      rows: networks.map((each) => [
        each.network === '' ? null : each.network,
        each.posts,
        each.authors,
        each.first,
        each.last,
        each.judged,
        each.stale,
      ]),
    }),
    headline: [
      `${path} · ${bytesText(bytes)}`,
      [
        counted(posts, 'post'),
        counted(figures.authors, 'author'),
        counted(figures.checkpoints, 'checkpoint'),
        counted(figures.alerts, 'alert'),
        counted(figures.runs, 'run'),
        `${figures.forgotten} forgotten`,
      ].join(' · '),
    ],
    stamp: {
      bytes: String(bytes),
      schema: String(schema),
      authors: String(figures.authors),
      checkpoints: String(figures.checkpoints),
      alerts: String(figures.alerts),
      runs: String(figures.runs),
      forgotten: String(figures.forgotten),
    },
  };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
