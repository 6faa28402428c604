/** Texts that a network matched loosely (by prefix, with typos, by stems) are checked again with our own query. */
import { encode, roomFor, TokenScan } from '../../language/scan.js';
import type { PostRow } from '../../posts/row.js';
import { parseQuery } from '../../query/parse.js';
import { QueryError } from '../../query/query-error.js';
import { compileQueries } from '../../query/query-set.js';

export type Recheck = (post: PostRow) => boolean;

/** Words that mean something to a network and not to a text: `from:acme`, `lang:es`, `created:>2026-01-01`. */
export const OPERATOR = /^-?[a-z_]{2,20}:\S+$/i;

/**
 * A check for a query as people write it for a network: `-word` is NOT, operators of the network are left to it. Null
 * where nothing is left to check, or where it is no query of ours.
 */
export function recheckOf(query: string): Recheck | null {
  const words = query.match(/-?"[^"]*"|\S+/g) ?? [];
  const kept = words
    .filter((word) => !OPERATOR.test(word))
    .map((word) => (/^-["\p{L}\p{N}#@]/u.test(word) ? `NOT ${word.slice(1)}` : word));
  if (kept.length === 0) return null;
  let compiled: ReturnType<typeof compileQueries>;
  try {
    compiled = compileQueries([{ id: 'query', ast: parseQuery(withTag(kept)) }]);
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
  const scan = new TokenScan();
  let buffer = new Uint8Array(4096);
  return (post) => {
    // Everything that the network may have looked into, not only the text.
    const link = post.extras?.['link'];
    // The words of an address: as one thing, it holds none.
    const linked = typeof link === 'string' ? link.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ') : null;
    const parts = [post.title, post.text, post.author_name, post.author_handle, linked];
    const text = parts.filter((part) => part !== null).join('\n');
    buffer = roomFor(buffer, text.length);
    scan.scan(buffer, 0, encode(text, buffer));
    compiled.match(scan);
    return compiled.results[0] === 1;
  };
}

/** Words that are written together are a hashtag, which networks find by the words, too: `air acme` is also `#airacme`. */
function withTag(words: readonly string[]): string {
  const query = words.join(' ');
  const plain = query.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const isName = words.every((word) => /^"?[\p{L}\p{M}\p{N}]+(?:[\s'’.-]+[\p{L}\p{M}\p{N}]+)*"?$/u.test(word));
  const isOperator = words.some((word) => /^(?:AND|OR|NOT|NEAR.*)$/.test(word));
  return isName && !isOperator && plain.length > 1 ? `(${query}) OR #${plain.join('')}` : query;
}
