/** Runs a source against a server as `collect` does, with a clock of our own and all that it says noted. */
import { budgetOf, clientFor } from '../../src/app/collect.js';
import type { PageSink, SinkPage, StreamCheckpoint } from '../../src/app/fetch/page-sink.js';
import { streamsOf } from '../../src/app/fetch/plan.js';
import { type PassOptions, runStream, type StreamResult } from '../../src/app/fetch/stream.js';
import type { PostRow } from '../../src/posts/row.js';
import { Agents } from '../../src/sources/http/agents.js';
import type { Quarantined, Source } from '../../src/sources/source.js';
import type { Scenario } from './fixture.js';
import { type Judge, judged, judgeOf } from './judge.js';
import { FakeClock } from './server.js';

/** Like the file of `-o`: what it holds is not taken again. */
export class MemorySink implements PageSink {
  readonly rows: PostRow[] = [];
  readonly checkpoints: StreamCheckpoint[] = [];

  constructor(
    readonly start: StreamCheckpoint | null = null,
    readonly known: ReadonlySet<string> = new Set(),
  ) {}

  async resume(): Promise<StreamCheckpoint | null> {
    return this.checkpoints.at(-1) ?? this.start;
  }

  async write({ posts, checkpoint }: SinkPage): Promise<void> {
    this.rows.push(...posts);
    // Only what survives being written.
    this.checkpoints.push(JSON.parse(JSON.stringify(checkpoint)) as StreamCheckpoint);
  }

  async done(): Promise<void> {}

  holds(key: string): boolean {
    return this.known.has(key) || this.rows.some((row) => row.key === key);
  }
}

export interface Ran {
  readonly result: StreamResult;
  readonly sink: MemorySink;
  readonly quarantined: readonly Quarantined[];
  readonly clock: FakeClock;
  readonly debug: readonly string[];
}

export interface RunOptions {
  readonly sink?: MemorySink;
  readonly pass?: Partial<PassOptions>;
  readonly signal?: AbortSignal;
  readonly now: string;
  /** What an earlier run of the same process has kept. */
  readonly kept?: Map<string, unknown>;
  /** Whether replies, too, must be those of the network, where there is a schema of it. */
  readonly replies?: 'right';
}

const judges = new Map<string, Judge | null>();

export const CANARY = 'canary-5f3759df-secret';

const TIMEOUTS = { connect: 2000, headers: 300, body: 300 };

export async function runScenario(
  source: Source,
  scenario: Scenario,
  origin: string,
  options: RunOptions,
): Promise<Ran> {
  const env = Object.fromEntries(
    source.credentials
      .filter(({ env: name }) => !(scenario.without ?? []).includes(name))
      .map(({ env: name }, index) => [name, `${CANARY}-${index}`]),
  );
  const asked = scenario.asked?.replaceAll('{origin}', origin) ?? null;
  const [planned] = streamsOf(
    {
      source: source.id,
      queries: scenario.mode === 'query' && asked !== null ? [asked] : [],
      author: scenario.mode === 'author' ? asked : null,
      thread: scenario.mode === 'thread' ? asked : null,
      replies: scenario.replies ?? false,
      baseUrl: source.baseUrl === null ? null : origin,
      credentials: {},
      options: scenario.options ?? {},
    },
    { env, kind: 'usage', limit: null },
  );
  if (planned === undefined) throw new Error('no stream');
  // The one that was given, also where it is a changed copy.
  const stream = { ...planned, source };
  const clock = new FakeClock(Date.parse(options.now));
  const debug: string[] = [];
  const network = {
    userAgent: 'brandwatch-cli/0.0.0-test',
    maxWaitMs: 900_000,
    maxTimeMs: null,
    signal: options.signal ?? null,
    onWait: () => undefined,
    onDebug: (line: string): void => void debug.push(line),
    client: { clock, agents: new Agents(TIMEOUTS) },
    ...(options.kept === undefined ? {} : { kept: options.kept }),
  };
  const { client, redact } = clientFor(source, [stream], network, await budgetOf(source, network));
  const sink = options.sink ?? new MemorySink();
  if (!judges.has(source.id)) judges.set(source.id, judgeOf(source.id));
  const judge = judges.get(source.id) ?? null;
  const wrong: string[] = [];
  const quarantined: Quarantined[] = [];
  const momentOf = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text));
  try {
    const result = await runStream(
      stream,
      sink,
      { since: momentOf(scenario.since), until: momentOf(scenario.until), limit: null, maxPages: 100, ...options.pass },
      {
        http: judge === null ? client : judged(client, judge, wrong, options.replies === 'right'),
        redact,
        signal: options.signal ?? null,
        onPage: () => undefined,
        onQuarantined: (_, items) => void quarantined.push(...items),
      },
    );
    if (wrong.length > 0) throw new Error(`not as its schema says:\n${[...new Set(wrong)].join('\n')}`);
    return { result, sink, quarantined, clock, debug };
  } finally {
    await client.close();
  }
}
