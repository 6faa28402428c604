/** What trying a query found, as a table that any format can write. */
import { type Cell, fixedTable, type Table, type TableColumn } from '../core/table.js';
import { isJunction, isLeaf, leavesOf, type Query } from '../query/ast.js';
import { type Hit, hitFinder } from '../query/hits.js';
import { printQuery } from '../query/print.js';
import { isGlob, rowOf } from '../query/row.js';
import { joinedText } from '../query/words.js';
import type { FoundPost, Tried } from './try-query.js';

export const QUERY_COLUMNS: readonly TableColumn[] = [
  {
    name: 'found',
    type: 'text',
    about: 'match, or near miss: found once one part of the query is dropped',
    terminal: 1,
  },
  { name: 'without', type: 'text', about: 'the part that was dropped; null for a match', terminal: 4 },
  { name: 'network', type: 'text', about: 'where it was said', terminal: 3 },
  { name: 'author', type: 'text', about: 'handle, name or id', hostile: true, terminal: 2 },
  { name: 'created_at', type: 'timestamp', about: 'when it was written, UTC' },
  {
    name: 'marked',
    type: 'text',
    about: 'title and text around the first words that were found, each in [brackets]',
    hostile: true,
    terminal: 5,
    wraps: true,
  },
  { name: 'text', type: 'text', about: 'title and text', hostile: true },
  {
    name: 'hits',
    type: 'list',
    about: 'where in text the words stand: half-open offsets from-to, in UTF-16 units',
  },
  { name: 'url', type: 'text', about: 'address of the post', hostile: true },
  { name: 'key', type: 'text', about: 'network:id', hostile: true },
];

/** Characters around the first hit. */
const BEFORE = 40;
const AROUND = 150;

export function queryTable(query: Query, tried: Tried): Table {
  const finder = hitFinder(query);
  const rows = [
    ...tried.sample.map((post) => rowOfPost(post, 'match', null, finder)),
    ...tried.nearMisses.flatMap(({ variant, sample }) => {
      const rest = hitFinder(variant.query);
      return sample.map((post) => rowOfPost(post, 'near miss', variant.without, rest));
    }),
  ];
  const { posts, matches, nearMisses, seconds } = tried;
  const share = posts === 0 ? '' : ` (${((100 * matches) / posts).toFixed(1)} %)`;
  const notes = nearMisses.map(({ variant, posts: more }) => ({
    text: `without ${variant.without}: ${more} more ${more === 1 ? 'post' : 'posts'}`,
  }));
  const rate = seconds > 0.05 ? `, ${Math.round(posts / seconds)} posts a second` : '';
  return {
    ...fixedTable({ id: 'query', title: 'What it finds', columns: QUERY_COLUMNS, rows }),
    total: matches + nearMisses.reduce((sum, near) => sum + near.posts, 0),
    headline: [`${matches} of ${posts} posts match${share}`, printQuery(query)],
    notes: [...notes, { text: `cost: ${costOf(query)}; ${seconds.toFixed(2)} s with near misses${rate}` }],
  };
}

function rowOfPost(
  post: FoundPost,
  found: string,
  without: string | null,
  finder: (text: string) => Hit[],
): readonly Cell[] {
  const text = joinedText(post.title, post.text);
  const hits = finder(text);
  const offsets = hits.map(({ at, end }) => `${at}-${end}`);
  return [
    found,
    without,
    post.network,
    post.author,
    post.createdAt,
    marked(text, hits),
    text,
    offsets,
    post.url,
    post.key,
  ];
}

/** The text around the first hit, with every hit in it in brackets, on one line. */
export function marked(text: string, hits: readonly Hit[]): string {
  const first = hits[0]?.at ?? 0;
  const from = first <= BEFORE ? 0 : atSpace(text, first - BEFORE);
  const to = text.length - from <= AROUND ? text.length : atSpace(text, from + AROUND);
  let shown = from > 0 ? '…' : '';
  let at = from;
  for (const hit of hits) {
    if (hit.at < at || hit.end > to) continue;
    shown += `${text.slice(at, hit.at)}[${text.slice(hit.at, hit.end)}]`;
    at = hit.end;
  }
  shown += text.slice(at, Math.max(at, to)) + (to < text.length ? '…' : '');
  return shown.replace(/\s+/gu, ' ').trim();
}

/** The end of the word at a place; never between the halves of a character. */
function atSpace(text: string, place: number): number {
  const space = text.slice(place, place + 30).search(/\s/u);
  if (space !== -1) return place + space;
  return (text.charCodeAt(place) & 0xfc00) === 0xdc00 ? place + 1 : place;
}

/** Terms of each kind, those that cost more than a look-up by name. */
export function costOf(query: Query): string {
  const counts = { terms: 0, wildcards: 0, near: 0, raw: 0, conditions: 0 };
  const count = (part: Query): void => {
    if (isLeaf(part)) {
      counts.terms++;
      if (part.kind === 'raw') counts.raw++;
      else if (rowOf(part).some(isGlob)) counts.wildcards++;
    } else if (part.kind === 'near') {
      counts.near++;
      for (const side of [part.left, part.right]) leavesOf(side).forEach(count);
    } else if (part.kind === 'field') counts.conditions++;
    else if (part.kind === 'not') count(part.part);
    else if (isJunction(part)) part.parts.forEach(count);
  };
  count(query);
  const { terms, wildcards, near, raw, conditions } = counts;
  return [
    `${terms} ${terms === 1 ? 'term' : 'terms'}`,
    ...(wildcards > 0 ? [`${wildcards} with wildcards`] : []),
    ...(near > 0 ? [`${near} NEAR`] : []),
    ...(raw > 0 ? [`${raw} raw`] : []),
    ...(conditions > 0 ? [`${conditions} ${conditions === 1 ? 'condition' : 'conditions'}`] : []),
  ].join(', ');
}
