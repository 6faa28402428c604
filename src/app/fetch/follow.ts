/** What of a request can be followed: posts as they are written, of which our own query picks. */
import type { SourceEntry } from '../../config/config.js';
import { SOURCES } from '../../sources/index.js';
import type { Source } from '../../sources/source.js';
import { OPERATOR, recheckOf } from './recheck.js';

/** What is wrong, and what to do. */
export interface Unfit {
  readonly message: string;
  readonly hint: string;
}

/** Null where it can be followed. */
export function followProblem(source: Source, { thread, author, replies, queries }: SourceEntry): Unfit | null {
  if (!source.modes.includes('follow')) {
    const others = SOURCES.filter(({ modes }) => modes.includes('follow')).map(({ id }) => id);
    return {
      message: `${source.id} cannot be followed`,
      hint: `leave --follow out and fetch again and again, or follow ${others.join(', ')}`,
    };
  }
  if (thread !== null || author !== null || replies) {
    return { message: 'only a query can be followed', hint: 'leave --thread, --author and --replies out' };
  }
  const [query, ...others] = queries;
  if (query === undefined) {
    return { message: 'a query is missing', hint: `for example: brandwatch fetch ${source.id} acme --follow` };
  }
  if (others.length > 0) {
    return { message: 'only one query can be followed', hint: `join them: '${queries.join(' OR ')}'` };
  }
  const operator = query.split(/\s+/).find((word) => OPERATOR.test(word));
  if (operator !== undefined) {
    return {
      message: `"${operator}" is for a search, and a stream has none`,
      hint: 'leave it out; --where of score and report takes such conditions',
    };
  }
  if (recheckOf(query) === null) {
    return {
      message: `"${query}" is no query of ours, and a stream has no search of its own`,
      hint: 'brandwatch query shows what is wrong with it',
    };
  }
  return null;
}
