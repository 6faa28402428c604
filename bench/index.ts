/**
 * `npm run bench`: measures in one run, as ratios, and keeps the table in bench/RESULTS.md. With `-- --large` also ten
 * million posts (2.3 GB on disk).
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate.js';
import { markdownTable } from './markdown.js';
import { median, type Run, run } from './process.js';
import { benchScorer } from './scorer.js';

const FOLDER = 'bench/data';
const BINARY = 'bin/brandwatch.js';
const ROUNDS = 3;

interface Row {
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio: string;
  readonly aim: string;
}

async function posts(rows: number): Promise<string> {
  const file = join(FOLDER, `posts-${rows}.csv`);
  mkdirSync(FOLDER, { recursive: true });
  if (!existsSync(file)) await generate(rows, file);
  return file;
}

const seconds = (value: number): string => `${value.toFixed(2)} s`;
const memory = (runs: readonly Run[]): string => {
  const peaks = runs.map(({ peakBytes }) => peakBytes).filter((peak) => peak !== null);
  return peaks.length === 0 ? 'unknown' : `${Math.round(Math.max(...peaks) / 2 ** 20)} MiB`;
};

/** Alternates the contestants, so that whatever else the machine does falls on all of them. */
async function alternate(contestants: readonly (() => Promise<Run>)[], rounds: number): Promise<Run[][]> {
  const runs: Run[][] = contestants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contestant] of contestants.entries()) runs[index]?.push(await contestant());
  }
  return runs;
}

const time = (runs: readonly Run[] | undefined): number => median((runs ?? []).map((each) => each.seconds));

async function benchAudit(rows: number, rounds: number, temp: string): Promise<Row[]> {
  const file = await posts(rows);
  const database = join(temp, 'bare.duckdb');
  const [page, list, bareFile, bareMemory] = await alternate(
    [
      () => run('node', [BINARY, 'audit', file, '--quiet', '-f', 'terminal']),
      () => run('node', [BINARY, 'audit', file, '--quiet', '-o', join(temp, 'unhappy.csv')]),
      () => {
        rmSync(database, { force: true });
        return run('node', ['bench/load.js', file, database]);
      },
      () => run('node', ['bench/load.js', file, ':memory:']),
    ],
    rounds,
  );
  rmSync(database, { force: true });
  const name = `audit, ${rows / 1e6} million posts`;
  const against = (what: string, ours: readonly Run[] | undefined, aim: string): Row => ({
    what: `${name}, ${what}`,
    ours: seconds(time(ours)),
    against: `DuckDB loads the file into a database: ${seconds(time(bareFile))} (into memory: ${seconds(time(bareMemory))})`,
    ratio: `${(time(ours) / time(bareFile)).toFixed(2)} (${(time(ours) / time(bareMemory)).toFixed(2)})`,
    aim,
  });
  return [
    against('a page for a terminal', page, '≤ 1.5'),
    against('every unhappy customer as CSV', list, ''),
    {
      what: `${name}, peak memory`,
      ours: memory([...(page ?? []), ...(list ?? [])]),
      against: `DuckDB into memory: ${memory(bareMemory ?? [])}`,
      ratio: '',
      aim: '≤ 1536 MiB',
    },
  ];
}

async function benchStart(): Promise<Row> {
  const [ours, bare] = await alternate([() => run('node', [BINARY, '--version']), () => run('node', ['-e', '0'])], 21);
  return {
    what: 'brandwatch --version',
    ours: seconds(time(ours)),
    against: `node -e 0: ${seconds(time(bare))}`,
    ratio: (time(ours) / time(bare)).toFixed(2),
    aim: '≤ 2',
  };
}

async function benchScorers(): Promise<Row[]> {
  const figures = await benchScorer();
  const perSecond = (value: number): string => `${Math.round(value / 1000)} 000 posts/s`;
  return figures.peers.map((peer) => ({
    what: 'scorer, one core, language given',
    ours: perSecond(figures.given),
    against: `npm ${peer.name}: ${peer.perSecond < 10_000 ? `${Math.round(peer.perSecond)} posts/s` : perSecond(peer.perSecond)}`,
    ratio: (figures.given / peer.perSecond).toFixed(1),
    aim: peer.name === 'sentiment' ? '≥ 3, and ≥ 250 000 posts/s' : '',
  }));
}

function tableOf(rows: readonly Row[]): string {
  return markdownTable(
    ['what', 'brandwatch', 'against', 'ratio', 'aim'],
    rows.map((row) => [row.what, row.ours, row.against, row.ratio, row.aim]),
  );
}

/** What people wrote below the table stays: from the first second heading on. */
function remarks(): string {
  const file = 'bench/RESULTS.md';
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const at = text.indexOf('\n## ');
  return at === -1 ? '' : text.slice(at);
}

const temp = mkdtempSync(join(tmpdir(), 'brandwatch-bench-'));
try {
  const rows = [await benchStart(), ...(await benchScorers()), ...(await benchAudit(1_000_000, ROUNDS, temp))];
  if (process.argv.includes('--large')) rows.push(...(await benchAudit(10_000_000, 1, temp)));
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.version}`;
  const table = tableOf(rows);
  process.stdout.write(`${machine}\n\n${table}\n`);
  writeFileSync(
    'bench/RESULTS.md',
    `# Results\n\nWritten by \`npm run bench${process.argv.includes('--large') ? ' -- --large' : ''}\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. Medians of ${ROUNDS} alternating runs (one for ten million).\n\n${table}\n${remarks()}`,
  );
} finally {
  rmSync(temp, { recursive: true, force: true });
}
