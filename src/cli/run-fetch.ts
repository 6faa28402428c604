/** The handler of `fetch`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { collect, type StreamResult } from '../app/collect.js';
import { FileCollection } from '../app/fetch/file-collection.js';
import { FileLock } from '../app/fetch/file-lock.js';
import type { OpenSink } from '../app/fetch/page-sink.js';
import { configuredStreams, streamsOf } from '../app/fetch/plan.js';
import { checkLimits, checkMonths, type SpendLedger } from '../app/fetch/spending.js';
import { storeSinks } from '../app/fetch/store-sink.js';
import type { Stream } from '../app/fetch/stream.js';
import { knownAccounts } from '../app/store/known-accounts.js';
import { watchOf } from '../app/watch.js';
import { inWorkspace } from '../app/workspace.js';
import type { EffectiveConfig, SourceEntry } from '../config/config.js';
import { selectBrands } from '../config/select.js';
import { AppError } from '../core/errors.js';
import { parseWindow } from '../core/time.js';
import { postLine } from '../posts/row.js';
import { ConditionHolds } from './condition.js';
import type { CliContext } from './context.js';
import { Collected, type FetchTotals } from './fetch-summary.js';
import { leftovers } from './leftovers.js';
import { Messages } from './messages.js';
import { type NetworkFlags, networkOptions } from './network-flags.js';
import { openStore, waitOf } from './open-store.js';
import { configFor, type GlobalFlags, type KeepFlags, type StoreFlags, wantsColor } from './options.js';
import { RejectsFile } from './rejects-file.js';
import { openSink } from './sink.js';

export type FetchFlags = GlobalFlags &
  StoreFlags &
  Partial<KeepFlags> &
  NetworkFlags & {
    readonly thread?: string;
    readonly author?: string;
    readonly replies?: boolean;
    readonly follow?: boolean;
    readonly baseUrl?: string;
    readonly option?: readonly string[];
    readonly brand?: readonly string[];
    readonly since?: string;
    readonly until?: string;
    readonly last?: string;
    readonly limit?: string;
    readonly maxPages?: string;
    readonly output?: string;
    readonly rejects?: string;
    readonly failOn?: string;
  };

const MOST_PAGES = 1000;

export async function runFetch(
  context: CliContext,
  source: string | undefined,
  queries: readonly string[],
  flags: FetchFlags,
): Promise<void> {
  if (flags.failOn !== undefined && flags.failOn !== 'empty') {
    throw new AppError('usage', `--fail-on is "${flags.failOn}", expected empty`, { code: 'fetch.fail-on' });
  }
  checkFollow(source, flags);
  const config = await configFor(context, flags);
  const messages = new Messages(context, config.quiet, wantsColor(config, context, context.stderr.isTTY === true));
  const limit = flags.limit === undefined ? null : config.limit;
  const streams = plan(context, config, source, queries, flags, limit);
  checkLimits(config);
  checkMonths(
    config.spending,
    streams.map(({ source }) => source),
    isIntoStore(config, flags),
  );
  const maxPages = flags.maxPages === undefined ? MOST_PAGES : pagesOf(flags.maxPages);
  const network = networkOptions(context, flags, messages, config.spending);
  const rejects = flags.rejects === undefined ? null : await RejectsFile.open(flags.rejects, [], context);
  const collected = new Collected(messages);
  try {
    await withSink(context, config, flags, messages, async (place) => {
      const since = sinceOf(flags, place.remembers);
      const { timezone } = config;
      const now = context.now().getTime();
      const window =
        since === 'last'
          ? { since, until: parseWindow({ until: flags.until }, timezone, now).until }
          : parseWindow(flags, timezone, now);
      const results = await collect({
        ...network,
        streams,
        pass: { ...window, limit, maxPages },
        openSink: place.openSink,
        ledger: place.ledger,
        onPage: (result) => collected.page(result),
        onQuarantined: (result, items) => {
          const rows = items.map(({ reason, item }) => ({
            file: labelOf(result),
            line: result.pages,
            reason,
            text: item,
          }));
          rejects?.add(rows);
        },
      });
      await messages.done();
      collected.finish(results, flags.rejects, place.summary());
    });
  } finally {
    await messages.done();
    if (!context.signal.aborted && rejects !== null) await rejects.write(config.timezone);
    else await rejects?.discard();
  }
  conclude(collected.totals, flags, messages);
}

function labelOf({ stream }: StreamResult): string {
  return stream.request.label;
}

/** A stream has no end but --max-time and --limit, and nothing behind it. */
function checkFollow(source: string | undefined, flags: FetchFlags): void {
  if (flags.follow !== true) return;
  const problem =
    source === undefined
      ? 'needs a source'
      : flags.until !== undefined
        ? 'and --until exclude each other'
        : flags.maxPages !== undefined
          ? 'and --max-pages exclude each other'
          : flags.brand !== undefined
            ? 'and --brand exclude each other'
            : null;
  if (problem === null) return;
  throw new AppError('usage', `--follow ${problem}`, {
    code: 'fetch.follow',
    hint: 'for example: brandwatch fetch bluesky acme --follow --max-time 1h',
  });
}

