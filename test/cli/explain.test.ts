import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { explainText } from '../../src/app/explain-text.js';
import { explanationPage } from '../../src/cli/explanation-page.js';
import { plainText } from '../../src/posts/markup.js';
import type { Explanation } from '../../src/sentiment/explain.js';
import { HAS_TERMINAL, place } from './binary.js';

const ANGRY = 'Third day without my suitcase.\nThe crew was lovely, but this is a terrible airline #fail 😡';

/** Controls but for the line end, escapes, and what hides or reorders text. */
const HARMFUL = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
const HOSTILE = [
  'terrible \x1b[31mservice\x1b[0m',
  '\x1b]0;title\x07awful',
  '\x9b2J\x9b1;1Hlovely',
  'great\u202eelbirret\u202c bad\u200b \u2066x\u2069',
  'good\r\x08\x08bad\x7f\ttab\x00',
].join('\n');

const explained = (stdout: string): Explanation => JSON.parse(stdout) as Explanation;

describe.concurrent('explain', () => {
  test('a page without colour in a pipe: the text, what fired, the rules, the judgement', async () => {
    const { code, stdout, stderr } = await place().call(['explain', ANGRY]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('[−terrible]');
    expect(stdout).toContain('[+lovely]');
    expect(stdout).toMatch(/^Third .*suitcase\.\n/);
    expect(stdout).toMatch(/^ {2}text +entry +listed +weight +neg +roles +signals +origin$/m);
    expect(stdout).toMatch(/^ {2}terrible +terrible +−\d\.\d\d +−\d\.\d\d .*\w$/m);
    expect(stdout).toMatch(/^ {2}but +but +– +– +contrast +written$/m);
    for (const name of ['rules', 'sum', 'made of', 'label', 'confidence', 'language', 'signals']) {
      expect(stdout).toMatch(new RegExp(`^${name} +\\S`, 'm'));
    }
    expect(stdout).toMatch(/^label +negative, sentiment −0\.\d+$/m);
    expect(stdout).toMatch(/^language +en \(identified/m);
    expect(stdout).toMatch(/^rules.*contrast: /m);
    for (const line of stdout.split('\n')) {
      expect(stringWidth(line), line).toBeLessThanOrEqual(80);
      expect(line).not.toMatch(/\s$/);
    }
  });

  test('the whole explanation as indented JSON', async () => {
    const { code, stdout } = await place().call(['explain', ANGRY, '-f', 'json']);
    expect(code).toBe(0);
    expect(explained(stdout)).toEqual(JSON.parse(JSON.stringify(explainText(ANGRY, null).explanation)));
    expect(stdout).toMatch(/^\{\n {2}"tokens": \[\n {4}\{\n/);
    expect(stdout).toMatch(/\n\}\n$/);
  });

  test('a text from stdin, whole, with and without the dash', async () => {
    const files = place();
    const named = await files.call(['explain', ANGRY]);
    expect(await files.call(['explain', '-'], { input: `${ANGRY}\n` })).toEqual(named);
    expect(await files.call(['explain'], { input: `\ufeff${ANGRY}` })).toEqual(named);
  });

  test('the language that is given is believed', async () => {
    const { stdout } = await place().call(['explain', 'Pas mal', '--lang', 'fr-FR', '-f', 'json']);
    expect(explained(stdout)).toMatchObject({ lang: 'fr', langReason: 'given' });
  });

  test('the judgement is that of score', async () => {
    const files = place();
    const texts = [ANGRY, 'Great app &amp; <b>lovely</b> people', 'Pas mal du tout !', '\x1b[31mterrible', 'ok'];
    const csv = `text\n${texts.map((text) => `"${text}"`).join('\n')}\n`;
    const scored = await files.call(['score', '-'], { input: csv });
    const rows = parse(scored.stdout, { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(texts.length);
    for (const [index, text] of texts.entries()) {
      const { lang, sentiment, label, confidence } = explained(
        (await files.call(['explain', text, '-f', 'json'])).stdout,
      );
      expect({ ...rows[index] }, text).toMatchObject({
        lang: lang ?? '',
        label,
        sentiment: String(sentiment),
        confidence: String(confidence),
      });
    }
  });

  test('nothing of a hostile text acts on a terminal', async () => {
    const files = place();
    for (const format of ['terminal', 'json']) {
      const { code, stdout } = await files.call(['explain', '-', '-f', format], { input: HOSTILE });
      expect(code).toBe(0);
      expect(stdout).toContain('terrible');
      // JSON keeps what hides text as it is but for overrides, as every file does.
      expect(format === 'json' ? stdout.replace(/[\u200b\ufeff]/g, '') : stdout).not.toMatch(HARMFUL);
    }
  });

  test('into a file, whose ending chooses', async () => {
    const files = place();
    const written = await files.call(['explain', ANGRY, '-o', 'why.json']);
    expect(written).toMatchObject({ code: 0, stdout: '', stderr: 'wrote why.json\n' });
    expect(explained(readFileSync(files.path('why.json'), 'utf8')).label).toBe('negative');
    expect(await files.call(['explain', ANGRY, '-q', '-o', 'why.txt'])).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(files.path('why.txt'), 'utf8')).toBe((await files.call(['explain', ANGRY])).stdout);
  });

  test('a text in which nothing fires', async () => {
    const { code, stdout } = await place().call(['explain', '12345']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^12345\n\nEntries that fired .*\nno rows\n\nrules {7}none\n/);
    expect(stdout).toMatch(/^language {4}unknown \(/m);
    expect(stdout).toMatch(/^signals {5}none$/m);
  });
});

describe.concurrent('wrong usage of explain', () => {
  test.each([
    [
      ['explain', ''],
      66,
      'the text is empty',
      'give one, e.g. brandwatch explain "Not good at all", or pipe one into it',
    ],
    [['explain'], 66, 'the text is empty', 'give one, e.g. brandwatch explain "Not good at all", or pipe one into it'],
    [
      ['explain', '<p> </p>'],
      66,
      'the text is empty',
      'give one, e.g. brandwatch explain "Not good at all", or pipe one into it',
    ],
    [['explain', 'not', 'good'], 64, '2 words, expected one text', 'put it in quotes: brandwatch explain "not good"'],
    [['explain', 'x', '--langg', 'fr'], 64, 'unknown option "--langg"', 'did you mean --lang?'],
    [
      ['explain', 'x', '-f', 'csv'],
      64,
      'explain writes terminal or json, not csv',
      'for a table of many texts: brandwatch score',
    ],
    [
      ['explain', 'x', '-o', 'x.tsv'],
      64,
      'explain writes terminal or json, not tsv',
      'for a table of many texts: brandwatch score',
    ],
    [['explain', 'x', '--lang'], 64, '--lang <tag> needs a value', 'see brandwatch explain --help'],
    [
      ['explain', 'x', '--lang', 'klingon'],
      64,
      /^--lang is "klingon", expected one of en, /,
      'leave it out, and the language is identified',
    ],
  ] as const)('%j', async (args, code, message, hint) => {
    const ran = await place().call(args, { input: '' });
    const [first = '', second = ''] = ran.stderr.split('\n');
    if (typeof message === 'string') expect(first).toBe(`brandwatch: ${message}`);
    else expect(first.replace('brandwatch: ', '')).toMatch(message);
    expect(second).toBe(`hint: ${hint}`);
    expect([ran.code, ran.stdout]).toEqual([code, '']);
  });

  test('an unknown format', async () => {
    const { code, stderr } = await place().call(['explain', 'x', '-f', 'pdf']);
    expect(stderr).toMatch(/^brandwatch: explain writes terminal or json, not pdf\nhint: /);
    expect(code).toBe(64);
  });

  test('a whole file of posts on stdin', async () => {
    const { code, stdout, stderr } = await place().call(['explain', '-'], { input: 'terrible\n'.repeat(120_000) });
    expect(stderr).toBe(
      'brandwatch: standard input holds more than the 1 MB of one text\nhint: for a file of posts: brandwatch score\n',
    );
    expect([code, stdout]).toEqual([65, '']);
  });
});

describe.skipIf(!HAS_TERMINAL).concurrent('explain on a terminal (needs `script`)', () => {
  const text = '"The crew was lovely, but this is a terrible airline, and nobody at all answers"';

  test('green for, red against, dim for none', async () => {
    const { code, stdout } = await place().terminal(`explain ${text}`, 60);
    expect(code).toBe(0);
    expect(stdout).toContain('\x1b[32mlovely\x1b[39m');
    expect(stdout).toContain('\x1b[31mterrible\x1b[39m');
    expect(stdout).toMatch(/\x1b\[2m[^\x1b]*crew|\x1b\[2mThe/);
    expect(stdout).not.toContain('[+');
    for (const line of stdout.split('\r\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(60);
  });

  test.each([
    ['--no-color', {}],
    ['', { NO_COLOR: '1' }],
  ])('marks without colour: %s %j', async (flag, env) => {
    const { stdout } = await place().terminal(`explain ${flag} ${text}`, 60, env);
    expect(stdout).toContain('[+lovely]');
    expect(stdout).not.toContain('\x1b');
  });

  test('without a text', async () => {
    const { code, stdout } = await place().terminal('explain', 80);
    expect(stdout).toBe(
      'brandwatch: no text to explain\r\nhint: give one, e.g. brandwatch explain "Not good at all", or pipe one into it\r\n',
    );
    expect(code).toBe(66);
  });
});

/** The page of a text, and the numbers on its line `made of`, which may go on over some lines. */
async function partsOf(text: string, own: Parameters<typeof explainText>[2] = []): Promise<[string, number[]]> {
  const explained = explainText(text, null, own);
  let page = '';
  for await (const piece of explanationPage(explained, { width: 80, color: false, timezone: 'UTC' })) page += piece;
  const line = /^made of +([\s\S]*?)^label/m.exec(page)?.[1] ?? '';
  return [line, [...line.matchAll(/[+−]\d+\.\d\d/g)].map(([value]) => Number(value.replace('−', '-')))];
}

describe('what the sum is made of', () => {
  test.each([
    ANGRY,
    'ok',
    '12345',
    'The delivery guy was nice pero el pedido llegó roto y nadie contesta',
    `I love it. ${'The parcel went by train to the town and back again. '.repeat(8)}`,
  ])('adds up, the heaviest first: %j', async (text) => {
    const [line, numbers] = await partsOf(text);
    const { sum } = explainText(text, null).explanation;
    expect(numbers.reduce((total, value) => total + value, 0)).toBeCloseTo(sum, 0);
    expect(Math.abs(numbers.reduce((total, value) => total + value, 0) - sum)).toBeLessThan(
      0.05 + 0.005 * numbers.length,
    );
    const told = line.includes('the rest') ? numbers.slice(0, -1) : numbers;
    expect(told.map(Math.abs)).toEqual(told.map(Math.abs).sort((a, b) => b - a));
  });

  test('names learnt entries, and your own words', async () => {
    const [line] = await partsOf('They brought me my zorgful suitcase', [{ text: 'zorgful', weight: 2, lang: null }]);
    expect(line).toMatch(/learnt entries and your\s+words \+\d/);
    expect((await partsOf(ANGRY))[0]).toMatch(/^bad −\d\.\d\d · /);
  });
});

test('a passage is where its entry fired, not where its word comes first', () => {
  const { passages } = explainText('The word great, "great" and great!', 'en');
  expect(passages.filter(({ text, tone }) => text === 'great' && tone === 'good')).toHaveLength(3);
});

test('the passages are the text, and every entry is found in it', () => {
  const word = fc.constantFrom(
    ...['not', 'good', 'terrible', 'never', 'again', '#NeverAgain', '#fail', 'fail', 'but', 'LOVELY', 'nobody answers'],
    ...[
      '😡',
      ':-)',
      '@acme',
      'https://example.org/good',
      ',',
      '.',
      '\n',
      'sooo',
      'the',
      'été',
      '日本',
      '\u{1f468}\u200d\u{1f469}',
    ],
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (words) => {
      fc.pre(words.some((part) => part !== '\n'));
      const { explanation, passages } = explainText(words.join(' '), 'en');
      const whole = passages.map(({ text }) => text).join('');
      expect(whole).toBe(plainText(words.join(' ')));
      const fired = passages.filter(({ tone }) => tone !== 'none').map(({ text }) => text);
      // In the order in which they fire, each where it stands.
      const written = explanation.entries.filter(({ origin }) => origin !== 'learnt').map(({ text }) => text);
      let at = 0;
      for (const text of written) {
        at = fired.indexOf(text, at);
        expect(at, `${text} in ${JSON.stringify(passages)}`).not.toBe(-1);
        at++;
      }
    }),
  );
});
