/** The posts that are watched, and how many there are in each step. */
import { StepGrid, type StepMs } from '../../alerts/step-grid.js';
import { WATCHED, type WatchedBrand } from '../../alerts/watched.js';
import { type Engine, sqlText } from '../../core/engine.js';

/** Steps of one brand and topic that have posts, in order. */
export interface WatchedSteps {
  readonly brand: string | null;
  readonly topic: string | null;
  readonly steps: readonly { readonly step: number; readonly counts: readonly number[] }[];
}

/** First and last step of data that goes on; after a long silence it begins anew. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Hours are steps where there is a post in every fourth of them. */
const POSTS_AN_HOUR = 0.25;
/** Nothing for so long is no quiet time but missing data: a date from another century must not make one of zeros. */
const LONGEST_SILENCE_MS = 60 * DAY_MS;

const NEGATIVE = `(label = 'negative' OR (label = 'mixed' AND sentiment < 0))`;
const WHAT = WATCHED.map(
  (name, bit) =>
    `CASE WHEN ${name === 'negative' ? NEGATIVE : `has_signal(signal_mask, ${sqlText(name)})`} THEN ${2 ** bit} ELSE 0 END`,
).join(' + ');

/** Whose posts are watched, and which: an outlet's article warns as well as a customer; a repost says nothing of its own. */
export const SPOKEN = `party IN ('customer', 'outlet') AND about_us AND kind <> 'repost'`;

/**
 * Makes the table `watched_posts` and the view `watched_steps`, a row for each brand that a post names, and `data_steps` of all
 * posts. `until` in milliseconds: no later posts.
 */
export async function gatherWatched(
  engine: Engine,
  options: {
    readonly brands: readonly WatchedBrand[];
    readonly timezone: string;
    /** Null: as the posts allow. */
    readonly step: StepMs | null;
    readonly until: number | null;
  },
): Promise<StepGrid> {
  const { brands, timezone } = options;
  const end = options.until === null ? 'TRUE' : `created_at < epoch_ms(CAST(${Math.floor(options.until)} AS BIGINT))`;
  await engine.run(`CREATE OR REPLACE TABLE watched_posts AS
    SELECT row, created_at, day, story, what, reach, topics, ${brandSql(brands)} AS brand
    FROM (SELECT f.*, ${WHAT} AS what FROM selected AS f WHERE ${SPOKEN} AND created_at IS NOT NULL AND ${end}) AS f
    ${brands.length > 1 ? 'LEFT JOIN (SELECT row AS named_row, brands FROM scored) AS n ON n.named_row = f.row' : ''}
    WHERE what <> 0 ORDER BY created_at`);
  const stepMs = options.step ?? (await stepFor(engine, end));
  const grid = new StepGrid(stepMs, timezone);
  const step = grid.daily ? `date_diff('day', DATE '1970-01-01', day)` : `epoch_ms(created_at) // ${stepMs}`;
  await engine.run(
    `CREATE OR REPLACE VIEW watched_steps AS SELECT *, CAST(${step} AS BIGINT) AS step FROM watched_posts`,
  );
  // Where nobody complains there is data all the same.
  await engine.run(`CREATE OR REPLACE TABLE data_steps AS SELECT DISTINCT CAST(${step} AS BIGINT) AS step
    FROM selected WHERE created_at IS NOT NULL AND ${end}`);
  return grid;
}

function brandSql(brands: readonly WatchedBrand[]): string {
  if (brands.length <= 1) {
    const [only] = brands;
    return only === undefined || only.name === null ? 'CAST(NULL AS VARCHAR)' : sqlText(only.name);
  }
  const ours = brands.map(({ name }) => sqlText(name ?? '')).join(', ');
  const named = `list_filter(list_transform(coalesce(n.brands, []), lambda item: item.brand), lambda name: name IN (${ours}))`;
  return `unnest(CASE WHEN len(${named}) = 0 THEN [CAST(NULL AS VARCHAR)] ELSE ${named} END)`;
}

async function stepFor(engine: Engine, end: string): Promise<StepMs> {
  const [row] = await engine.rows(`SELECT (SELECT count(DISTINCT row) FROM watched_posts),
      quantile_cont(epoch_ms(created_at), 0.99) - quantile_cont(epoch_ms(created_at), 0.01)
    FROM selected WHERE created_at IS NOT NULL AND ${end}`);
  const hours = Number(row?.[1] ?? 0) / HOUR_MS;
  return Number(row?.[0] ?? 0) >= POSTS_AN_HOUR * hours ? HOUR_MS : DAY_MS;
}

export async function stretchesOf(engine: Engine, { stepMs }: StepGrid): Promise<Stretch[]> {
  const stretches: { first: number; last: number }[] = [];
  const longest = LONGEST_SILENCE_MS / stepMs;
  for await (const rows of engine.stream('SELECT step FROM data_steps ORDER BY step')) {
    for (const [value] of rows) {
      const step = Number(value);
      const last = stretches.at(-1);
      if (last !== undefined && step - last.last <= longest) last.last = step;
      else stretches.push({ first: step, last: step });
    }
  }
  return stretches;
}

/** By brand and topic; first all that is said of a brand, then its topics. */
export async function* watchedSteps(engine: Engine, brands: readonly WatchedBrand[]): AsyncGenerator<WatchedSteps> {
  const counts = WATCHED.map((_, bit) => `count(DISTINCT CASE WHEN (what & ${2 ** bit}) <> 0 THEN story END)`).join(
    ', ',
  );
  const unnamed: readonly WatchedBrand[] = brands.length > 1 ? [{ name: null, topics: [] }] : [];
  for (const { name, topics } of [...brands, ...unnamed]) {
    for (const topic of [null, ...topics.map((one) => one.name)]) {
      const rows = await engine.rows(
        `SELECT step, ${counts} FROM watched_steps WHERE ${seriesSql({ brand: name, topic })} GROUP BY step ORDER BY step`,
      );
      const steps = rows.map(([step, ...values]) => ({ step: Number(step), counts: values.map(Number) }));
      yield { brand: name, topic, steps };
    }
  }
}

/** The condition on `watched_steps` for posts of a brand and topic, and of a signal where one is given. */
export function seriesSql({
  brand,
  topic,
  signal,
}: {
  brand: string | null;
  topic: string | null;
  signal?: string;
}): string {
  const conditions = [
    brand === null ? 'brand IS NULL' : `brand = ${sqlText(brand)}`,
    ...(topic === null ? [] : [`list_contains(topics, ${sqlText(topic)})`]),
  ];
  if (signal !== undefined) {
    const bit = (WATCHED as readonly string[]).indexOf(signal);
    conditions.push(bit === -1 ? 'FALSE' : `(what & ${2 ** bit}) <> 0`);
  }
  return conditions.join(' AND ');
}