/** The first failure decides the exit code; the others have had their line. */
function conclude(totals: FetchTotals, flags: FetchFlags, messages: Messages): void {
  const [first, ...others] = totals.failures;
  for (const { label, error } of others) {
    messages.warn(`${label}: ${error.message}${error.hint === undefined ? '' : ` (${error.hint})`}`);
  }
  if (first !== undefined) {
    const { label, error } = first;
    const { kind, code, hint } = error;
    throw new AppError(kind, `${label}: ${error.message}`, {
      code,
      cause: error,
      ...(hint === undefined ? {} : { hint }),
    });
  }
  if (flags.failOn === 'empty' && totals.found === 0) throw new ConditionHolds('nothing was found (--fail-on empty)');
}

function plan(
  context: CliContext,
  config: EffectiveConfig,
  source: string | undefined,
  queries: readonly string[],
  flags: FetchFlags,
  limit: number | null,
): readonly Stream[] {
  const { env } = context;
  if (source === undefined) {
    const brands = selectBrands(config, flags.brand ?? []);
    const sources = flags.brand === undefined ? config.sources : [];
    const streams = configuredStreams({ brands, sources }, { env, limit });
    if (streams.length > 0) return streams;
    throw new AppError('usage', 'no source is named, and none is configured', {
      code: 'fetch.nothing',
      hint: 'for example: brandwatch fetch hackernews acme; brandwatch sources lists all',
    });
  }
  const entry: Omit<SourceEntry, 'source'> = {
    queries,
    author: flags.author?.replace(/^@/, '') ?? null,
    thread: flags.thread ?? null,
    replies: flags.replies ?? false,
    baseUrl: flags.baseUrl === undefined ? null : addressOf(flags.baseUrl),
    credentials: {},
    options: Object.fromEntries((flags.option ?? []).map(optionOf)),
  };
  const ids = source.split(',').filter((id) => id !== '');
  return ids.flatMap((id) =>
    streamsOf({ ...entry, source: id }, { env, kind: 'usage', limit, follow: flags.follow ?? false }),
  );
}

function addressOf(text: string): string {
  if (/^https?:\/\/\S+$/.test(text) && URL.canParse(text)) return text;
  throw new AppError('usage', `--base-url is "${text}", expected an address such as https://mastodon.social`, {
    code: 'fetch.base-url',
  });
}

function optionOf(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new AppError('usage', `--option is "${text}", expected name=value`, {
    code: 'fetch.option',
    hint: 'brandwatch sources -f json lists the options of each source',
  });
}

function pagesOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new AppError('usage', `--max-pages is "${text}", expected a whole number from 1`, { code: 'fetch.max-pages' });
}

