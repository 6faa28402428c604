/** Import, judge and select in one process, then any number of reports over the same posts. */
import type { Brand } from '../config/config.js';
import type { Table } from '../core/table.js';
import type { Window } from '../core/time.js';
import { inputName } from '../files/input-name.js';
import type { LabelSet } from '../posts/post.js';
import { countPosts } from '../posts/table.js';
import { makeCustomers } from '../reports/customers/customers.js';
import type { Report } from '../reports/report.js';
import { SCORER_VERSION } from '../sentiment/scorer.js';
import type { UserEntry } from '../sentiment/user-entry.js';
import { versionWith } from '../sentiment/user-lexicon.js';
import { judgePosts } from './judge-posts.js';
import { type Loaded, type LoadOptions, loadPosts } from './load-posts.js';
import { namesUs, selectPosts } from './select-posts.js';
import { watchOf } from './watch.js';
import type { Workspace } from './workspace.js';

export interface AuditOptions {
  readonly load: LoadOptions;
  readonly brands: readonly Brand[];
  /** Names given with --brand: then only posts that name them count. */
  readonly brandsAsked: readonly string[];
  readonly window: Window;
  readonly networks: readonly string[];
  readonly languages: readonly string[];
  readonly timezone: string;
  readonly threads: number;
  readonly labels: LabelSet;
  /** Words that the user weighs. */
  readonly lexicon: readonly UserEntry[];
  readonly limit: number | null;
  readonly by: string | null;
  readonly onStep?: (text: string) => void;
  readonly onTick?: (text: string) => void;
}

export interface Audited {
  readonly loaded: Loaded;
  /** Posts in the engine, each once. */
  readonly posts: number;
  /** Runs one report; its rows must be read before the workspace closes. */
  table(report: Report): Promise<Table>;
}

export async function audit(workspace: Workspace, options: AuditOptions): Promise<Audited> {
  const { engine } = workspace;
  const loaded = await loadPosts(workspace, {
    ...options.load,
    onFile: (name) => options.onStep?.(`reading ${inputName(name)}`),
  });
  const posts = await countPosts(engine);
  const watch = watchOf(options.brands);
  const judging = `judging ${posts} ${posts === 1 ? 'post' : 'posts'}`;
  options.onStep?.(judging);
  await judgePosts(engine, {
    watch,
    threads: options.threads,
    identifyLanguage: false,
    labels: options.labels,
    lexicon: options.lexicon,
    onProgress: (done) => options.onTick?.(`${judging}: ${Math.floor((100 * done) / posts)} %`),
    ...(options.load.signal === undefined ? {} : { signal: options.load.signal }),
  });
  const window = await selectPosts(engine, {
    window: options.window,
    networks: options.networks,
    languages: options.languages,
    namingUs: namesUs(watch, options.brandsAsked),
    timezone: options.timezone,
    topics: watch.entries.some(({ kind }) => kind === 'topic'),
  });
  options.onStep?.('ranking customers');
  await makeCustomers(engine);
  const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  return {
    loaded,
    posts,
    table: (report) =>
      report.run(engine, {
        brand: options.brands.length === 0 ? null : options.brands.map(({ name }) => name).join(', '),
        timezone: options.timezone,
        since: iso(window.since),
        until: iso(window.until),
        scorer: versionWith(SCORER_VERSION, options.lexicon),
        limit: options.limit,
        by: options.by,
      }),
  };
}
