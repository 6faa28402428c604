import type { Cell, TableColumn } from '../../core/table.js';
import { sixDecimals } from './cell-text.js';

/** Characters that JSON allows as they are and that could act on the terminal it is printed to. */
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * A value as JSON. Controls and bidirectional overrides are written as `\uXXXX`: it parses back to the same value.
 * `indent` is the spaces of each level; without any it is one line.
 */
export function jsonText(value: unknown, indent = 0): string {
  const text = JSON.stringify(value, null, indent);
  return text.search(UNSAFE) < 0
    ? text
    : text.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A function that writes rows as JSON objects, keys in the order of the columns. */
export function rowWriter(columns: readonly TableColumn[]): (row: readonly Cell[]) => string {
  const keys = columns.map((column) => `${jsonText(column.name)}:`);
  return (row) => `{${keys.map((key, index) => key + cellJson(row[index] ?? null)).join(',')}}`;
}

function cellJson(cell: Cell): string {
  if (typeof cell !== 'number') return jsonText(cell);
  return Number.isFinite(cell) ? JSON.stringify(sixDecimals(cell)) : 'null';
}
