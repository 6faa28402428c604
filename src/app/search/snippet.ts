/** The part of a text that shows why it was found. */

interface Span {
  readonly at: number;
  readonly end: number;
}

/** Characters of a snippet, and of them before the first word found. */
const LENGTH = 200;
const BEFORE = 24;

/** On one line, words found in brackets, cut at spaces. `hits` are in order and do not overlap; offsets are UTF-16. */
export function snippetOf(text: string, hits: readonly Span[]): string {
  const first = hits[0]?.at ?? 0;
  const from = text.length <= LENGTH ? 0 : startNear(text, Math.max(0, Math.min(first - BEFORE, text.length - LENGTH)));
  const to = Math.min(text.length, text.length <= LENGTH ? text.length : endNear(text, from + LENGTH));
  let marked = from > 0 ? '… ' : '';
  let at = from;
  for (const hit of hits) {
    if (hit.at < at || hit.end > to) continue;
    marked += `${text.slice(at, hit.at)}[${text.slice(hit.at, hit.end)}]`;
    at = hit.end;
  }
  marked += `${text.slice(at, to)}${to < text.length ? ' …' : ''}`;
  return marked.replace(/\s+/gu, ' ').trim();
}

/** Behind the next space, if there is one soon; never inside a surrogate pair. */
function startNear(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.indexOf(' ', at);
  if (space !== -1 && space - at < 20) return space + 1;
  return isLowSurrogate(text, at) ? at + 1 : at;
}

function endNear(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  if (space !== -1 && at - space < 20) return space;
  return isLowSurrogate(text, at) ? at - 1 : at;
}

function isLowSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}
