/** Random queries and posts over a small vocabulary, so that they often meet. */
import fc from 'fast-check';
import { isLeaf, type Leaf, type Query } from '../../src/query/ast.js';
import { FIELD_NAMES, type FieldName, fieldShape } from '../../src/query/fields.js';
import type { PostFields } from '../../src/query/post-fields.js';

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

function tree(leaves: fc.Arbitrary<Query>): fc.Arbitrary<Query> {
  return fc.letrec<{ query: Query }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'query' },
      leaves,
      fc
        .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('query'), { minLength: 2, maxLength: 4 }))
        .map(([kind, parts]): Query => ({ kind, parts, ...span })),
      tie('query').map((part): Query => ({ kind: 'not', part, ...span })),
    ),
  })).query;
}

/** Queries of words, phrases, tags and handles. */
export const queries = tree(leaf);

/** Leaves with wildcards, and of other scripts, links, emoji, elisions. */
const wildLeaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc
    .constantFrom(
      ...[
        'ref*',
        'r?uter',
        '*und',
        'a*',
        '?cme',
        'caf?',
        '*a*e*',
        'c*f*',
        '2*',
        "l'a*",
        'refund?',
        'down*',
        '*air*',
        'r*-fail',
      ],
      ...['東京', '😡', '👍🏽', 'acme.com', "don't", "l'air", 'Straße', 'привет', '24/7', '50%', 'ａｉｒ', '7'],
    )
    .map((text): Leaf => ({ kind: 'word', text, ...span })),
  fc
    .constantFrom(
      ...['air* down', 'the r?uter', '*air ac*', 'acme* fail', 'down?', 'is it down??', 'a*e down'],
      ...[
        '東 京',
        'acme 😡',
        '@acme the',
        '#AirAcme down',
        "l'air",
        'the 24/7 router',
        'a* a* a*',
        'acme acme',
        ':) the',
        'acme the',
        'acme t*',
      ],
    )
    .map((text): Leaf => ({ kind: 'phrase', text, ...span })),
  fc
    .constantFrom('air*', '*acme', 'a?r', 'covid19', 'covid20', 'Straße', 'a_b', '東京', 'airacme', 'acme')
    .map((text): Leaf => ({ kind: 'tag', text, ...span })),
  fc
    .constantFrom('ac*', 'acme?', '*2', 'acme1', 'acme2', 'a.b', 'ac-me', 'acme_help')
    .map((text): Leaf => ({ kind: 'handle', text, ...span })),
);

const rawLeaf = fc
  .constantFrom(
    ...[
      'ACME',
      'Acme',
      'café',
      'cafe\u0301',
      'acme!',
      '%',
      "it's",
      '$5',
      '!',
      'x_y',
      'AC',
      '\\',
      '東京',
      '😡',
      'a',
      '"',
      '--',
      ':)',
    ],
    ...['the  air', 'É', '\u0301', "'; DROP TABLE posts; --", '(.*)+', '[a-z]', '|', '#air', '@acme'],
  )
  .map((text): Leaf => ({ kind: 'raw', text, ...span }));

const placed = fc.oneof(leaf, wildLeaf);
const side: fc.Arbitrary<Query> = fc.oneof(
  { weight: 3, arbitrary: placed },
  {
    weight: 1,
    arbitrary: fc.array(placed, { minLength: 2, maxLength: 3 }).map((parts): Query => ({ kind: 'or', parts, ...span })),
  },
);
const near: fc.Arbitrary<Query> = fc
  .tuple(fc.boolean(), fc.oneof(fc.nat(4), fc.constantFrom(0, 20, 100)), side, side)
  .map(([ordered, distance, left, right]): Query => ({ kind: 'near', ordered, distance, left, right, ...span }));

