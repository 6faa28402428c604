/** A query of a suite as one of ours. */
import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { portFrom } from '../query/port/port.js';
import { SUITES } from '../query/port/suites.js';
import { printQuery } from '../query/print.js';

/** Throws for a suite that is not known, for what is no query, and where nothing of it has an equivalent. */
export function portQuery(
  text: string,
  from: string | null,
): { readonly query: string; readonly notes: readonly string[] } {
  const ids = SUITES.map(({ id }) => id);
  const suite = SUITES.find(({ id }) => id === from?.toLowerCase());
  if (suite === undefined) {
    const close = from === null ? null : nearest(from, ids);
    throw new AppError('usage', from === null ? 'query port needs --from' : `unknown suite "${from}"`, {
      code: 'query.suite',
      hint: close === null ? `--from is one of ${ids.join(', ')}` : `did you mean --from ${close}?`,
    });
  }
  const { query, notes } = portFrom(suite, text);
  if (query !== null) return { query: printQuery(query), notes };
  throw new AppError('malformed-input', `nothing of this query has an equivalent: ${notes.join('; ')}`, {
    code: 'query.untranslatable',
    hint: 'the fields and operators that there are: brandwatch help queries',
  });
}
