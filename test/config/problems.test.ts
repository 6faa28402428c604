import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import type { AppError } from '../../src/core/errors.js';
import { folder } from './folder.js';

async function problem(text: string): Promise<AppError> {
  const cwd = folder({ '.brandwatchrc': text });
  return loadConfig({ cwd, env: {} }).then(
    () => {
      throw new Error(`accepted: ${text}`);
    },
    (error: AppError) => error,
  );
}

describe('values that are not allowed', () => {
  test.each([
    ['timezone: Madrid', 'line 1: timezone is "Madrid": expected an IANA time zone; did you mean Europe/Madrid?'],
    ['timezone: "+02:00"', 'timezone is "+02:00": expected an IANA time zone such as Europe/Madrid'],
    ['threads: 0', 'threads is 0: expected a whole number from 1'],
    ['threads: 1.5', 'threads is 1.5: expected'],
    ['threads: [1]', 'threads is a list: expected'],
    ['memory: 1', 'memory is 1: expected a size from 64MB'],
    ['memory: 1 parsec', 'memory is "1 parsec": expected a size'],
    ['maxRejects: 110%', 'maxRejects is "110%": expected a share from 0 to 1, such as 0.1 or 10%'],
    ['quiet: maybe', 'quiet is "maybe": expected true or false'],
    ['labels: five', 'labels is "five": expected four or three'],
    ['- a', 'the file is a list: expected keys'],
    ['just text', 'the file is "just text": expected keys'],
    ['brands: 3', 'brands is 3: expected a list of brands, each with a name'],
    ['brands: {name: A}', 'brands is a mapping: expected a list of brands'],
    ['brands:\n  - names: A', 'line 2: brands[0].name is missing: expected a text that is not empty'],
    ['brand:\n  name: ""', 'line 2: brand.name is "": expected a text that is not empty'],
    ['brand: {name: A, names: [365]}', 'brand.names[0] is 365: expected a text, so put it in quotes'],
    [
      'brand: {name: A, names: [A, "!!!"]}',
      'brand.names[1] is "!!!": expected a name with at least one letter or digit',
    ],
    [
      'brand: {name: A, accounts: {x: 12345678901234567890}}',
      'brand.accounts.x is 12345678901234567890: expected a text, so put it in quotes',
    ],
    [
      'brand: {name: A, accounts: {x: "https://x.com/a"}}',
      'is "https://x.com/a": expected a handle such as acme, not its address',
    ],
    ['brand: {name: A, accounts: [a]}', 'brand.accounts is a list: expected network: handles, such as x: [acme]'],
    [
      'brand: {name: A, accounts: {twitter: a}}',
      'key "twitter" in brand.accounts is not allowed: expected x, which is what the data calls it',
    ],
    ['brand: {name: A, queries: "a AND"}', 'brand.queries is "a AND": expected a term at character 6, found the end'],
    [
      'brand: {name: A, queries: [b, "(a"]}',
      'brand.queries[1] is "(a": expected AND, OR or a closing parenthesis at character 3, found the end',
    ],
    [
      'brand: {name: A, topics: [{name: t, query: "langu:en"}]}',
      'brand.topics[0].query is "langu:en": expected a field at character 1, found \'langu:\'',
    ],
    [
      'brand: {name: A, topics: [{name: t, query: "label:negative"}]}',
      'brand.topics[0].query is "label:negative": expected a query without label:, which is known only after brands and topics are; score and reports take it: --where',
    ],
    ['brand: {name: A, topics: [{name: t}]}', 'brand.topics[0].query is missing: expected a Boolean query'],
    [
      'brand: {name: A, hours: {mon-fry: "9:00-18:00"}}',
      'key "mon-fry" in brand.hours is not allowed: expected a weekday such as mon',
    ],
    ['brand: {name: A, hours: {mon: "9-18"}}', 'brand.hours.mon is "9-18": expected hours such as "09:00-18:00"'],
    ['brand: {name: A, hours: {mon: "18:00-09:00"}}', 'expected hours that end after they begin'],
    ['brand: {name: A, hours: {mon: "09:00-12:00, 11:00-13:00"}}', 'expected hours in order that do not overlap'],
    ['brand: {name: A, hours: {mon-fri: "09:00-12:00", tue: closed}}', 'expected hours for each day once; tue has two'],
    ['brand: {name: A, hours: "09:00-18:00"}', 'brand.hours is "09:00-18:00": expected days: hours'],
    [
      'brand: {name: A, holidays: [2026-02-30]}',
      'brand.holidays[0] is "2026-02-30": expected a date that the calendar has',
    ],
    [
      'brand: {name: A, holidays: [25/12/2026]}',
      'brand.holidays[0] is "25/12/2026": expected a date such as 2026-12-25',
    ],
    ['brand: A\nbrands: [B]', 'brand and brands are both given'],
    ['brands: [A, a]', 'brands[1].name is "a", as is brands[0].name: expected another name'],
    ['brand: {name: A, competitors: [a]}', 'brand.competitors[0].name is "a", as is brand.name: expected another name'],
    [
      'brand: {name: A, topics: [{name: t, query: q}, {name: T, query: q}]}',
      'brand.topics[1].name is "T", as is brand.topics[0].name',
    ],
  ])('%s', async (text, message) => {
    const error = await problem(text);
    expect(error).toMatchObject({ kind: 'configuration', code: 'config.invalid' });
    expect(error.message).toMatch(/^cannot use \.brandwatchrc: (?:line \d+: )?\S/u);
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('\n');
  });
});

