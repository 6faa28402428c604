/** A report of a window over the store: the rows that all posts would give, without looking at what came later. */
import { expect, test } from 'vitest';
import { place } from './binary.js';

const DAY_MS = 24 * 3_600_000;
const START = Date.parse('2026-05-04T00:00:00Z');
const WORDS = 'suitcase flight refund lost gate delay voucher seat crew queue counter belt ticket desk hour'.split(' ');

interface Written {
  readonly id: number;
  readonly day: number;
  readonly author: string;
  readonly text: string;
  readonly parent?: string;
}

/** Four months: customers complain every day, the brand answers some of them weeks later, some texts come again. */
function posts(): Written[] {
  const all: Written[] = [];
  for (let day = 0; day < 120; day++) {
    for (let n = 0; n < 10; n++) {
      const id = all.length;
      const words = Array.from(
        { length: 9 },
        (_, i) => `${WORDS[(id * 7 + i * i * 3) % WORDS.length]}${(id * 31 + i) % 97}`,
      );
      const copied = n === 3 && day >= 7 ? (all[id - 70]?.text ?? '') : null;
      const text = copied ?? `terrible awful acme ${words.join(' ')}`;
      if (n === 9 && day >= 5) {
        // Of the first fortnight.
        const answered = (day * 13) % 140;
        all.push({
          id,
          day,
          author: 'acme',
          text: `Sorry, see your messages ${id}`,
          parent: `x:${answered}`,
        });
      } else all.push({ id, day, author: `user${id % 130}`, text });
    }
  }
  return all;
}

const LINES = posts().map(({ id, day, author, text, parent }) =>
  JSON.stringify({
    key: `x:${id}`,
    network: 'x',
    id: String(id),
    kind: parent === undefined ? 'post' : 'reply',
    created_at: new Date(START + day * DAY_MS + (id % 10) * 3_600_000).toISOString(),
    author_handle: author,
    author_followers: 10 * id,
    text,
    ...(parent === undefined ? {} : { parent }),
  }),
);

test('has the rows of all posts, and judges none that are later but what the brand answered', async () => {
  const files = place({
    'posts.ndjson': `${LINES.join('\n')}\n`,
    '.brandwatchrc':
      'brand: { name: Acme, accounts: { x: [acme] }, topics: [{ name: r, query: refund*, owner: billing }] }\n',
  });
  expect(await files.call(['import', 'posts.ndjson', '--store', 's.duckdb', '-q'])).toMatchObject({ code: 0 });
  const window = ['--since', '2026-05-04', '--until', '2026-05-18', '-f', 'csv'];
  for (const report of ['unhappy', 'overview']) {
    const all = await files.call(['report', report, 'posts.ndjson', ...window]);
    const stored = await files.call(['report', report, '--store', 's.duckdb', ...window]);
    expect([all.code, stored.code]).toEqual([0, 0]);
    expect(all.stdout.split('\n').length).toBeGreaterThan(10);
    expect(stored.stdout, report).toBe(all.stdout);
    // A fortnight of ten a day, and the brand's posts of the days after.
    expect(stored.stderr).toContain(`judging ${14 * 10 + (120 - 14)} posts`);
  }
  expect((await files.call(['report', 'unhappy', '--store', 's.duckdb', ...window, '-q'])).stdout).toMatch(/,yes,/);
  expect(await files.call(['score', '--store', 's.duckdb', '-q'])).toMatchObject({ code: 0 });
  const judged = await files.call(['report', 'unhappy', '--store', 's.duckdb', ...window, '-q']);
  expect(judged.stdout).toBe((await files.call(['report', 'unhappy', 'posts.ndjson', ...window, '-q'])).stdout);
});