const TEXTS: Readonly<Partial<Record<FieldName, readonly string[]>>> = {
  author: [
    'acme',
    'ac*',
    'Marta ?iaja',
    'jose',
    'JOSÉ',
    'strasse',
    'lukasz*',
    'o?uvre',
    'राम',
    'רות',
    "o'neil",
    'İbo',
    'ÑANDÚ',
    '***a',
    'a*a*a*b',
    '%',
    '_',
    '100%',
    'a"b',
    "a'b",
  ],
  network: ['x', 'reddit', 'RED*', 'masto?on'],
  lang: ['es', 'EN', 'p?', 'e*'],
  topic: ['Billing', 'bill*', 'wi-fi (home)'],
  brand: ['Acme', 'air*', 'AIR ACME'],
  place: ['r/acme', 'travel*', 'ἈΘΉΝΑΣ', '*forum'],
  url: ['acme.com', '/help', 'watch?v=', 'ACME*help', 'a%b', "'"],
  site: ['reddit.com', 'acme.com', 'com', 'acme'],
  since: ['2026-10-01', '2026-10-15T12:30', '30d', '12h', '2026-10-01T00:00:00Z'],
  until: ['2026-10-01', '2026-10-15 12:30', '30d', '2w', '2026-10-01T00:00:00+02:00'],
};

const number = fc.constantFrom(0, 1, 2, 2.5, 4, 5, 100, 1000, 10_000, -0.4, 0.4, -1, 0.1, 1_000_000, 999_999_999_999);

const field: fc.Arbitrary<Query> = fc.constantFrom(...FIELD_NAMES).chain((name): fc.Arbitrary<Query> => {
  const { type, values } = fieldShape(name);
  if (type === 'number') {
    return fc.oneof(
      fc.tuple(fc.constantFrom('>', '>=', '<', '<=', '=' as const), number).map(
        ([comparison, value]): Query => ({
          kind: 'field',
          name,
          test: { is: 'number', comparison: comparison as '>', value },
          ...span,
        }),
      ),
      fc.tuple(number, number).map(
        ([one, other]): Query => ({
          kind: 'field',
          name,
          test: { is: 'range', from: Math.min(one, other), to: Math.max(one, other) },
          ...span,
        }),
      ),
    );
  }
  return fc
    .constantFrom(...(TEXTS[name] ?? values ?? []))
    .map((text): Query => ({ kind: 'field', name, test: { is: 'text', text }, ...span }));
});

/** Queries of everything that there is. */
export const anyQueries = tree(
  fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 3, arbitrary: wildLeaf },
    { weight: 2, arbitrary: near },
    { weight: 2, arbitrary: field },
    { weight: 1, arbitrary: rawLeaf },
  ),
);

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

const written = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.oneof(wordPiece, wordPiece, tagPiece, handlePiece, silentPiece).map((piece) => piece.written),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        "l'air",
        'l’Acme',
        "Acme's",
        'acme’s',
        'reffffund',
        'coool',
        "don't",
        'Straße',
        '#Straße',
        '#covid19',
        '#covid20',
        '#東京',
        '#_',
      ],
      ...[
        '東京',
        '東 京',
        'привет',
        'ΑΣ',
        '😡',
        '👍🏽',
        '🇪🇸',
        '1️⃣',
        ':)',
        ':|',
        'xD',
        '<3',
        '24/7',
        '50%',
        '1,000.50',
        '10€',
        '$5',
        'x_y',
      ],
      ...[
        'https://www.acme.com/help?x=1',
        'acme.com',
        'reddit.com/r/x',
        'jo@acme.com',
        '@acme1',
        '@acme2',
        '@a.b',
        '@acme@x.social',
        'u/acme',
      ],
      ...[
        'refunds',
        'air-acme',
        'airacme',
        'refund!',
        '%',
        '_',
        '\\',
        "'",
        '"',
        '|',
        '~',
        '#',
        '@',
        '/',
        ':',
        "'; DROP TABLE posts; --",
        '𝐀𝐢𝐫',
      ],
      ...[
        '\ud83d',
        '\u200d',
        '\u00ad',
        '\ufffd',
        '\u0301',
        'ａｉｒ',
        'ÉCOLE',
        'İ',
        'x'.repeat(40),
        '#a#b#c',
        '#AirAcme#AirAcme',
        'the  air',
      ],
    ),
  },
  // A place in the row that no word takes; words that end or begin with what is looked for exactly.
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '#東京',
      'acme #_ the',
      'acme @x the',
      'pizza',
      'MACME',
      'ACMEs',
      'àACME',
      'ACMÈ',
      'ACME_1',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.replaceAll('\0', '')) },
);

