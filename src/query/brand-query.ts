import type { ErrorKind } from '../core/errors.js';
import type { Query } from './ast.js';
import { parseQuery } from './parse.js';
import { quoteTerm } from './print.js';
import { symbolsOf } from './symbols.js';

export interface Findable {
  /** Names as people write them; one that starts with # or @ means the tag or the handle. */
  readonly names: readonly string[];
  readonly queries: readonly string[];
  /** Handles by network. */
  readonly accounts: Readonly<Record<string, readonly string[]>>;
}

/**
 * The query that finds a brand in a text: any of its names (a name of several words is a phrase, and its words run
 * together are a hashtag), any of its queries, or any of its accounts as an @handle. Null where it has none of these.
 * Throws QueryError of the given kind where a query or a name cannot be read.
 */
export function brandQuery(brand: Findable, kind: ErrorKind = 'configuration'): Query | null {
  const texts = new Set<string>();
  for (const name of brand.names) {
    texts.add(/^[#@]\S+$/u.test(name) ? name : quoteTerm(name));
    const glued = gluedTag(name);
    if (glued !== null) texts.add(glued);
  }
  for (const handles of Object.values(brand.accounts)) {
    // Pages and companies have names with spaces, which nobody can write after an @.
    for (const handle of handles) if (isHandle(handle)) texts.add(`@${handle}`);
  }
  const parts = [...texts, ...brand.queries].map((text) => parseQuery(text, kind));
  const [first] = parts;
  if (first === undefined) return null;
  return parts.length === 1 ? first : { kind: 'or', parts, at: 0, end: 0 };
}

/** `#airacme` for `Air Acme`: without capitals inside, the scanner cannot tell its parts. */
function gluedTag(name: string): string | null {
  const words = name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.length > 1 && !/^[#@]/u.test(name) ? `#${words.join('')}` : null;
}

function isHandle(handle: string): boolean {
  return (
    /^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_.@-]*$/u.test(handle) &&
    symbolsOf({ kind: 'handle', text: handle }).length === 1
  );
}
