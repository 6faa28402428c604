/**
 * `npx tsx bench/store.ts [millions] [folder]`: a store of ten million invented posts, and what each thing costs. Takes some
 * ten minutes and twelve gigabytes of disk, all of which it gives back.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate.js';
import { markdownTable } from './markdown.js';
import { type Run, run } from './process.js';

const BINARY = 'bin/brandwatch.js';
const MILLION = 1_000_000;

const [millions = '10', parent = 'bench/data'] = process.argv.slice(2);
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(join(parent, 'store-'));
const store = join(folder, 'store.duckdb');
const rows: string[][] = [];

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`;

async function measure(what: string, args: readonly string[]): Promise<Run> {
  const done = await run('node', [BINARY, ...args, '--store', store]);
  const row = [
    what,
    `${done.seconds.toFixed(0)} s`,
    done.cpuSeconds === null ? '' : `${done.cpuSeconds.toFixed(1)} s`,
    done.peakBytes === null ? '' : `${Math.round(done.peakBytes / 2 ** 20)} MiB`,
    gigabytes(statSync(store).size),
  ];
  rows.push(row);
  process.stderr.write(`${row.join(' | ')}\n`);
  return done;
}

try {
  const csv = join(folder, 'posts.csv');
  for (let part = 0; part < Number(millions); part++) {
    await generate(MILLION, csv, part * MILLION);
    await measure(`import of the ${part + 1}. million`, ['import', csv, '-q']);
  }
  rmSync(csv);
  await measure('store info', ['store', 'info', '-q']);
  await measure('score', ['score', '-q']);
  await measure('report over the last 7 days', [
    'report',
    '-q',
    '--since',
    '2026-10-25',
    '--until',
    '2026-11-01',
    '-o',
    join(folder, 'a.csv'),
  ]);
  await measure('report over all', ['report', '-q', '-o', join(folder, 'b.csv')]);
  await measure('store check', ['store', 'check', '-q']);
  await measure('store forget', ['store', 'forget', '@user21114@appstore', '-q']);
  await measure('store export, 7 days', ['store', 'export', '-q', '--since', '2026-10-25', '-o', join(folder, 'week')]);
  await measure('store export, all', ['store', 'export', '-q', '-o', join(folder, 'all')]);
  await measure('store prune, about half', ['store', 'prune', '-q', '--older-than', `${daysSince('2026-10-01')}d`]);
  const [cpu] = cpus();
  process.stdout.write(
    `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.version}\n\n${markdownTable(['what', 'time', 'CPU of all threads', 'peak memory', 'size afterwards'], rows)}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function daysSince(date: string): number {
  return Math.floor((Date.now() - Date.parse(date)) / 86_400_000);
}
