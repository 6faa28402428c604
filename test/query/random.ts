/** Random queries and posts over a small vocabulary, so that they often meet. */
import fc from 'fast-check';
import { isLeaf, type Leaf, type Query } from '../../src/query/ast.js';

/** Plain words: what a post is made of, besides the forms that are written differently. */
const WORDS = ['acme', 'air', 'down', 'the', 'router', 'cafe', 'fail', '24', 'refund'] as const;

const span = { at: 0, end: 0 };
const word = fc.constantFrom(...WORDS);

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  word.map((text): Leaf => ({ kind: 'word', text, ...span })),
  fc.constantFrom('CAFÉ', 'Acme', 'air-down').map((text): Leaf => ({ kind: 'word', text, ...span })),
  fc
    .array(word, { minLength: 1, maxLength: 4 })
    .map((words): Leaf => ({ kind: 'phrase', text: words.join(' '), ...span })),
  fc.array(word, { minLength: 1, maxLength: 2 }).map((words): Leaf => ({ kind: 'tag', text: words.join(''), ...span })),
  word.map((text): Leaf => ({ kind: 'handle', text, ...span })),
);

export const queries: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'query' },
    leaf,
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('query'), { minLength: 2, maxLength: 4 }))
      .map(([kind, parts]): Query => ({ kind, parts, ...span })),
    tie('query').map((part): Query => ({ kind: 'not', part, ...span })),
  ),
})).query;

/** A piece of a post: how it is written, and the tokens that a reader sees in it. */
export interface Piece {
  readonly written: string;
  readonly tokens: readonly Token[];
}

type Token =
  | { readonly kind: 'word' | 'handle'; readonly text: string }
  /** A hashtag is one token, its words follow each other in the row of words. */
  | { readonly kind: 'tag'; readonly text: string; readonly words: readonly string[] };

const wordPiece = word.chain((text) =>
  fc
    .constantFrom(
      text,
      text.toUpperCase(),
      text === 'cafe' ? 'café' : text,
      text === 'cafe' ? 'cafe\u0301' : `${text},`,
    )
    .map((written): Piece => ({ written, tokens: [{ kind: 'word', text }] })),
);
const handlePiece = word.map((text): Piece => ({ written: `@${text}`, tokens: [{ kind: 'handle', text }] }));
const tagPiece = fc
  .array(fc.constantFrom('acme', 'air', 'down', 'router', 'fail'), { minLength: 1, maxLength: 3 })
  .map((words): Piece => {
    const written = `#${words.map((text) => text[0]?.toUpperCase() + text.slice(1)).join('')}`;
    return { written, tokens: [{ kind: 'tag', text: words.join(''), words }] };
  });
const otherPiece = fc
  .constantFrom('and', 'zebra', 'router2')
  .map((text): Piece => ({ written: text, tokens: [{ kind: 'word', text }] }));
const silentPiece = fc.constantFrom('...', '!', '\n', '—').map((written): Piece => ({ written, tokens: [] }));

export const posts = fc.array(
  fc.oneof({ weight: 4, arbitrary: wordPiece }, handlePiece, tagPiece, otherPiece, silentPiece),
  {
    maxLength: 15,
  },
);

export function withoutSpans(query: Query): unknown {
  if (isLeaf(query)) return { kind: query.kind, text: query.text };
  if (query.kind === 'not') return { kind: 'not', part: withoutSpans(query.part) };
  return { kind: query.kind, parts: query.parts.map(withoutSpans) };
}
