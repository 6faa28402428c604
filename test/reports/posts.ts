/** Posts with judgements given, for testing what reports make of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgePosts } from '../../src/app/judge-posts.js';
import { type Selection, selectPosts } from '../../src/app/select-posts.js';
import { sqlText } from '../../src/core/engine.js';
import type { Cell, Table } from '../../src/core/table.js';
import { NO_WATCH, type Watch } from '../../src/judgement/watch.js';
import { createPosts } from '../../src/posts/table.js';
import type { Report, ReportContext } from '../../src/reports/report.js';
import { DuckDbEngine } from '../../src/store/duckdb.js';

export interface GivenPost {
  readonly id: string;
  readonly author?: string | null;
  readonly network?: string;
  readonly at?: string;
  readonly sentiment?: number;
  readonly confidence?: number;
  readonly label?: 'negative' | 'neutral' | 'positive' | 'mixed';
  readonly signals?: readonly string[];
  readonly kind?: string;
  readonly role?: 'brand' | null;
  readonly parent?: string | null;
  readonly thread?: string | null;
  readonly repostOf?: string | null;
  readonly followers?: number | null;
  readonly views?: number | null;
  readonly reposts?: number | null;
  readonly likes?: number | null;
  readonly placeReach?: number | null;
  readonly vendorReach?: number | null;
  readonly text?: string;
}

export const EVERYTHING: Selection = {
  window: { since: null, until: null },
  networks: [],
  languages: [],
  namingUs: false,
  timezone: 'UTC',
  brands: [],
  topics: false,
};

export async function withPosts<T>(
  posts: readonly GivenPost[],
  action: (engine: DuckDbEngine) => Promise<T>,
  options: { readonly watch?: Watch; readonly selection?: Partial<Selection> } = {},
): Promise<T> {
  const tempDir = mkdtempSync(join(tmpdir(), 'brandwatch-test-'));
  const engine = await DuckDbEngine.open({ threads: 2, memory: '256MB', tempDir, timezone: 'UTC' });
  try {
    await createPosts(engine);
    for (const post of posts) await insert(engine, post);
    await judgePosts(engine, { watch: options.watch ?? NO_WATCH, threads: 0, identifyLanguage: false });
    const topics = options.watch?.entries.some(({ kind }) => kind === 'topic') ?? false;
    await selectPosts(engine, { ...EVERYTHING, topics, ...options.selection });
    return await action(engine);
  } finally {
    engine.close();
    rmSync(tempDir, { recursive: true, force: true });
  }
}

async function insert(engine: DuckDbEngine, post: GivenPost): Promise<void> {
  const text = (value: string | null | undefined): string =>
    value === null || value === undefined ? 'NULL' : sqlText(value);
  const number = (value: number | null | undefined): string => String(value ?? 'NULL');
  const network = post.network ?? 'x';
  const sentiment = post.sentiment ?? -0.8;
  const values: Record<string, string> = {
    key: sqlText(`${network}:${post.id}`),
    network: sqlText(network),
    id: sqlText(post.id),
    url: sqlText(`https://${network}.example/${post.id}`),
    kind: sqlText(post.kind ?? 'post'),
    created_at: `TIMESTAMP ${sqlText(post.at ?? '2026-10-01 12:00:00')}`,
    text: sqlText(post.text ?? `post ${post.id}`),
    author_handle: text(post.author === undefined ? 'marta' : post.author),
    author_role: text(post.role),
    author_followers: number(post.followers),
    views: number(post.views),
    reposts: number(post.reposts),
    likes: number(post.likes),
    place_reach: number(post.placeReach),
    vendor_reach: number(post.vendorReach),
    parent: text(post.parent),
    thread: text(post.thread),
    repost_of: text(post.repostOf),
    sentiment: String(sentiment),
    confidence: String(post.confidence ?? 0.9),
    label: sqlText(post.label ?? (sentiment < -0.1 ? 'negative' : sentiment > 0.1 ? 'positive' : 'neutral')),
    signals: `CAST([${(post.signals ?? []).map(sqlText).join(', ')}] AS VARCHAR[])`,
    scorer: sqlText('given'),
  };
  await engine.run(
    `INSERT INTO posts (${Object.keys(values).join(', ')}) VALUES (${Object.values(values).join(', ')})`,
  );
}

export const CONTEXT: ReportContext = {
  brands: [],
  timezone: 'UTC',
  since: null,
  until: null,
  scorer: 'given',
  limit: null,
  by: null,
};

export async function rowsOf(
  report: Report,
  engine: DuckDbEngine,
  context: Partial<ReportContext> = {},
): Promise<Record<string, Cell>[]> {
  const table = await report.run(engine, { ...CONTEXT, ...context });
  return recordsOf(table);
}

export async function recordsOf(table: Table): Promise<Record<string, Cell>[]> {
  const records: Record<string, Cell>[] = [];
  for await (const block of table.rows) {
    for (const row of block)
      records.push(Object.fromEntries(table.columns.map(({ name }, index) => [name, row[index] ?? null])));
  }
  return records;
}
