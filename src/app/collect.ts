/** Posts from networks into a sink: several sources at once, each within its own limits; one that fails doesn't lose the others. */
import { Agents, TIMEOUTS } from '../sources/http/agents.js';
import { Budget } from '../sources/http/budget.js';
import { Client, type ClientOptions } from '../sources/http/client.js';
import type { Proxies } from '../sources/http/proxies.js';
import { redactor } from '../sources/http/redact.js';
import type { Quarantined, Source } from '../sources/source.js';
import type { OpenSink } from './fetch/page-sink.js';
import { monthOf, type SpendLedger, type SpendLimits } from './fetch/spending.js';
import { type PassOptions, runStream, type Stream, type StreamResult } from './fetch/stream.js';

export type { StreamResult } from './fetch/stream.js';

/** What of the network a run may use; the same for `fetch` and for `sources check`. */
export interface NetworkOptions {
  readonly userAgent: string;
  readonly maxWaitMs: number;
  /** Milliseconds that the whole run may take; null for ever. */
  readonly maxTimeMs: number | null;
  readonly signal: AbortSignal | null;
  /** Through which hosts are asked; without it, none. */
  readonly proxies?: Proxies;
  /** What sources keep from run to run of this process, such as sessions; without it nothing. */
  readonly kept?: Map<string, unknown>;
  readonly onWait: (source: Source, ms: number, host: string) => void;
  /** What sources that cost money may spend; without it what each allows itself. */
  readonly spend?: SpendLimits;
  /** Before a source that costs money is asked, and again after. */
  readonly onSpend?: (source: Source, budget: Budget, when: 'before' | 'after') => void;
  /** Null where nobody wants to know. */
  readonly onDebug: ((line: string) => void) | null;
  /** Only for tests. */
  readonly client?: Partial<Pick<ClientOptions, 'agents' | 'clock' | 'mostBytes'>>;
}

export interface CollectOptions extends NetworkOptions {
  readonly streams: readonly Stream[];
  readonly pass: PassOptions;
  readonly openSink: OpenSink;
  /** Where it is remembered what was spent; null where nothing remembers. */
  readonly ledger?: SpendLedger | null;
  /** A page is safe. */
  readonly onPage: (result: StreamResult) => void;
  readonly onQuarantined: (result: StreamResult, items: readonly Quarantined[]) => void;
}

/** Results in the order of the streams. Throws only the reason of the signal. */
export async function collect(options: CollectOptions): Promise<readonly StreamResult[]> {
  const bySource = new Map<Source, Stream[]>();
  for (const stream of options.streams) {
    bySource.set(stream.source, [...(bySource.get(stream.source) ?? []), stream]);
  }
  const results = new Map<Stream, StreamResult>();
  await Promise.all(
    [...bySource].map(async ([source, streams]) => {
      // What one stream may ask of a host, another of the same source must not ask again at once: they take turns.
      const budget = await budgetOf(source, options);
      const { client, redact } = clientFor(source, streams, options, budget);
      if (budget !== null) options.onSpend?.(source, budget, 'before');
      try {
        for (const stream of streams) {
          const sink = await options.openSink(stream.key);
          const result = await runStream(stream, sink, options.pass, {
            http: client,
            redact,
            signal: options.signal,
            onPage: options.onPage,
            onQuarantined: (of, items) => {
              const clean = items.map(({ reason, item }) => ({ reason: redact(reason), item: redact(item) }));
              options.onQuarantined(of, clean);
            },
          });
          results.set(stream, result);
        }
      } finally {
        await client.close();
        await budget?.close();
        if (budget !== null) options.onSpend?.(source, budget, 'after');
      }
    }),
  );
  return options.streams.flatMap((stream) => results.get(stream) ?? []);
}

/** Null where the source costs nothing. */
export async function budgetOf(
  { id, price }: Source,
  { spend, ledger = null, client }: Pick<CollectOptions, 'spend' | 'ledger' | 'client'>,
): Promise<Budget | null> {
  if (price === undefined) return null;
  const limits = spend?.spending[id];
  const limit = spend?.maxSpend ?? limits?.run ?? price.limit;
  if (ledger === null) return new Budget(limit);
  const name = monthOf(client?.clock?.now() ?? Date.now());
  const before = await ledger.spentIn(id, name);
  const save = (spent: number): Promise<void> => ledger.record(id, name, before + spent);
  return new Budget(limit, { name, before, limit: limits?.month ?? null, save });
}

/** The client of a source, which knows the secrets and the servers of all its streams. */
export function clientFor(
  source: Source,
  streams: readonly Pick<Stream, 'request'>[],
  options: NetworkOptions,
  budget: Budget | null = null,
): { readonly client: Client; readonly redact: (text: string) => string } {
  const requests = streams.map(({ request }) => request);
  const redact = redactor(requests.flatMap(({ credentials }) => Object.values(credentials)));
  const named = requests.flatMap((request) => [
    ...(request.baseUrlGiven ? [request.baseUrl] : []),
    ...(source.trusted?.(request) ?? []),
  ]);
  const clock = options.client?.clock;
  const client = new Client(source, {
    userAgent: options.userAgent,
    trusted: originsOf(named),
    own: originsOf([source.baseUrl ?? '', ...(source.hosts ?? [])]),
    redact,
    given: requests.flatMap(({ credentials }) => Object.keys(credentials)),
    variables: Object.assign({}, ...requests.map(({ variables }) => variables)),
    maxWaitMs: options.maxWaitMs,
    deadline: options.maxTimeMs === null ? null : (clock?.now() ?? Date.now()) + options.maxTimeMs,
    onWait: (ms, host) => options.onWait(source, ms, host),
    ...(budget === null ? {} : { budget }),
    ...(options.kept === undefined ? {} : { kept: options.kept }),
    ...(options.signal === null ? {} : { signal: options.signal }),
    ...(options.onDebug === null ? {} : { onDebug: options.onDebug }),
    agents: options.client?.agents ?? new Agents(TIMEOUTS, undefined, options.proxies),
    ...(clock === undefined ? {} : { clock }),
    ...(options.client?.mostBytes === undefined ? {} : { mostBytes: options.client.mostBytes }),
  });
  return { client, redact };
}

/** What is no address has none. */
function originsOf(addresses: readonly string[]): string[] {
  return addresses.filter((address) => URL.canParse(address)).map((address) => new URL(address).origin);
}
