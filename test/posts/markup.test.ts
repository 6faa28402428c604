import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NEEDS_CLEANING, plainText } from '../../src/posts/markup.js';
import { holds } from '../formats/seed.js';
import { testEngine } from '../presets/engine.js';

const sql = testEngine();

test.each([
  ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
  ['One<br>Two<br/>Three<BR />Four', 'One\nTwo\nThree\nFour'],
  ['<p>See <a href="https://acme.example/?a=1&amp;b=2" rel="nofollow">the <b>page</b></a></p>', 'See the page'],
  ['<ul><li>a</li><li>b</li></ul>', 'a\n\nb'],
  ['<script>alert("x")</script>hello<style>p { color: red }</style>', 'hello'],
  ['<script async>track()</script>hi<p class=lead>there', 'hi\nthere'],
  ['before<!-- <b>hidden</b> -->after', 'beforeafter'],
  ['<span class="h-card"><a class="u-url">@<span>acme</span></a></span> hi', '@acme hi'],
  ['AT&amp;T &lt;3 &quot;caf&eacute;&quot; &#39;x&#39; &#x1F600; &hellip;', 'AT&T <3 "café" \'x\' 😀 …'],
  ['&amp;amp; stays one', '&amp; stays one'],
  ['&lt;b&gt; was written, not meant', '<b> was written, not meant'],
  ['a\r\nb\rc', 'a\nb\nc'],
  ['a\u00A0b\u0000\u0007', 'a b'],
  ['\u001b[31mterrible\u001b[0m service\u001b[1;4m!', 'terrible service!'],
  ['\u001b]0;pwn\u0007never \u001b]8;;https://x.example\u001b\\again', 'never again'],
  ['\u001b]unended \u001b[', ']unended ['],
  ['cafe\u0301', 'café'],
  ['line \t\n\n\n\nnext  ', 'line\n\nnext'],
])('%j becomes %j', (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

test.each([
  'a < b and c > d',
  'I <3 this >:(',
  '<acme> is down',
  '1<2',
  'x <y> z',
  '<https://acme.example/page>',
  '<@acme> hello',
  'AT&T',
  'R&D & more',
  'a <b',
  'a <b but c> d',
  'if (a<b && b>c) {}',
  '<-- look',
  '=SUM(A1) -1 @acme',
  '👩‍👩‍👧 🇪🇸',
])('%j stays as it is', (text) => {
  expect(plainText(text)).toBe(text);
});

describe('hostile texts', () => {
  // Anything that grows faster than the text would take hours for two megabytes, and run into the time limit.
  test.each([
    ['open tags', '<a '],
    ['brackets', '<'],
    ['closed brackets', '>'],
    ['tags that never close', '<a href="'],
    ['comments that never close', '<!--'],
    ['scripts that never close', '<script>'],
    ['ampersands', '&'],
    ['entities that never end', '&amp'],
    ['line breaks', '\n'],
    ['spaces before line breaks', ' \n'],
    ['nested elements', '<div><b>'],
    ['accents', 'e\u0301'],
  ])('%s, two megabytes of them', (_, piece) => {
    const text = `start ${piece.repeat(Math.ceil(2_000_000 / piece.length))} end`;
    const plain = plainText(text);
    expect(plain.length).toBeLessThanOrEqual(text.length);
    expect(plain.startsWith('start')).toBe(true);
  });
});

/** Text that holds what is to be cleaned far more often than people write it. */
const messy = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<b>',
        '</b>',
        '<p>',
        '<br>',
        '<a href="x">',
        '&amp;',
        '&lt;',
        '<',
        '>',
        '&',
        '\n',
        '\r\n',
        '  ',
        '\t',
      ),
      fc.constantFrom('\u00A0', '\u0007', '\u0085', 'e\u0301', '<!--', '-->', '<script>', '</script>', '<3'),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 25 },
  )
  .map((pieces) => pieces.join(''));

test('what is plain has no markup, no controls, no space around it', () =>
  holds(
    fc.property(messy, (text) => {
      const plain = plainText(text);
      expect(plain).toBe(plain.trim());
      expect(plain).toBe(plain.normalize('NFC'));
      expect(plain).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u00A0]|\r|\n{3}|[ \t]\n/);
      expect(plain.length).toBeLessThanOrEqual(text.length);
    }),
    2000,
  ));

test('a text without markup and entities is changed no further', () =>
  holds(
    fc.property(messy, (text) => {
      const plain = plainText(text.replaceAll(/[<&]/g, ''));
      expect(plainText(plain)).toBe(plain);
    }),
    1000,
  ));

test('every text that would change is found by the test in SQL', () =>
  holds(
    fc.asyncProperty(fc.array(messy, { minLength: 1, maxLength: 40 }), async (texts) => {
      const changed = texts.map((text) => text.replaceAll('\0', '')).filter((text) => plainText(text) !== text);
      const found = await sql.each(
        ['plain', ...changed],
        `regexp_matches(x, '${NEEDS_CLEANING.replaceAll("'", "''")}')`,
      );
      expect(found).toEqual([false, ...changed.map(() => true)]);
    }),
    100,
  ));
