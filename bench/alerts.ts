/**
 * npm run bench:alerts -- [folder of NAB] [--held-out] [--write] — early warning against plain rules.
 *
 * The folder holds `data/realTweets`, `labels` and `score.mjs`. Three of its brands were looked at while the detector was
 * made; --held-out prints the other two as well. Without a folder only invented series are run. --write puts the tables
 * into docs/alerts.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { withParts } from '../scripts/marked-parts.js';
import { Detector } from '../src/alerts/detector.js';
import { RULES, type Rule } from './alert-rules.js';
import { type Added, countsOf, type Kind, randomOf } from './alert-series.js';
import { markdownTable } from './markdown.js';

const PAGE = 'docs/alerts.md';
const HOUR_MS = 3_600_000;
const WEEK_HOURS = 168;

/** Chosen by the alphabet before any series was looked at. */
const TUNED = ['AMZN', 'CRM', 'FB'];
const HELD_OUT = ['KO', 'UPS'];

/** Ours, told the hour of the week; and rules, which know of none. */
type Start = (stepMs: number) => (count: number, weekHour: number) => boolean;
const CONTENDERS: readonly { readonly name: string; readonly start: Start }[] = [
  {
    name: 'brandwatch',
    start: (stepMs) => {
      const detector = new Detector({ stepMs });
      return (count, weekHour) => detector.next(count, weekHour).alert;
    },
  },
  ...RULES.map(({ name, start }: Rule) => ({ name, start })),
];

interface Profile {
  readonly score: number;
  readonly found: number;
  readonly wins: number;
  readonly fpRows: number;
  readonly falsePerDay: number;
  readonly medianDelayMin: number | null;
}

interface Scorer {
  evaluate(
    scores: ReadonlyMap<string, { readonly ts: readonly string[]; readonly sc: Float64Array }>,
    options: { readonly files: string; readonly threshold: number },
  ): { readonly profiles: Readonly<Record<string, Profile>> };
}

