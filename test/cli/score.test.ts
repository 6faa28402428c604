import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ran } from './binary.js';
import { inProcess } from './in-process.js';

const BINARY = new URL('../../bin/brandwatch.js', import.meta.url).pathname;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'score-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(args: readonly string[], nodeArgs: readonly string[] = []) {
  const child = spawn(process.execPath, [...nodeArgs, BINARY, 'score', ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], NO_COLOR: '1', HOME: folder },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  child.stdin.on('error', () => undefined);
  const done = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  /** Waits until it has written a text; fails when it ends without having done so. */
  const said = async (text: string): Promise<void> => {
    const ended = done.then(({ code }) => {
      throw new Error(`ended with ${code} and without "${text}"\n${stdout}\n${stderr}`);
    });
    ended.catch(() => undefined);
    while (!stdout.includes(text)) {
      await Promise.race([ended, new Promise((resolve) => child.stdout.once('data', resolve))]);
    }
  };
  return { child, done, said };
}

/** For what needs no process of its own. */
function run(args: readonly string[], input = ''): Promise<Ran> {
  return inProcess(['score', ...args], { dir: folder, temp: folder, input, env: { NO_COLOR: '1', HOME: folder } });
}

describe('score', () => {
  it('reads what pandas writes for missing values, and writes JSON', async () => {
    const lines = [
      '{"id":1,"text":"this is awful","likes":NaN}',
      '{"id":2,"text":"says NaN, this is lovely","likes":3.0},',
    ];
    const { code, stdout } = await run([], `${lines.join('\n')}\n`);
    expect(code).toBe(0);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(rows).toMatchObject([
      { id: 1, likes: null, label: 'negative' },
      { id: 2, text: 'says NaN, this is lovely', likes: 3, label: 'positive' },
    ]);
    expect(stdout).toContain('"likes":3.0');
  });

  it('writes rows while its input is still open', async () => {
    const { child, done, said } = start([]);
    child.stdin.write('author,text\nana,this is awful\n');
    await said('ana,this is awful,en,');
    child.stdin.write('bob,this is lovely\n');
    await said('bob,this is lovely,en,');
    expect(child.exitCode).toBeNull();
    child.stdin.end();
    expect((await done).code).toBe(0);
  });

  it('ends with 0 when its reader leaves, although its input does not end', async () => {
    const { child, done, said } = start([]);
    child.stdin.write('author,text\nana,this is awful\n');
    await said('ana,this is awful,en,');
    child.stdout.destroy();
    const more = setInterval(() => child.stdin.write('bob,this is lovely\n'), 20);
    const { code, stderr } = await done;
    clearInterval(more);
    expect(code).toBe(0);
    expect(stderr).not.toContain('error');
  });

  it('ends with 130 when it is interrupted while it waits', async () => {
    const { child, done, said } = start([]);
    child.stdin.write('author,text\nana,this is awful\n');
    await said('ana,this is awful,en,');
    child.kill('SIGINT');
    expect(await done).toMatchObject({ code: 130 });
  });

  it('keeps its memory, however many rows there are', async () => {
    const { child, done } = start([], ['--max-old-space-size=160']);
    let seen = 0;
    let early = 0;
    let late = 0;
    const rows = 300_000;
    const memory = async (): Promise<number> => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0);
    };
    child.stdout.removeAllListeners('data');
    child.stdout.on('data', (chunk: Buffer) => {
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) seen++;
      if (seen > rows / 5 && early === 0) {
        early = 1;
        void memory().then((kilobytes) => {
          early = kilobytes;
        });
      }
    });
    child.stdin.write('author,text,views\n');
    const block = Array.from(
      { length: 1000 },
      (_, i) => `user${i},"this is awful, number ${i}, and nobody answers",${i}\n`,
    ).join('');
    for (let written = 0; written < rows; written += 1000) {
      if (!child.stdin.write(block)) await new Promise((resolve) => child.stdin.once('drain', resolve));
    }
    late = await memory();
    child.stdin.end();
    expect(await done).toMatchObject({ code: 0 });
    expect(seen).toBe(rows + 1);
    expect(early).toBeGreaterThan(1);
    // 240 000 rows are 12 MB of input and 25 MB of output: what is kept of them would show.
    expect(late - early).toBeLessThan(100 * 1024);
  }, 180_000);

  it('fails for what holds no posts', async () => {
    expect((await run([], '{x}\n{y}\n')).code).toBe(65);
    expect((await run(['missing.csv'])).code).toBe(66);
  });

  it('takes the text from the column that it is told', async () => {
    const { code, stdout } = await run(['--text-column', 'Note'], 'text,Note\nlovely,this is awful\n');
    expect(code).toBe(0);
    expect(stdout.split('\n')[1]).toMatch(/^lovely,this is awful,en,-/);
    expect(await run(['--text-column', 'Notes'], 'text,Note\nlovely,this is awful\n')).toMatchObject({ code: 64 });
  });

  it('writes other formats on request, and nothing where it fails', async () => {
    const input = 'author;text\nana;"this is awful, really"\n';
    expect((await run(['-f', 'csv'], input)).stdout).toContain('ana,"this is awful, really",en,-');
    expect((await run(['-f', 'tsv'], input)).stdout).toContain('ana\tthis is awful, really\ten\t-');
    expect((await run(['-f', 'markdown'], input)).code).toBe(64);
    expect((await run(['--excel'], input)).stdout).toMatch(/^\uFEFFauthor,text,lang,.*\r\n/);
    await writeFile(join(folder, 'in.csv'), input);
    expect((await run(['in.csv', '-o', 'out.ndjson'])).code).toBe(0);
    expect(JSON.parse(await readFile(join(folder, 'out.ndjson'), 'utf8'))).toMatchObject({
      author: 'ana',
      label: 'negative',
    });
    expect((await run(['in.csv', '--brand', 'nobody'])).code).not.toBe(0);
    expect((await run(['--labels', 'five'], input)).code).toBe(64);
  });

  it('takes a file behind --brand for a file, and never writes over what it reads', async () => {
    const input = 'author,text\nana,Acme is awful\n';
    await writeFile(join(folder, 'kept.csv'), input);
    await writeFile(join(folder, '.brandwatchrc'), 'brand:\n  name: Acme\n');
    const named = await run(['-b', 'Acme', 'kept.csv']);
    await rm(join(folder, '.brandwatchrc'));
    expect(named.code, named.stderr).toBe(0);
    expect(named.stdout.split('\n')[1]).toMatch(/^ana,Acme is awful,en,/);
    const over = await run(['kept.csv', '-o', './kept.csv']);
    expect(over).toMatchObject({ code: 64, stdout: '' });
    expect(over.stderr).toContain('./kept.csv is read and cannot be written over\nhint: ');
    expect(await readFile(join(folder, 'kept.csv'), 'utf8')).toBe(input);
    const nowhere = await run(['kept.csv', '-o', 'no/such/out.csv']);
    expect(nowhere.code).toBe(73);
    expect(nowhere.stderr).toMatch(/^brandwatch: cannot create no\/such\/out\.csv: /);
  });
});
