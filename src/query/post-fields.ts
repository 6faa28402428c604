/** Conditions on the columns of one post. What they say of a row in SQL (sql-fields.ts), they say here of its values. */
import type { Field } from './ast.js';
import { momentOf, type QueryClock } from './field-value.js';
import { fieldShape, type HasValue } from './fields.js';
import { foldCase, holdsPiece, matchesWhole } from './text-pattern.js';

export type PostValue =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | readonly { readonly brand: string; readonly sentiment: number }[];

/** A post by the names of its columns; moments in milliseconds. What is not there is unknown. */
export type PostFields = Readonly<Record<string, PostValue | undefined>>;

/** What the columns, rather than the text, tell of `has:`. */
export const HAS_COLUMN: Readonly<Partial<Record<HasValue, string>>> = {
  title: 'title',
  url: 'url',
  author: 'author_handle',
  verified: 'author_verified',
  followers: 'author_followers',
  location: 'author_location',
  place: 'place',
  rating: 'rating',
  views: 'views',
  reach: 'reach',
  brand: 'brands',
  topic: 'topics',
  signal: 'signals',
};

/** A condition as a function of the post. */
export function fieldCondition(field: Field, clock: QueryClock): (post: PostFields) => boolean {
  const { type, columns } = fieldShape(field.name);
  const [column = ''] = columns;
  const { test } = field;
  if (test.is === 'range') {
    return (post) => isNumber(post[column]) && post[column] >= test.from && post[column] <= test.to;
  }
  if (test.is === 'number') {
    const { comparison, value } = test;
    return (post) => isNumber(post[column]) && compare(post[column], comparison, value);
  }
  const { text } = test;
  switch (type) {
    case 'moment': {
      const moment = momentOf(text, clock);
      return field.name === 'since'
        ? (post) => isNumber(post[column]) && post[column] >= moment
        : (post) => isNumber(post[column]) && post[column] < moment;
    }
    case 'has':
      return hasCondition(text as HasValue);
    case 'host': {
      const host = foldCase(text);
      return (post) => typeof post[column] === 'string' && isOn(foldCase(post[column]), host);
    }
    case 'within': {
      const piece = holdsPiece(text);
      return (post) => typeof post[column] === 'string' && piece(post[column]);
    }
    case 'closed':
      return (post) => {
        const value = post[column];
        return value === text || (Array.isArray(value) && (value as readonly unknown[]).includes(text));
      };
    default: {
      const whole = matchesWhole(text);
      return (post) => columns.some((name) => textsOf(post[name]).some(whole));
    }
  }
}

function hasCondition(value: HasValue): (post: PostFields) => boolean {
  const column = HAS_COLUMN[value];
  if (column === undefined) throw new RangeError(`has:${value} is told by the text`);
  return (post) => {
    const known = post[column];
    if (value === 'author') return known != null || post['author_name'] != null;
    if (known === undefined || known === null || known === false) return false;
    return !Array.isArray(known) || known.length > 0;
  };
}

function isNumber(value: PostValue | undefined): value is number {
  return typeof value === 'number';
}

function compare(value: number, comparison: string, to: number): boolean {
  switch (comparison) {
    case '>':
      return value > to;
    case '>=':
      return value >= to;
    case '<':
      return value < to;
    case '<=':
      return value <= to;
    default:
      return value === to;
  }
}

function textsOf(value: PostValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return (value as readonly (string | { readonly brand: string })[]).map((item) =>
    typeof item === 'string' ? item : item.brand,
  );
}

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//u;

/** Whether an address is on a site, or on one below it. */
function isOn(url: string, site: string): boolean {
  const scheme = SCHEME.exec(url);
  if (scheme === null) return false;
  const rest = url.slice(scheme[0].length);
  const end = rest.search(/[/?#:]/u);
  const host = end === -1 ? rest : rest.slice(0, end);
  return host === site || host.endsWith(`.${site}`);
}
