import { flattenRecord } from './json-flatten.js';
import { membersOf } from './json-members.js';

/** How many members of an object are looked at. */
const SAMPLE_MEMBERS = 50;

/** How a JSON object holds what a table would: as one record, as records by their keys, or as columns. */
export type JsonShape = 'record' | 'keyed' | 'columns';

/** The shape of the object that a text begins with; `complete` says whether the text is all of it. */
export function shapeOf(text: string, complete: boolean): JsonShape {
  if (!/^\s*\{/.test(text)) return 'record';
  const members = membersOf(text);
  if (!complete) members.pop();
  const values = members.slice(0, SAMPLE_MEMBERS).map(({ valueFrom, valueTo }) => text.slice(valueFrom, valueTo));
  if (values.length < 2) return 'record';
  if (values.every((value) => value.startsWith('['))) return areColumns(values) ? 'columns' : 'record';
  const records = values.map((value) => (value.startsWith('{') ? flattenRecord(value) : null));
  const [first] = records;
  if (first === undefined || first === null || first.size === 0) return 'record';
  const names = [...first.keys()];
  // Two members of one kind may well be two sides of one record: of few, all must have the same names.
  const needed = values.length < 3 ? 1 : 0.5;
  const alike = records.every(
    (record) =>
      record !== null &&
      names.filter((name) => record.has(name)).length >= needed * Math.max(names.length, record.size),
  );
  if (!alike) return 'record';
  return names.every((name) => /^\d+$/.test(name)) ? 'columns' : 'keyed';
}

/** Lists of scalars of the same length: one column each. */
function areColumns(values: readonly string[]): boolean {
  const lists = values.map((value) => parsed(value));
  const [first] = lists;
  return (
    Array.isArray(first) &&
    first.length > 1 &&
    lists.every(
      (list) =>
        Array.isArray(list) &&
        list.length === first.length &&
        list.every((item) => typeof item !== 'object' || item === null),
    )
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