async function nabTable(folder: string, brands: readonly string[]): Promise<string> {
  const scorer = (await import(pathToFileURL(resolve(folder, 'score.mjs')).href)) as Scorer;
  const series = brands.map((brand) => {
    const file = `realTweets/Twitter_volume_${brand}.csv`;
    const rows = readFileSync(join(folder, 'data', file), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const pairs = rows.map((row) => row.split(','));
    return { file, ts: pairs.map(([at = '']) => at), counts: pairs.map(([, count]) => Number(count)) };
  });
  const lines = CONTENDERS.map(({ name, start }) => {
    const scores = new Map(
      series.map(({ file, ts, counts }) => {
        const next = start(5 * 60_000);
        const sc = Float64Array.from(counts, (count, index) => {
          const at = new Date(`${(ts[index] ?? '').replace(' ', 'T')}Z`);
          return next(count, at.getUTCDay() * 24 + at.getUTCHours()) ? 1 : 0;
        });
        return [file, { ts, sc }] as const;
      }),
    );
    const { profiles } = scorer.evaluate(scores, { files: `_(${brands.join('|')})\\.csv`, threshold: 0.5 });
    const { standard, reward_low_FP: lowFp, reward_low_FN: lowFn } = profiles;
    if (standard === undefined || lowFp === undefined || lowFn === undefined)
      throw new Error('score.mjs has other profiles');
    return [
      name,
      ...[standard.score, lowFp.score, lowFn.score].map((score) => score.toFixed(1)),
      `${standard.found} of ${standard.wins}`,
      (standard.falsePerDay * 7).toFixed(2),
      standard.medianDelayMin === null ? '–' : `${(standard.medianDelayMin / 60).toFixed(1)} h`,
    ];
  });
  return markdownTable(
    [
      brands.join(', '),
      'standard',
      'few false alarms',
      'few misses',
      'windows found',
      'false alarms a week',
      'median delay from the start of the window',
    ],
    lines,
  );
}

const WEEKS = 10;
const KINDS: readonly (Kind & { readonly stepMs: number })[] = [
  { name: '3 a week', mean: 0.02, dispersion: 0, stepMs: HOUR_MS },
  { name: '1 in 10 h, clustered', mean: 0.1, dispersion: 1, stepMs: HOUR_MS },
  { name: '1 an hour', mean: 1, dispersion: 0, stepMs: HOUR_MS },
  { name: '1 an hour, clustered', mean: 1, dispersion: 0.5, stepMs: HOUR_MS },
  { name: '10 an hour', mean: 10, dispersion: 0, stepMs: HOUR_MS },
  { name: '10 an hour, clustered', mean: 10, dispersion: 0.2, stepMs: HOUR_MS },
  { name: '100 an hour, growing by a tenth a week', mean: 100, dispersion: 0.05, growth: 1.1, stepMs: HOUR_MS },
  { name: '60 an hour, in steps of 5 minutes', mean: 60, dispersion: 0.1, stepMs: HOUR_MS / 12 },
  { name: '20 a day, in days', mean: 20 / 24, dispersion: 0.1, stepMs: 24 * HOUR_MS },
];

/** Monday 00:00 is where invented series begin. */
function weekHourOf(step: number, stepMs: number): number {
  return (24 + Math.floor((step * stepMs) / HOUR_MS)) % WEEK_HOURS;
}

function alertsOf(start: Start, counts: readonly number[], stepMs: number): number[] {
  const next = start(stepMs);
  return counts.flatMap((count, step) => (next(count, weekHourOf(step, stepMs)) ? [step] : []));
}

function falseAlarmTable(repeats: number): string {
  const rows = KINDS.map((kind) => {
    const weeks = kind.stepMs > HOUR_MS ? 4 * WEEKS : WEEKS;
    const steps = (weeks * WEEK_HOURS * HOUR_MS) / kind.stepMs;
    const cells = CONTENDERS.map(({ start }) => {
      let alerts = 0;
      for (let repeat = 0; repeat < repeats; repeat++)
        alerts += alertsOf(start, countsOf(kind, kind.stepMs, steps, randomOf(1000 + repeat)), kind.stepMs).length;
      return (alerts / repeats / (weeks - 1)).toFixed(2);
    });
    return [kind.name, ...cells];
  });
  return markdownTable(['posts', ...CONTENDERS.map(({ name }) => name)], rows);
}

const BURSTS: readonly { readonly kind: Kind; readonly times: number; readonly plus: number; readonly name: string }[] =
  [
    { name: '3 a week, then 12 an hour', kind: { name: '', mean: 0.02, dispersion: 0 }, times: 1, plus: 12 },
    { name: '1 in 10 h, then 4 an hour more', kind: { name: '', mean: 0.1, dispersion: 1 }, times: 1, plus: 4 },
    { name: '1 an hour, then 5 times', kind: { name: '', mean: 1, dispersion: 0.5 }, times: 5, plus: 0 },
    { name: '10 an hour, then twice', kind: { name: '', mean: 10, dispersion: 0.2 }, times: 2, plus: 0 },
    { name: '10 an hour, then 4 times', kind: { name: '', mean: 10, dispersion: 0.2 }, times: 4, plus: 0 },
    { name: '100 an hour, then twice', kind: { name: '', mean: 100, dispersion: 0.05 }, times: 2, plus: 0 },
    { name: '100 an hour, then 3 times', kind: { name: '', mean: 100, dispersion: 0.05 }, times: 3, plus: 0 },
  ];

/** Twelve hours of it, at a random hour of the sixth to ninth week. */
function burstTable(repeats: number): string {
  const steps = WEEKS * WEEK_HOURS;
  const rows = BURSTS.map(({ name, kind, times, plus }) => {
    const cells = CONTENDERS.map(({ start }) => {
      const delays: number[] = [];
      for (let repeat = 0; repeat < repeats; repeat++) {
        const random = randomOf(5000 + repeat);
        const added: Added = { at: Math.floor((5 + 4 * random()) * WEEK_HOURS), steps: 12, times, plus };
        const counts = countsOf(kind, HOUR_MS, steps, random, added);
        const hit = alertsOf(start, counts, HOUR_MS).find((step) => step >= added.at && step < added.at + added.steps);
        if (hit !== undefined) delays.push(hit - added.at + 1);
      }
      delays.sort((a, b) => a - b);
      const share = `${Math.round((100 * delays.length) / repeats)} %`;
      return delays.length === 0 ? share : `${share}, ${delays[Math.floor((delays.length - 1) / 2)]} h`;
    });
    return [name, ...cells];
  });
  return markdownTable(['posts', ...CONTENDERS.map(({ name }) => name)], rows);
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      'held-out': { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      repeats: { type: 'string', default: '40' },
    },
  });
  const [folder] = positionals;
  const repeats = Number(values.repeats);
  const parts = new Map<string, string>();
  if (folder !== undefined) parts.set('nab-tuned', await nabTable(folder, TUNED));
  if (folder !== undefined && values['held-out']) parts.set('nab-held-out', await nabTable(folder, HELD_OUT));
  parts.set('false-alarms', falseAlarmTable(repeats));
  parts.set('bursts', burstTable(repeats));
  for (const [name, text] of parts) process.stdout.write(`## ${name}\n\n${text}\n\n`);
  if (values.write) writeFileSync(PAGE, withParts(readFileSync(PAGE, 'utf8'), parts));
  return 0;
}

process.exitCode = await main();