test.each(['brand: &a [*a]', 'brand: &a\n  name: *a', 'x: &a {y: [{z: *a}]}'])(
  'a file that names itself inside of itself is refused, not followed: %s',
  async (text) => {
    const error = await problem(text);
    expect(error).toMatchObject({ kind: 'configuration', code: 'config.syntax' });
    expect(error.message).toContain('an alias stands inside of what it names');
  },
);

describe('unknown keys', () => {
  test.each([
    [
      'brands:\n  - name: A\n    competitor: B',
      'line 3: unknown key "competitor" in brands[0]; did you mean "competitors"?',
    ],
    ['timezne: UTC', 'unknown key "timezne"; did you mean "timezone"?'],
    ['max_rejects: 1', 'unknown key "max_rejects"; did you mean "maxRejects"?'],
    ['brnad: A', 'unknown key "brnad"; did you mean "brand"?'],
    [
      'brand: {name: A, topics: [{name: t, query: q, onwer: me}]}',
      'unknown key "onwer" in brand.topics[0]; did you mean "owner"?',
    ],
    [
      'brand: {name: A, competitors: [{name: B, topics: []}]}',
      'unknown key "topics" in brand.competitors[0]; expected name, names, queries, accounts',
    ],
    ['colour: always', 'unknown key "colour"; did you mean "color"?'],
    ['__proto__: 1', 'unknown key "__proto__"; expected timezone,'],
  ])('%s', async (text, message) => {
    expect((await problem(text)).message).toContain(message);
  });

  test('a secret is never repeated', async () => {
    for (const text of [
      'apiToken: s3cret-value',
      'brand: {name: A, webhook: s3cret-value}',
      'brand: {name: A, accounts: {password: [1, s3cret-value]}}',
    ]) {
      const error = await problem(text);
      expect(`${error.message} ${error.hint}`).not.toContain('s3cret');
    }
  });
});

describe('several problems', () => {
  test('are listed, five at most', async () => {
    const two = await problem('threads: 0\nbrand:\n  name: A\n  topic: x\n');
    expect(two.message).toBe(
      'cannot use .brandwatchrc: 2 problems\n' +
        '  line 1: threads is 0: expected a whole number from 1\n' +
        '  line 4: unknown key "topic" in brand; did you mean "topics"?',
    );
    const many = await problem(Array.from({ length: 8 }, (_, n) => `key${n}: 1`).join('\n'));
    expect(many.message.split('\n')).toHaveLength(7);
    expect(many.message).toMatch(/8 problems\n.*\n {2}and 3 more$/su);
  });
});

describe('files that are not YAML', () => {
  test.each([
    ['brands:\n  - name: A\n   names: B', 3, 1],
    ['accounts:\n  x: @acme', 2, 6],
    ['a:\n\tb: 1', 2, 1],
    ['{"a": 1,\n "b": [1, 2}', 2, 12],
    ['name: "Acme', 1, 12],
    ['a: 1\na: 2', 2, 1],
    ['a: !!js/function x', 1, 4],
    ['a: 1\n---\nb: 1', 2, 1],
  ])('%j: line %i, column %i', async (text, line, column) => {
    const error = await problem(text);
    expect(error).toMatchObject({ kind: 'configuration', code: 'config.syntax' });
    expect(error.message).toContain(`cannot read .brandwatchrc: line ${line}, column ${column}: `);
    expect(error.message).not.toContain('\n');
    expect(error.hint).toBeTruthy();
  });

  test('aliases that unfold without end are refused', async () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 12; n++)
      lines.push(
        `a${n}: &a${n} [${Array(10)
          .fill(`*a${n - 1}`)
          .join(', ')}]`,
      );
    expect(await problem(lines.join('\n'))).toMatchObject({ code: 'config.syntax' });
  });
});