const text = fc
  .array(fc.tuple(written, fc.constantFrom(' ', ' ', ' ', '', '\n', ', ')), { maxLength: 14 })
  .map((all) => all.map(([piece, gap]) => piece + gap).join(''));

const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { freq: 4 });
const count = fc.constantFrom(0, 1, 99, 100, 101, 1000, 10_000, 1_000_000);

/** Posts with everything that a query can ask for, or nothing. */
export const wholePosts: fc.Arbitrary<PostFields> = fc.record({
  title: fc.option(text, { freq: 1 }),
  text: maybe(text),
  author_handle: maybe(
    fc.constantFrom('acme', 'ACME', 'aab', 'aaaaaaaab', "o'neil", 'İBO', '100%', 'x_y', 'a"b', "a'b", ''),
  ),
  author_name: maybe(
    fc.oneof(
      fc.constantFrom(
        'Marta Viaja',
        'ñandú',
        'José',
        'JOSE\u0301',
        'Straße',
        'Łukasz Œuvre',
        'MARTA\nVIAJA',
        'Acme',
        '%',
      ),
      // Marks that are accents, marks that are letters, and both.
      fc
        .array(fc.constantFrom('José', 'e\u0301', 'ñ', '\u0323', 'ß', 'रामा', 'רוּת', 'が', '🎉\ufe0f', ' '), {
          maxLength: 4,
        })
        .map((parts) => parts.join('')),
    ),
  ),
  network: maybe(fc.constantFrom('x', 'reddit', 'mastodon')),
  lang: maybe(fc.constantFrom('es', 'en', 'pt')),
  kind: maybe(fc.constantFrom('post', 'reply', 'review')),
  label: maybe(fc.constantFrom('negative', 'neutral', 'positive', 'mixed')),
  signals: maybe(fc.subarray(['complaint', 'churn', 'legal'])),
  topics: maybe(fc.subarray(['Billing', 'billing 2', 'Wi-Fi (Home)'])),
  brands: maybe(fc.subarray(['Acme', 'Air Acme']).map((names) => names.map((brand) => ({ brand, sentiment: -0.5 })))),
  place: maybe(fc.constantFrom('r/acme', 'Travel tips', 'ἀθήνας', 'ἈΘΉΝΑΣ', 'my forum')),
  url: maybe(
    fc.constantFrom(
      ...[
        'https://www.reddit.com/r/acme',
        'http://old.reddit.com:80/x',
        'https://notreddit.com/reddit.com',
        'ftp://ACME.com/Help',
      ],
      ...['https://acme.com?watch?v=1', 'acme.com/help', 'https://u:p@acme.com/', 'https://a%b/', 'https://xcom/', ''],
    ),
  ),
  created_at: maybe(
    fc
      .constantFrom('2026-09-30T23:59:59.999Z', '2026-10-01T00:00:00Z', '2026-10-15T12:30:00Z', '2026-10-15T10:30:00Z')
      .map((iso) => Date.parse(iso)),
  ),
  author_followers: maybe(count),
  author_verified: maybe(fc.boolean()),
  author_location: maybe(fc.constant('Bilbao')),
  reach: maybe(count),
  likes: maybe(count),
  reposts: maybe(count),
  replies: maybe(count),
  quotes: maybe(count),
  views: maybe(count),
  rating: maybe(fc.constantFrom(1, 2, 2.5, 5)),
  sentiment: maybe(fc.constantFrom(-1, -0.4, 0, 0.1, 0.4, 1)),
  confidence: maybe(fc.constantFrom(0, 0.4, 1)),
});

export function withoutSpans(query: Query): unknown {
  if (isLeaf(query)) return { kind: query.kind, text: query.text };
  switch (query.kind) {
    case 'not':
      return { kind: 'not', part: withoutSpans(query.part) };
    case 'near': {
      const { ordered, distance, left, right } = query;
      return { kind: 'near', ordered, distance, left: withoutSpans(left), right: withoutSpans(right) };
    }
    case 'field':
      return { kind: 'field', name: query.name, test: query.test };
    default:
      return { kind: query.kind, parts: query.parts.map(withoutSpans) };
  }
}
