/** What rises faster than it should in the posts that have been selected: one alert for each burst. */
import { createHash } from 'node:crypto';
import type { StepGrid, StepMs } from '../../alerts/step-grid.js';
import { byTelling, isSameSeries, sharedBy, type WatchedBrand } from '../../alerts/watched.js';
import type { Alert, LedgerAlert } from '../../core/alert.js';
import type { Engine } from '../../core/engine.js';
import { gatherWatched } from './count-watched.js';
import { evidenceOf, overlapOf } from './evidence.js';
import { findRises, type Rise } from './find-rises.js';

export interface FindOptions {
  /** None: all posts are about one brand without a name. */
  readonly brands: readonly WatchedBrand[];
  readonly timezone: string;
  /** Null: an hour where there are posts enough, else a day. */
  readonly step: StepMs | null;
  /**
   * Milliseconds: only steps that end after it raise alerts. Null: nobody has looked before, all that is there is the
   * baseline, and nothing is raised.
   */
  readonly since: number | null;
  /** Milliseconds: posts from then on are not counted, and nothing is raised later; null: all are. */
  readonly until: number | null;
  /** What was raised before, at least in the last two days. */
  readonly earlier: readonly LedgerAlert[];
}

export interface Found {
  /** In the order in which they were raised. */
  readonly alerts: readonly Alert[];
  readonly grid: StepGrid;
  readonly threshold: number;
  /** False: there is less data than the baseline needs. */
  readonly watched: boolean;
}

const HOUR_MS = 3_600_000;
/** Alerts further apart are of two bursts. */
const APART_MS = 12 * HOUR_MS;
/** Of two that rise by the same posts within so long, the more telling one is raised. */
const TOGETHER_MS = 6 * HOUR_MS;
/** Two rises are one burst when they share this much of the stories that `sharedBy` names. */
const SAME_SHARE = 0.5;
/** What was raised before is raised again when it has so many times the posts a step. */
const GROWTH = 2;

/** Needs the views `scored` and `selected` (`prepare`). The same posts give the same alerts. */
export async function findAlerts(engine: Engine, options: FindOptions): Promise<Found> {
  const brands = options.brands.length === 0 ? [{ name: null, topics: [] }] : options.brands;
  const grid = await gatherWatched(engine, { ...options, brands });
  const { rises, threshold, watched } = await findRises(engine, grid, brands);
  const { since } = options;
  const end = (rise: Rise): number => Math.min(grid.endOf(rise.step), options.until ?? Number.POSITIVE_INFINITY);
  const due = since === null ? [] : rises.filter((rise) => end(rise) > since);
  due.sort((a, b) => a.step - b.step || byTelling(a, b));
  const bursts = await burstsOf(engine, grid, due);
  const alerts: Alert[] = [];
  for (const { lead, members } of bursts) {
    const owner = ownerOf(brands, lead);
    const ended = end(lead);
    const span = { since: grid.startOf(lead.first), until: ended };
    if (await wasRaised(engine, grid, { lead, owner, ...span }, options.earlier)) continue;
    const also = members
      .filter((rise) => !isSameSeries(rise, lead))
      .map(({ topic, signal }) => `${topic === null ? '' : `${topic} `}${signal}`);
    alerts.push({
      alert: idOf(lead, ended),
      raisedAt: ended,
      brand: lead.brand,
      topic: lead.topic,
      signal: lead.signal,
      ...span,
      observed: lead.observed,
      expected: lead.expected,
      score: lead.score,
      owner,
      also: [...new Set(also)],
      ...(await evidenceOf(engine, lead)),
    });
  }
  alerts.sort((a, b) => a.raisedAt - b.raisedAt);
  return { alerts, grid, threshold, watched };
}

interface RisesOfBurst {
  readonly lead: Rise;
  readonly members: readonly Rise[];
}

/** Rises by the same posts, put together; of those that rose at about the same time the most telling one leads. */
async function burstsOf(engine: Engine, grid: StepGrid, rises: readonly Rise[]): Promise<RisesOfBurst[]> {
  const apart = Math.ceil(APART_MS / grid.stepMs);
  const bursts: { members: Rise[] }[] = [];
  for (const rise of rises) {
    let home: { members: Rise[] } | null = null;
    for (const burst of bursts) {
      const [first] = burst.members;
      if (first === undefined || first.brand !== rise.brand || rise.first - first.step > apart) continue;
      // The same series again has clearly grown: that is told anew.
      if (burst.members.some((member) => isSameSeries(member, rise))) continue;
      if (!(await sharesWithAny(engine, rise, burst.members))) continue;
      home = burst;
      break;
    }
    if (home === null) bursts.push({ members: [rise] });
    else home.members.push(rise);
  }
  const together = TOGETHER_MS / grid.stepMs;
  return bursts.map(({ members }) => {
    const [first] = members as [Rise, ...Rise[]];
    const lead = members.reduce(
      (best, rise) => (rise.step - first.step <= together && byTelling(rise, best) < 0 ? rise : best),
      first,
    );
    return { lead, members };
  });
}

async function sharesWithAny(engine: Engine, rise: Rise, members: readonly Rise[]): Promise<boolean> {
  for (const member of members) {
    const overlap = await overlapOf(engine, rise, { ...member, step: Math.max(member.step, rise.step) });
    if (overlap[sharedBy(rise, member)] >= SAME_SHARE) return true;
  }
  return false;
}

interface Candidate {
  readonly lead: Rise;
  readonly owner: string | null;
  readonly since: number;
  readonly until: number;
}

/** Whether its owner has been told of the burst, and it has not clearly grown since. */
async function wasRaised(
  engine: Engine,
  grid: StepGrid,
  { lead, owner, since, until }: Candidate,
  earlier: readonly LedgerAlert[],
): Promise<boolean> {
  for (const told of earlier) {
    if (told.brand !== lead.brand || since >= told.until + APART_MS || until <= told.since) continue;
    const grown = lead.rate * (HOUR_MS / grid.stepMs) >= GROWTH * perHour(told);
    if (isSameSeries(told, lead)) {
      if (!grown) return true;
      continue;
    }
    // A team that has not been told is told; what is said of the whole brand is no news when a team has been.
    if (owner !== null && told.owner !== owner) continue;
    const overlap = await overlapOf(engine, lead, { ...told, first: stepAt(grid, told.since, lead), step: lead.step });
    if (overlap[sharedBy(lead, told)] >= SAME_SHARE && !grown) return true;
  }
  return false;
}

function perHour({ observed, since, until }: LedgerAlert): number {
  return (observed * HOUR_MS) / Math.max(until - since, HOUR_MS / 12);
}

/** The step in which a moment lies, told from another one near it. */
function stepAt(grid: StepGrid, at: number, near: Rise): number {
  return near.first + Math.floor((at - grid.startOf(near.first)) / grid.stepMs + 0.05);
}

function ownerOf(brands: readonly WatchedBrand[], { brand, topic }: Rise): string | null {
  return brands.find(({ name }) => name === brand)?.topics.find(({ name }) => name === topic)?.owner ?? null;
}

function idOf({ brand, topic, signal, step }: Rise, until: number): string {
  const said = JSON.stringify([brand, topic, signal, step, until]);
  return createHash('sha256').update(said).digest('hex').slice(0, 12);
}
