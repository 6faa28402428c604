/** The columns of an opened file as SQL over DuckDB's readers. */
import { sqlText } from '../core/engine.js';
import type { FileColumns } from './compile.js';
import { headerKey } from './expression.js';

export interface DelimitedFile {
  readonly path: string;
  readonly compression: 'none' | 'gzip' | 'zstd';
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  /** Physical lines before the header. */
  readonly skipLines: number;
  readonly header: readonly string[];
  /** Whether values of the sample have spaces around them, so that every value must be trimmed. */
  readonly padded: boolean;
}

/** The most that one record may measure; a longer one is rejected with its line. */
const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** Rows of a delimited file. */
export function delimitedColumns(file: DelimitedFile): FileColumns {
  return tableColumns({ header: file.header, padded: file.padded, rows: readDelimited(file), whole: true });
}

export interface TableRows {
  readonly header: readonly string[];
  /** Whether values may have spaces around them. */
  readonly padded: boolean;
  /** What follows FROM: a relation with the columns c0, c1, …, at least those that are asked for. */
  readonly rows: string;
  /** Whether it has all columns of the file. */
  readonly whole: boolean;
}

export interface TableColumns extends FileColumns {
  /** The columns that expressions have asked for so far, by their places in the header. */
  positions(): readonly number[];
}

/** Rows of a table. Columns are addressed by position, so that double and empty names do no harm. */
export function tableColumns(file: TableRows): TableColumns {
  const positions = new Map<string, number>();
  file.header.forEach((name, index) => {
    const key = headerKey(name);
    if (!positions.has(key)) positions.set(key, index);
  });
  const used = new Set<number>();
  const sql = (index: number): string => (file.padded ? `nullif(trim(r.c${index}), '')` : `r.c${index}`);
  const isEmpty = (columns: number): string =>
    `coalesce(${Array.from({ length: columns }, (_, index) => sql(index)).join(', ')}) IS NULL`;
  const rest = (): number[] => file.header.map((_, index) => index).filter((index) => !used.has(index));
  return {
    value(name) {
      const index = positions.get(headerKey(name));
      if (index === undefined) return null;
      used.add(index);
      return sql(index);
    },
    used: () => [...used].sort((a, b) => a - b).map((index) => file.header[index] ?? ''),
    leftOver: () => rest().map((index) => file.header[index] ?? ''),
    extras(without) {
      const hidden = new Set(without.map(headerKey));
      const kept = rest().filter((index) => !hidden.has(headerKey(file.header[index] ?? '')));
      if (kept.length === 0) return null;
      const names = new Set<string>();
      const members = kept.map((index) => {
        let name = (file.header[index] ?? '').replace(/^\uFEFF/, '').trim() || `column ${index + 1}`;
        while (names.has(name)) name += ' (again)';
        names.add(name);
        return `${sqlText(name)}, ${sql(index)}`;
      });
      // Merging with nothing drops the members that are null.
      return `nullif(CAST(json_merge_patch('{}', json_object(${members.join(', ')})) AS VARCHAR), '{}')`;
    },
    broken: null,
    blank: file.whole ? isEmpty(file.header.length) : null,
    empty: () => (file.whole && used.size > 0 ? isEmpty(Math.max(...used) + 1) : null),
    from: () => `${file.rows} AS r`,
    positions: () => [...used].sort((a, b) => a - b),
  };
}

export function readDelimited(file: DelimitedFile): string {
  const columns = file.header.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  return `read_csv(${sqlText(file.path)}, columns = {${columns}}, auto_detect = false, header = true,
  skip = ${file.skipLines}, delim = ${sqlText(file.delimiter)}, quote = ${sqlText(file.quote)},
  escape = ${sqlText(file.escape)}, compression = ${sqlText(file.compression)},
  max_line_size = ${MAX_RECORD_BYTES}, store_rejects = true, rejects_limit = 0)`;
}

export interface JsonLinesFile {
  readonly path: string;
  readonly compression: 'none' | 'gzip' | 'zstd';
  /** Dotted paths seen in the sample. */
  readonly paths: readonly string[];
}

/** Records of a file with one JSON object a line. */
export function jsonColumns(file: JsonLinesFile): FileColumns {
  return lineColumns({ paths: file.paths, rows: readLines(file) });
}

export interface JsonRows {
  /** Dotted paths seen in the sample. */
  readonly paths: readonly string[];
  /** What follows FROM: a relation with a column `line`. */
  readonly rows: string;
}

