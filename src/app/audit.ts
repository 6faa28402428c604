/** Import, judge and select in one process, then any number of reports over the same posts. */
import type { Brand } from '../config/config.js';
import { readSql } from '../core/sql-file.js';
import type { Table } from '../core/table.js';
import type { Window } from '../core/time.js';
import { inputName } from '../files/input-name.js';
import { scoreMacros, wantedSql } from '../judgement/scored.js';
import type { Watch } from '../judgement/watch.js';
import type { LabelSet } from '../posts/post.js';
import { countPosts } from '../posts/table.js';
import { makeCustomers } from '../reports/customers/customers.js';
import type { Report } from '../reports/report.js';
import { SCORER_VERSION } from '../sentiment/scorer.js';
import type { UserEntry } from '../sentiment/user-entry.js';
import { versionWith } from '../sentiment/user-lexicon.js';
import type { Store } from '../store/store.js';
import { judgePosts } from './judge-posts.js';
import { type Loaded, type LoadOptions, loadPosts } from './load-posts.js';
import { namesUs, selectPosts } from './select-posts.js';
import { type StoredPosts, viewPosts } from './store/stored-posts.js';
import { watchId } from './store/watch-id.js';
import { watchOf } from './watch.js';
import type { Where } from './where.js';
import type { Workspace } from './workspace.js';

/** What is audited: files, or what the store remembers. */
export type AuditInput = { readonly load: LoadOptions } | { readonly store: Store };

export interface AuditOptions {
  readonly input: AuditInput;
  readonly brands: readonly Brand[];
  /** Names given with --brand: then only posts that name them count. */
  readonly brandsAsked: readonly string[];
  readonly window: Window;
  /** Only posts that it finds; all unless told. */
  readonly where?: Where | null;
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
  readonly signal?: AbortSignal;
}

export interface Prepared {
  /** Null for a store. */
  readonly loaded: Loaded | null;
  /** Null for files. */
  readonly stored: StoredPosts | null;
  /** Posts in the engine, each once. */
  readonly posts: number;
  /** As asked, and closed at its end. */
  readonly window: Window;
}

export interface Audited extends Prepared {
  /** Runs one report; its rows must be read before the workspace closes. */
  table(report: Report): Promise<Table>;
}

export async function audit(workspace: Workspace, options: AuditOptions): Promise<Audited> {
  const { engine } = workspace;
  const { since, until } = options.window;
  // The window, and the one before it.
  const from = since === null || until === null ? null : since - (until - since);
  const prepared = await prepare(workspace, options, from);
  options.onStep?.('ranking customers');
  await makeCustomers(engine);
  const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  return {
    ...prepared,
    table: (report) =>
      report.run(engine, {
        brands: options.brands.map(({ name }) => name),
        timezone: options.timezone,
        since: iso(prepared.window.since),
        until: iso(prepared.window.until),
        scorer: versionWith(SCORER_VERSION, options.lexicon),
        limit: options.limit,
        by: options.by,
      }),
  };
}

/**
 * Makes the views that reports and alerts read: `scored`, `selected`, `period`, `previous`. `from` in milliseconds:
 * nothing older is read from a store, and nothing that is newer than the window but what the brand itself wrote.
 */
export async function prepare(
  workspace: Workspace,
  options: Omit<AuditOptions, 'by' | 'limit'>,
  from: number | null,
): Promise<Prepared> {
  const { engine } = workspace;
  const { input } = options;
  const where = options.where ?? null;
  const watch = watchOf(options.brands, where?.query ?? null);
  const loaded =
    'load' in input
      ? await loadPosts(workspace, {
          ...input.load,
          onFile: (name) => options.onStep?.(`reading ${inputName(name)}`),
        })
      : null;
  const stored =
    'store' in input
      ? await storedPosts(input.store, watch, options.lexicon, { since: from, until: options.window.until })
      : null;
  const posts = stored?.posts ?? (await countPosts(engine));
  const judged = stored?.unjudged ?? posts;
  const judging = `judging ${judged} ${judged === 1 ? 'post' : 'posts'}`;
  if (judged > 0) options.onStep?.(judging);
  await judgePosts(engine, {
    watch,
    threads: options.threads,
    identifyLanguage: false,
    labels: options.labels,
    lexicon: options.lexicon,
    onProgress: (done) => options.onTick?.(`${judging}: ${Math.floor((100 * done) / judged)} %`),
    ...(stored === null ? {} : { sketches: stored.sketches, unjudged: 'unjudged', words: true }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const window = await selectPosts(engine, {
    window: options.window,
    networks: options.networks,
    languages: options.languages,
    ...(where === null ? {} : { wanted: wantedSql(watch, where.clock) }),
    namingUs: namesUs(watch, options.brandsAsked),
    timezone: options.timezone,
    brands: options.brands.map(({ name }) => name),
    topics: watch.entries.some(({ kind }) => kind === 'topic'),
  });
  return { loaded, stored, posts, window };
}

/** The store's posts of the window, and what the brand answered later, as `posts`. */
async function storedPosts(
  store: Store,
  watch: Watch,
  lexicon: readonly UserEntry[],
  window: Window,
): Promise<StoredPosts> {
  await store.engine.run(readSql('reach/reach.sql'));
  await store.engine.run(scoreMacros());
  return viewPosts(
    store,
    { scorer: versionWith(SCORER_VERSION, lexicon), watch: watchId(watch) },
    { ...window, brandAccounts: watch.accounts.brand },
  );
}
