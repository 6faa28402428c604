/** The posts that show a rise. */
import type { Alert, AlertPost } from '../../core/alert.js';
import type { Engine } from '../../core/engine.js';
import { SPOKEN, seriesSql } from './count-watched.js';

export interface Stretch {
  readonly brand: string | null;
  readonly topic: string | null;
  readonly signal: string;
  /** First and last step. */
  readonly first: number;
  readonly step: number;
}

export interface Overlap {
  readonly ofFirst: number;
  readonly ofSmaller: number;
  readonly ofLarger: number;
}

const SHOWN = 5;

/** How many of the stories of two rises are in both, 0 to 1: of the first's, of the smaller's, of the larger's. */
export async function overlapOf(engine: Engine, a: Stretch, b: Stretch): Promise<Overlap> {
  const [row] = await engine.rows(`WITH a AS (SELECT DISTINCT story FROM watched_steps WHERE ${within(a)}),
      b AS (SELECT DISTINCT story FROM watched_steps WHERE ${within(b)})
    SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM b), (SELECT count(*) FROM a JOIN b ON b.story = a.story)`);
  const [inA = 0, inB = 0, inBoth = 0] = (row ?? []).map(Number);
  const share = (of: number): number => inBoth / Math.max(of, 1);
  return { ofFirst: share(inA), ofSmaller: share(Math.min(inA, inB)), ofLarger: share(Math.max(inA, inB)) };
}

/** The widest stories of a rise, near copies once, and how wide all of it is. */
export async function evidenceOf(
  engine: Engine,
  rise: Stretch,
): Promise<Pick<Alert, 'evidence' | 'shown' | 'posts' | 'shareOfReach'>> {
  const [totals] = await engine.rows(
    `SELECT count(*), sum(reach), epoch_ms(min(created_at)), epoch_ms(max(created_at)) FROM watched_steps WHERE ${within(rise)}`,
  );
  const [posts = 0, reach, from, to] = totals ?? [];
  const [all] = await engine.rows(`SELECT sum(reach) FROM selected
    WHERE ${SPOKEN} AND created_at BETWEEN epoch_ms(CAST(${Number(from ?? 0)} AS BIGINT)) AND epoch_ms(CAST(${Number(to ?? 0) + 1} AS BIGINT))`);
  const whole = all?.[0] ?? null;
  const shown = await widest(engine, rise);
  return {
    posts: Number(posts),
    shareOfReach:
      reach === null || reach === undefined || whole === null || Number(whole) <= 0
        ? null
        : Math.min(1, Number(reach) / Number(whole)),
    shown,
    evidence: shown.map(({ key }) => key),
  };
}

async function widest(engine: Engine, rise: Stretch): Promise<AlertPost[]> {
  const rows = await engine.rows(`SELECT s.key, s.url, coalesce(s.text, s.title, ''), w.reach, w.copies
    FROM (SELECT max_by(row, pair_of(coalesce(reach, -1), -row)) AS row, sum(reach) AS reach, count(*) AS copies, min(row) AS first
      FROM watched_steps WHERE ${within(rise)} GROUP BY story
      ORDER BY coalesce(sum(reach), -1) DESC, count(*) DESC, min(row) LIMIT ${SHOWN}) AS w
    JOIN scored AS s ON s.row = w.row
    ORDER BY coalesce(w.reach, -1) DESC, w.copies DESC, w.first`);
  return rows.map(([key, url, text, reach, copies]) => ({
    key: String(key),
    url: typeof url === 'string' ? url : null,
    text: String(text),
    reach: reach === null || reach === undefined ? null : Number(reach),
    copies: Number(copies),
  }));
}

function within(rise: Stretch): string {
  return `${seriesSql(rise)} AND step BETWEEN ${rise.first} AND ${rise.step}`;
}