/** What was there last time is the default where anything remembers it. */
function sinceOf(flags: FetchFlags, remembers: boolean): 'last' | null {
  if (flags.since === 'last' && !remembers) {
    throw new AppError('usage', '--since last needs something that remembers', {
      code: 'fetch.since-last',
      hint: 'add -o posts.ndjson or --store',
    });
  }
  return flags.since === 'last' || (remembers && flags.since === undefined && flags.last === undefined) ? 'last' : null;
}

interface Place {
  readonly openSink: OpenSink;
  /** Where it is remembered what was spent; null where nothing remembers. */
  readonly ledger: SpendLedger | null;
  /** Whether it knows where the last run ended. */
  readonly remembers: boolean;
  /** What the place itself has to say at the end, or null. */
  readonly summary: () => string | null;
}

async function withSink(
  context: CliContext,
  config: EffectiveConfig,
  flags: FetchFlags,
  messages: Messages,
  action: (place: Place) => Promise<void>,
): Promise<void> {
  const path = flags.output === undefined || flags.output === '-' ? null : flags.output;
  if (path !== null && flags.store !== undefined) {
    throw new AppError('usage', '-o and --store exclude each other', { code: 'fetch.place', hint: 'give one of them' });
  }
  if (path !== null) return intoFile(path, context, flags, messages, action);
  if (isIntoStore(config, flags)) {
    return intoStore(context, config, flags, messages, action);
  }
  const sink = await openSink(null, context);
  const openStdout: OpenSink = async () => ({
    resume: async () => null,
    write: async ({ posts }) => {
      if (posts.length > 0) await sink.write(posts.map(postLine).join(''));
    },
    done: async () => undefined,
  });
  return action({ openSink: openStdout, ledger: null, remembers: false, summary: () => null });
}

function isIntoStore(config: EffectiveConfig, flags: FetchFlags): boolean {
  return flags.store !== undefined || (config.store !== null && flags.output === undefined);
}

async function intoFile(
  path: string,
  context: CliContext,
  flags: FetchFlags,
  messages: Messages,
  action: (place: Place) => Promise<void>,
): Promise<void> {
  if (/\.(?:csv|tsv|xlsx|html|md|json|gz|zst)$/i.test(path)) {
    throw new AppError('usage', `fetch writes NDJSON, not what ${path} is called`, {
      code: 'fetch.format',
      hint: 'for example -o posts.ndjson; brandwatch import turns it into another format',
    });
  }
  const lock = await FileLock.take(path, {
    pid: context.pid,
    command: 'fetch',
    now: () => context.now().getTime(),
    isAlive: context.isAlive,
    wait: waitOf(flags.wait),
    sleep: (ms) => sleep(ms, undefined, { signal: context.signal }),
    onWait: (holder) => messages.warn(`waiting for ${path} (${holder})`),
  });
  try {
    const file = await FileCollection.open(path);
    try {
      await action({ openSink: file.sink, ledger: null, remembers: true, summary: () => `in ${path}` });
    } finally {
      await file.close();
    }
  } finally {
    await lock.release();
  }
}

async function intoStore(
  context: CliContext,
  config: EffectiveConfig,
  flags: FetchFlags,
  messages: Messages,
  action: (place: Place) => Promise<void>,
): Promise<void> {
  const { memory, timezone } = config;
  const threads = config.threads ?? context.cores;
  await inWorkspace({ threads, memory, timezone, signal: context.signal, leftovers }, async (workspace) => {
    const store = await openStore(context, { workspace, config, flags, messages, mode: 'write', command: 'fetch' });
    const counts = { added: 0, met: 0, forgotten: 0 };
    const keeping = {
      pseudonymise: config.pseudonymise,
      known: knownAccounts(watchOf(config.brands)),
      now: () => context.now().getTime(),
    };
    const summary = (): string =>
      `${counts.added} new in ${store.path}${counts.met > 0 ? `, ${counts.met} known before` : ''}${counts.forgotten > 0 ? `, ${counts.forgotten} of authors who are to stay forgotten left out` : ''}`;
    try {
      await action({ ...storeSinks(store, keeping, counts), remembers: true, summary });
    } finally {
      await store.close();
    }
  });
}
