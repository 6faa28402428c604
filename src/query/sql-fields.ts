/** Conditions on columns as SQL that is never null. */
import { sqlText } from '../core/engine.js';
import type { Field } from './ast.js';
import { momentOf, numberText, type QueryClock } from './field-value.js';
import { fieldShape, type HasValue, WHOLE_NUMBERS } from './fields.js';
import { HAS_COLUMN } from './post-fields.js';
import { foldCase, pieceSql, regexText, wholeSql } from './text-pattern.js';

/** Columns that hold lists, and what the text of an item is. */
const ITEM: Readonly<Record<string, string>> = { topics: 'item', brands: 'item.brand' };

export function fieldSql(field: Field, column: (name: string) => string, clock: QueryClock): string {
  const { type, columns } = fieldShape(field.name);
  const [name = ''] = columns;
  const { test } = field;
  if (test.is === 'range') {
    return known(`${column(name)} BETWEEN ${numberSql(name, test.from)} AND ${numberSql(name, test.to)}`);
  }
  if (test.is === 'number') return known(`${column(name)} ${test.comparison} ${numberSql(name, test.value)}`);
  const { text } = test;
  switch (type) {
    case 'moment': {
      const moment = new Date(momentOf(text, clock)).toISOString().replace('T', ' ').replace('Z', '');
      return known(`${column(name)} ${field.name === 'since' ? '>=' : '<'} TIMESTAMP ${sqlText(moment)}`);
    }
    case 'has':
      return hasSql(text as HasValue, column);
    case 'host': {
      const host = regexText(foldCase(text));
      const regex = `^[a-z][a-z0-9+.-]*://(?:[^/?#:]*\\.)?${host}(?:[/?#:]|$)`;
      return known(`regexp_matches(lower(${column(name)}), ${sqlText(regex)})`);
    }
    case 'within':
      return known(pieceSql(column(name), text));
    case 'closed':
      return known(
        name === 'signals' ? `list_contains(${column(name)}, ${sqlText(text)})` : `${column(name)} = ${sqlText(text)}`,
      );
    default:
      return any(columns.map((each) => known(wholeOf(each, text, column))));
  }
}

function wholeOf(name: string, text: string, column: (name: string) => string): string {
  const item = ITEM[name];
  if (item === undefined) return wholeSql(column(name), text);
  return `len(list_filter(${column(name)}, lambda item: coalesce(${wholeSql(item, text)}, FALSE))) > 0`;
}

function hasSql(value: HasValue, column: (name: string) => string): string {
  const name = HAS_COLUMN[value];
  if (name === undefined) throw new RangeError(`has:${value} is told by the text`);
  switch (value) {
    case 'author':
      return `(${column('author_handle')} IS NOT NULL OR ${column('author_name')} IS NOT NULL)`;
    case 'verified':
      return known(column(name));
    case 'brand':
    case 'topic':
    case 'signal':
      return known(`len(${column(name)}) > 0`);
    default:
      return `${column(name)} IS NOT NULL`;
  }
}

function numberSql(column: string, value: number): string {
  const text = numberText(value);
  // A whole number is compared as one, so that the engine can leave out what lies elsewhere.
  return WHOLE_NUMBERS.has(column) && Number.isSafeInteger(value) ? text : `CAST(${sqlText(text)} AS DOUBLE)`;
}

function known(condition: string): string {
  return `coalesce(${condition}, FALSE)`;
}

export function any(conditions: readonly string[]): string {
  return conditions.length === 1 ? (conditions[0] ?? 'FALSE') : `(${conditions.join(' OR ')})`;
}
