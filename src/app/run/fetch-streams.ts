/** Every configured stream into the store; one that fails is tried again by the next run, from its checkpoint. */
import type { EffectiveConfig } from '../../config/config.js';
import type { AppError } from '../../core/errors.js';
import { collect, type NetworkOptions } from '../collect.js';
import { endingText } from '../fetch/ending.js';
import { configuredStreams } from '../fetch/plan.js';
import { storeSinks } from '../fetch/store-sink.js';
import { knownAccounts } from '../store/known-accounts.js';
import type { Store } from '../store/open-store.js';
import { watchOf } from '../watch.js';
import type { RunLog } from './run-log.js';

export interface FetchRequestOfRun {
  readonly config: EffectiveConfig;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly store: Store;
  readonly since: number | null;
}

export interface FetchDeps {
  readonly network: NetworkOptions;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly log: RunLog;
}

export interface Fetched {
  /** The stream, for people. */
  readonly name: string;
  readonly said: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly error: AppError | null;
}

/** A network that never ends is left after so many pages; the next run goes on. */
const MOST_PAGES = 1000;

export async function fetchStreams(
  { config, env, store, since }: FetchRequestOfRun,
  { network, signal, now, log }: FetchDeps,
): Promise<Fetched[]> {
  const streams = configuredStreams(config, { env, limit: null });
  if (streams.length === 0) return [];
  const counts = { added: 0, met: 0, forgotten: 0 };
  const keeping = { pseudonymise: config.pseudonymise, known: knownAccounts(watchOf(config.brands)), now };
  const results = await collect({
    ...network,
    signal,
    streams,
    pass: { since: since ?? 'last', until: null, limit: null, maxPages: MOST_PAGES },
    ...storeSinks(store, keeping, counts),
    onPage: () => undefined,
    onQuarantined: (result, items) => {
      for (const { reason } of items) log.warn('fetch', `${result.stream.request.label}: a post ${reason}`);
    },
  });
  return results.map((result) => {
    for (const note of result.notes) log.warn('fetch', `${result.stream.request.label}: ${note}`);
    const { posts, related, quarantined, pages, ending, error } = result;
    const ended = endingText(ending, 'the next run goes on from there');
    if (ended !== null) log.warn('fetch', `${result.stream.request.label}: ${ended}`);
    const rows = posts + related;
    return {
      name: result.stream.request.label,
      said: `${rows} ${rows === 1 ? 'post' : 'posts'}`,
      detail: { posts, related, quarantined, pages, ending },
      error,
    };
  });
}