/** JSON objects, one a row. A column is a dotted path; paths not seen in the sample may come later. */
export function lineColumns(file: JsonRows): FileColumns {
  const known = new Map(file.paths.map((name) => [headerKey(name), { name, keys: name.split('.') }]));
  const pathOf = (keys: readonly string[]): string =>
    `$${keys.map((part) => `."${part.replaceAll('"', '')}"`).join('')}`;
  const used = new Map<string, { name: string; keys: readonly string[]; index: number }>();
  const paths: string[] = [];
  // What lies below a value that was taken is taken with it.
  const taken = (name: string): boolean =>
    [...used.keys()].some((key) => headerKey(name) === key || headerKey(name).startsWith(`${key}.`));
  return {
    value(name) {
      const key = headerKey(name);
      let entry = used.get(key);
      if (entry === undefined) {
        const { name: seen, keys } = known.get(key) ?? { name, keys: name.split('.') };
        paths.push(pathOf(keys));
        entry = { name: seen, keys, index: paths.length };
        // A table turned into JSON keeps the dots of its names in its keys.
        if (keys.length > 1) paths.push(pathOf([seen]));
        used.set(key, entry);
      }
      const { index } = entry;
      return entry.keys.length > 1
        ? `nullif(trim(coalesce(r.v[${index}], r.v[${index + 1}])), '')`
        : `nullif(trim(r.v[${index}]), '')`;
    },
    used: () => [...used.values()].map(({ name }) => name),
    leftOver: () => file.paths.filter((name) => !taken(name)),
    extras(without) {
      const gone = [...used.values()]
        .flatMap(({ name, keys }) => (keys.length > 1 ? [keys, [name]] : [keys]))
        .concat(without.flatMap((name) => [known.get(headerKey(name))?.keys ?? name.split('.'), [name]]));
      const rest = `CAST(json_merge_patch(r.line, ${sqlText(JSON.stringify(withoutPaths(gone)))}) AS VARCHAR)`;
      return `nullif(CASE WHEN json_valid(r.line) THEN ${withoutEmptied(rest, gone)} END, '{}')`;
    },
    broken: 'NOT json_valid(r.line)',
    blank: null,
    empty: () => null,
    from: () => `(SELECT line, CASE WHEN json_valid(line) THEN json_extract_string(line, [${paths.map(sqlText).join(', ')}]) END AS v
  FROM (SELECT mended_json(line) AS line FROM ${file.rows} WHERE line IS NOT NULL AND trim(ltrim(line, chr(0))) <> '')) AS r`,
  };
}

export function readLines(file: { readonly path: string; readonly compression: string }): string {
  return `read_csv(${sqlText(file.path)}, columns = {'line': 'VARCHAR'}, auto_detect = false, header = false,
  delim = chr(1), quote = '', escape = '', compression = ${sqlText(file.compression)},
  max_line_size = ${MAX_RECORD_BYTES}, store_rejects = true, rejects_limit = 0)`;
}

/** A merge patch that removes these paths: null at every leaf. */
function withoutPaths(paths: readonly (readonly string[])[]): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const keys of paths) {
    let level = patch;
    keys.forEach((key, depth) => {
      if (level[key] === null) return;
      if (depth === keys.length - 1) level[key] = null;
      else {
        const next = level[key];
        const inner: Record<string, unknown> = isObject(next) ? next : {};
        level[key] = inner;
        level = inner;
      }
    });
  }
  return patch;
}

/**
 * SQL for an object without the objects inside of it that the patch emptied, and those that it made of keys with dots. A
 * name between plain quotes and `:{}` cannot stand inside of a string, where quotes have a backslash.
 */
function withoutEmptied(sql: string, paths: readonly (readonly string[])[]): string {
  const parents = new Set(paths.flatMap((keys) => keys.slice(0, -1)));
  if (parents.size === 0) return sql;
  const name = `"(?:${[...parents]
    .map((key) =>
      JSON.stringify(key)
        .slice(1, -1)
        .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
    )
    .join('|')})":\\{\\}`;
  const pattern = sqlText(`${name},|,${name}|(\\{)${name}(\\})`);
  // Once for each level, and once for the last of several in one object.
  const depth = Math.max(...paths.map((keys) => keys.length));
  let text = 'rest';
  for (let level = 0; level < depth; level += 1) text = `regexp_replace(${text}, ${pattern}, '\\1\\2', 'g')`;
  return `list_transform([${sql}], lambda rest: CASE WHEN contains(rest, '{}') THEN ${text} ELSE rest END)[1]`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
