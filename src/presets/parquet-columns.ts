/** The columns of a Parquet file as SQL over DuckDB's reader. A column inside of a struct is a dotted path, as in JSON. */
import { sqlName, sqlText } from '../core/engine.js';
import type { FileColumns } from './compile.js';
import { headerKey } from './expression.js';

export interface ParquetColumn {
  /** The dotted path. */
  readonly name: string;
  readonly keys: readonly string[];
}

/** How deep structs are looked into; what lies deeper stays JSON. */
const DEEPEST = 8;

/** A column of the file with those inside of it, by its type as the engine describes it. */
export function columnsInside(name: string, type: string): ParquetColumn[] {
  return inside([name], type);
}

function inside(keys: readonly string[], type: string): ParquetColumn[] {
  const fields = keys.length < DEEPEST ? /^STRUCT\((.*)\)$/s.exec(type)?.[1] : undefined;
  if (fields === undefined) return [{ name: keys.join('.'), keys }];
  return membersOf(fields).flatMap(([name, inner]) => inside([...keys, name], inner));
}

/** `a INTEGER, "b c" STRUCT(d VARCHAR)` as names and types. */
function membersOf(fields: string): [name: string, type: string][] {
  const members: string[] = [];
  let from = 0;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at <= fields.length; at += 1) {
    const char = fields[at];
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    if (char === undefined || (char === ',' && depth === 0 && !quoted)) {
      members.push(fields.slice(from, at).trim());
      from = at + 1;
    }
  }
  return members.flatMap((member) => {
    const [, quotedName, plainName, type = ''] = /^(?:"((?:[^"]|"")*)"|(\S+))\s+(.+)$/s.exec(member) ?? [];
    const name = quotedName?.replaceAll('""', '"') ?? plainName;
    return name === undefined ? [] : [[name, type] as [string, string]];
  });
}

/** Columns of a Parquet file, whatever their types, as text. */
export function parquetColumns(file: {
  readonly path: string;
  readonly columns: readonly ParquetColumn[];
}): FileColumns {
  const known = new Map<string, ParquetColumn>();
  for (const column of file.columns) if (!known.has(headerKey(column.name))) known.set(headerKey(column.name), column);
  const used = new Set<ParquetColumn>();
  const rest = (): ParquetColumn[] => file.columns.filter((column) => !used.has(column));
  return {
    value(name) {
      const found = known.get(headerKey(name));
      if (found === undefined) return null;
      used.add(found);
      return text(found);
    },
    used: () => [...used].map(({ name }) => name),
    leftOver: () => rest().map(({ name }) => name),
    extras(without) {
      const hidden = new Set(without.map(headerKey));
      const kept = rest().filter(({ name }) => !hidden.has(headerKey(name)));
      if (kept.length === 0) return null;
      const names = new Set<string>();
      const members = kept.map((column) => {
        let { name } = column;
        while (names.has(name)) name += ' (again)';
        names.add(name);
        return `${sqlText(name)}, ${text(column)}`;
      });
      return `nullif(CAST(json_merge_patch('{}', json_object(${members.join(', ')})) AS VARCHAR), '{}')`;
    },
    broken: null,
    blank: `coalesce(${file.columns.map(text).join(', ')}) IS NULL`,
    empty: () => null,
    from: () => `${readParquet(file.path)} AS r`,
  };
}

export function readParquet(path: string): string {
  return `read_parquet(${sqlText(path)}, hive_partitioning = false)`;
}

/** SQL for a few rows of all columns as text. */
export function parquetSample(path: string, columns: readonly ParquetColumn[], rows: number): string {
  return `SELECT ${columns.map(text).join(', ')} FROM ${readParquet(path)} AS r LIMIT ${rows}`;
}

/** Lists and maps as in JSON: the engine's own way of writing them has no quotes. */
function text({ keys }: ParquetColumn): string {
  const column = `r.${keys.map(sqlName).join('.')}`;
  return `nullif(trim(CASE WHEN regexp_matches(typeof(${column}), '^(STRUCT|MAP)|\\]$')
      THEN CAST(to_json(${column}) AS VARCHAR) ELSE CAST(${column} AS VARCHAR) END), '')`;
}
