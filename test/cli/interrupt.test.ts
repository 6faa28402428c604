import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, manyPosts, type Place, place } from './binary.js';

/** Large enough that a run lasts seconds and can be met at any step. */
const big = { folder: '', path: '' };
const medium = { path: '' };

/** As many customers as posts, so that the last step, too, lasts longer than a signal takes on a busy machine. */
function unlikePosts(rows: number): string {
  const lines = ['id,created_at,author,text,followers,network'];
  for (let row = 0; row < rows; row++) {
    const words = Array.from({ length: 8 }, (_, word) => ((row * 8 + word + 1) * 7919).toString(36)).join(' w');
    lines.push(`${row},2026-10-01T10:00:00Z,user${row},terrible and awful w${words},${row % 5000},x`);
  }
  return `${lines.join('\n')}\n`;
}

beforeAll(() => {
  big.folder = mkdtempSync(join(tmpdir(), 'cli-big-'));
  big.path = join(big.folder, 'big.csv');
  writeFileSync(big.path, unlikePosts(120_000));
  medium.path = join(big.folder, 'medium.csv');
  writeFileSync(medium.path, manyPosts(26_000));
});
afterAll(() => rmSync(big.folder, { recursive: true, force: true }));

/** Starts an audit and sends a signal when a step is told on stderr. */
async function stopAt(files: Place, step: string, signals: readonly NodeJS.Signals[]) {
  const child = files.start(['audit', big.path, '-n', '1000000', '-o', 'unhappy.csv', '--rejects', 'rejects.csv']);
  let heard = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    const before = heard.includes(step);
    heard += chunk.toString();
    if (!before && heard.includes(step)) for (const signal of signals) child.kill(signal);
  });
  return ended(child);
}

describe('a run that is stopped', () => {
  test.each([
    ['reading', 'SIGINT', 130, 'interrupted'],
    ['judging', 'SIGINT', 130, 'interrupted'],
    ['ranking', 'SIGTERM', 143, 'terminated'],
    ['reading', 'SIGTERM', 143, 'terminated'],
  ] as const)('%s: %s', async (step, signal, code, word) => {
    const files = place();
    const ran = await stopAt(files, step, [signal]);
    expect(ran.code).toBe(code);
    expect(ran.stdout).toBe('');
    expect(ran.stderr.trimEnd().split('\n').at(-1)).toBe(`brandwatch: ${word}`);
    expect(readdirSync(files.temp)).toEqual([]);
    expect(readdirSync(files.dir)).toEqual([]);
  });

  test('twice, without patience', async () => {
    const files = place();
    const ran = await stopAt(files, 'judging', ['SIGINT', 'SIGINT']);
    expect(ran.code).toBe(130);
    expect(readdirSync(files.temp)).toEqual([]);
    expect(readdirSync(files.dir)).toEqual([]);
  });

  test('while nobody reads its output', async () => {
    const files = place();
    const child = files.start(['import', '-q', medium.path]);
    // A full pipe: the first bytes are seen, and no more is taken.
    await new Promise((seen) => child.stdout?.once('readable', seen));
    const stopped = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
    child.kill('SIGINT');
    expect(await stopped).toBe(130);
    child.stdout?.destroy();
    expect(readdirSync(files.temp)).toEqual([]);
  });
});

describe('a reader', () => {
  test.each(['import', 'report unhappy'])('that leaves early is no error: %s', async (command) => {
    const files = place();
    const { code, stdout, stderr } = await files.shell(
      `$bw ${command} ${medium.path} -f csv | head -n 1; exit $((PIPESTATUS[0]))`,
    );
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stdout).toContain(',text,');
    expect(stderr).not.toMatch(/EPIPE|error|interrupted/i);
    expect(code).toBe(0);
    expect(readdirSync(files.temp)).toEqual([]);
  });

  test('that is slow gets every byte', async () => {
    const files = place();
    const args = `import -q ${medium.path} --columns id,created_at,author_name,text -f csv`;
    const { stdout } = await files.shell(
      `$bw ${args} | node -e 'let n = 0; process.stdin.on("data", (c) => { n += c.length; process.stdin.pause(); setTimeout(() => process.stdin.resume(), 5); }).on("end", () => console.log(n))'`,
    );
    const toFile = await files.shell(`$bw ${args} -o all.csv`);
    expect(toFile.code).toBe(0);
    const { size } = statSync(files.path('all.csv'));
    expect(size).toBeGreaterThan(5_000_000);
    expect(Number(stdout)).toBe(size);
  });
});

test('a run that is killed leaves no half-written file, and what was there stays', async () => {
  const files = place({ 'posts.csv': 'as it was\n' });
  const child = files.start(['import', '-q', medium.path, '-f', 'csv', '-o', 'posts.csv']);
  const over = ended(child);
  const grown = setInterval(() => {
    const aside = readdirSync(files.dir).find((name) => name.endsWith('.tmp'));
    if (aside !== undefined && statSync(files.path(aside)).size > 500_000) child.kill('SIGKILL');
  }, 5);
  const { code } = await over;
  clearInterval(grown);
  expect(code).toBeNull();
  expect(statSync(files.path('posts.csv')).size).toBe('as it was\n'.length);
});
