/** Imported posts as a table, for every format but NDJSON. */
import type { Engine } from '../core/engine.js';
import type { Cell, CellType, Table, TableColumn } from '../core/table.js';
import { type ColumnType, POST_COLUMNS } from '../posts/post.js';

const CELL_TYPES: Readonly<Record<ColumnType, CellType>> = {
  text: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  timestamp: 'timestamp',
  json: 'text',
  list: 'list',
  brands: 'list',
};

/** What a terminal shows of a post, in this order. */
const ON_SCREEN = ['created_at', 'network', 'author_handle', 'author_name', 'text'];

export const POST_TABLE_COLUMNS: readonly TableColumn[] = POST_COLUMNS.map(({ name, type, about }) => ({
  name,
  type: CELL_TYPES[type],
  about,
  ...(ON_SCREEN.includes(name) ? { terminal: ON_SCREEN.indexOf(name) + 1 } : {}),
  ...(name === 'text' ? { wraps: true } : {}),
}));

export function postTable(engine: Engine, total: number, limit: number | null): Table {
  const names = POST_COLUMNS.map(({ name, type }) => (type === 'timestamp' ? `iso_time(${name})` : name)).join(', ');
  async function* rows(): AsyncGenerator<readonly (readonly Cell[])[]> {
    const sql = `SELECT ${names} FROM posts ORDER BY rowid${limit === null ? '' : ` LIMIT ${limit}`}`;
    for await (const block of engine.stream(sql)) {
      yield block.map((row) => row.map((value): Cell => (typeof value === 'bigint' ? Number(value) : (value as Cell))));
    }
  }
  return {
    id: 'posts',
    title: 'Posts',
    columns: POST_TABLE_COLUMNS,
    rows: rows(),
    total,
    headline: [],
    series: [],
    notes: [],
    stamp: {},
  };
}
