/** The registry of sources as a table. */
import { type Cell, fixedTable, type Table, type TableColumn } from '../core/table.js';
import { SOURCES } from '../sources/index.js';
import type { Source } from '../sources/source.js';

const COLUMNS: readonly TableColumn[] = [
  { name: 'source', type: 'text', about: 'what fetch takes', terminal: 1 },
  { name: 'title', type: 'text', about: 'the network, or kind of server' },
  { name: 'finds', type: 'text', about: 'what it finds, and what it does not', terminal: 3, wraps: true },
  { name: 'query', type: 'text', about: 'what its query is' },
  { name: 'modes', type: 'list', about: 'query, --thread, --author, --replies' },
  { name: 'credentials', type: 'list', about: 'environment variables that it looks for', terminal: 2 },
  { name: 'where', type: 'text', about: 'where to get them' },
  { name: 'limits', type: 'text', about: 'what the network allows' },
  { name: 'reach', type: 'list', about: 'columns of a post that it fills and that tell of reach' },
  { name: 'terms', type: 'text', about: 'terms worth knowing' },
  {
    name: 'rests_on',
    type: 'text',
    about: 'what its correctness rests on: a server that was run, a recording, or a schema',
    terminal: 4,
  },
  { name: 'evidence', type: 'text', about: 'of which server or recording, and what was never tried' },
  {
    name: 'server',
    type: 'text',
    about: 'where it asks unless --base-url names another; null where there is no usual one',
  },
  { name: 'options', type: 'list', about: 'what --option takes' },
];

export function sourceTable(limit: number | null): Table {
  const rows = SOURCES.map(sourceRow);
  return fixedTable({
    id: 'sources',
    title: 'Sources',
    columns: COLUMNS,
    rows: limit === null ? rows : rows.slice(0, limit),
    total: rows.length,
  });
}

function sourceRow(source: Source): readonly Cell[] {
  const { credentials, evidence, options } = source;
  return [
    source.id,
    source.title,
    source.finds,
    `${source.query.is}${source.query.optional ? ' (may be left out)' : ''}`,
    modesOf(source),
    credentials.map(({ env, optional }) => (optional ? `${env} (optional)` : env)),
    credentials.map(({ env, about, where }) => `${env} ${about}: ${where}`).join('; ') || null,
    source.limits,
    source.reach,
    source.terms,
    `${evidence.kind}, ${evidence.date}`,
    evidence.of,
    source.baseUrl === 'required' ? null : source.baseUrl,
    Object.entries(options).map(([name, { about, values }]) => `${name}=${values?.join('|') ?? '…'}: ${about}`),
  ];
}

/** As flags, where they are flags. */
export function modesOf({ modes, replies }: Source): string[] {
  return [...modes.map((mode) => (mode === 'query' ? mode : `--${mode}`)), ...(replies ? ['--replies'] : [])];
}
