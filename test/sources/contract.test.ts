/** What every source must withstand: one suite, run over all that are registered, with the fixtures of each. */
import { afterAll, describe, expect, it } from 'vitest';
import { POST_COLUMNS } from '../../src/posts/post.js';
import { type PostRow, postLine } from '../../src/posts/row.js';
import { SOURCES } from '../../src/sources/index.js';
import {
  expectedRows,
  type Fixture,
  fixtureOf,
  hasFixture,
  type ItemShape,
  type RawReply,
  replyOf,
  type Scenario,
} from './fixture.js';
import { asked, FAULTS, HARMLESS, type Misbehave, type Replay, replay, send } from './replay.js';
import { CANARY, MemorySink, type Ran, type RunOptions, runScenario } from './run.js';

const open: Replay[] = [];
// Tests wait for timeouts together, so none of them closes the servers of another.
afterAll(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

describe('every source', () => {
  it('has fixtures, and says of itself what must be said', () => {
    expect(SOURCES.length).toBeGreaterThan(2);
    expect(new Set(SOURCES.map(({ id }) => id)).size).toBe(SOURCES.length);
    const columns = POST_COLUMNS.map(({ name }) => name as string);
    for (const source of SOURCES) {
      expect(hasFixture(source.id), `fixtures/sources/${source.id}/fixture.json`).toBe(true);
      expect(fixtureOf(source.id).origin).toMatch(/written|recorded/);
      for (const text of [
        source.title,
        source.finds,
        source.query.is,
        source.limits,
        source.terms,
        source.evidence.of,
      ]) {
        expect(text, source.id).toMatch(/\S{3}/);
        expect(text, source.id).not.toMatch(/[.\n]$/);
      }
      expect(source.evidence.date).toMatch(/^\d{4}(?:-\d{2}-\d{2})?$/);
      expect(source.modes.length).toBeGreaterThan(0);
      for (const column of source.reach) expect(columns).toContain(column);
      for (const { env, where, about } of source.credentials) {
        expect(env).toMatch(/^[A-Z][A-Z0-9_]+$/);
        expect(where + about).toMatch(/\S/);
      }
    }
  });
});

describe.concurrent.each(SOURCES.filter(({ id }) => hasFixture(id)).map((source) => [source.id, source] as const))(
  '%s',
  (id, source) => {
    const fixture: Fixture = fixtureOf(id);
    const [main] = fixture.scenarios;
    const replies = (scenario: Scenario): RawReply[] => scenario.exchanges.map(({ reply }) => replyOf(id, reply));

    /** What is asked of the server from a request on, by a process that knows nothing but the checkpoint. */
    const repliesFrom = (scenario: Scenario, at: number): RawReply[] =>
      scenario.exchanges
        .filter(({ again }, index) => index >= at || again === true)
        .map(({ reply }) => replyOf(id, reply));

    const start = async (list: readonly RawReply[], { asides = [] }: Scenario = main): Promise<Replay> => {
      const aside = asides.map(({ request, reply }) => ({ request: asked(request), reply: replyOf(id, reply) }));
      const server = await replay(list, aside);
      open.push(server);
      return server;
    };
    const run = (server: Replay, scenario: Scenario = main, options: Partial<RunOptions> = {}): Promise<Ran> =>
      runScenario(source, scenario, server.origin, { now: fixture.now, ...options });
    /** Rows without what differs from run to run: the port of the server. */
    const lines = (rows: readonly PostRow[], origin: string): string[] =>
      rows.map((row) => postLine(row).replaceAll(origin, '{origin}').replaceAll(new URL(origin).host, '{host}'));
    const keysOf = (rows: readonly PostRow[]): string[] => rows.map(({ key }) => key).sort();
    const found = new Map<Scenario, Promise<string[]>>();
    /** What a run finds with which nothing goes wrong. */
    const mainKeys = (scenario: Scenario = main): Promise<string[]> => {
      const keys = found.get(scenario) ?? wantedKeys(scenario);
      found.set(scenario, keys);
      return keys;
    };
    const wantedKeys = async (scenario: Scenario): Promise<string[]> => {
      const server = await start(replies(scenario), scenario);
      const { result, sink } = await run(server, scenario);
      expect(result.error).toBeNull();
      return hostless(sink.rows, server);
    };
    const hostless = (rows: readonly PostRow[], server: Replay): string[] =>
      rows.map(({ key }) => key.replaceAll(new URL(server.origin).host, '{host}')).sort();
    /** A run that goes on with a pass that was interrupted, and begins none after it. */
    const goOn = (sink: MemorySink): Pick<RunOptions, 'sink' | 'pass'> => ({
      sink,
      pass: (sink.start?.pass ?? null) === null ? {} : { until: Date.parse(fixture.now) - 1 },
    });
    const leftBy = (sink: MemorySink): MemorySink =>
      new MemorySink(sink.checkpoints.at(-1) ?? null, new Set(keysOf(sink.rows)));

    describe.each(fixture.scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (name, scenario) => {
      it('asks as recorded, and makes these posts', async () => {
        const server = await start(replies(scenario), scenario);
        const { result, sink, quarantined } = await run(server, scenario, { replies: 'right' });
        expect(result.error).toBeNull();
        expect(quarantined).toEqual([]);
        expect(server.turns.map(asked)).toEqual(scenario.exchanges.map(({ request }) => asked(request)));
        const came = lines(sink.rows, server.origin);
        expect(came.length).toBeGreaterThan(0);
        expect(came).toEqual(expectedRows(id, name, came));
        expect(new Set(keysOf(sink.rows)).size).toBe(sink.rows.length);
        expect(sink.checkpoints.at(-1)?.pass).toBeNull();
      });

      it('goes on from any page in another process', async () => {
        const whole = await start(replies(scenario), scenario);
        const { sink: all, result } = await run(whole, scenario);
        for (let page = 0; page < result.pages - 1; page++) {
          // As many requests as there had been when the page was safe.
          const before = await start(replies(scenario), scenario);
          const first = new MemorySink();
          await run(before, scenario, { sink: first, pass: { maxPages: page + 1 } });
          const rest = await start(repliesFrom(scenario, before.turns.length), scenario);
          const sink = leftBy(first);
          const resumed = await run(rest, scenario, goOn(sink));
          expect(resumed.result.error).toBeNull();
          const union = [...hostless(first.rows, before), ...hostless(sink.rows, rest)].sort();
          expect(union).toEqual(hostless(all.rows, whole));
        }
      });

      it('keeps secrets to itself', async () => {
        const server = await start(replies(scenario), scenario);
        const { sink, debug, result } = await run(server, scenario);
        const said = JSON.stringify([sink.rows, sink.checkpoints, debug, [...result.notes]]);
        expect(said).not.toContain(CANARY);
        if (source.credentials.length > (scenario.without ?? []).length) {
          const sent = server.headers.map((headers) => JSON.stringify(headers)).join() + server.requests.join();
          // Told, else the test would show nothing.
          expect(sent.includes(CANARY) || sent.includes(Buffer.from(CANARY).toString('base64').slice(0, 20))).toBe(
            true,
          );
        }
      });
    });

    const faulty = fixture.scenarios.filter((one, index) => index === 0 || one.faulty === true);
    describe.each(faulty.map((one) => [one.name, one] as const))('%s: a fault, then all is well', (_, one) => {
      it.each(Object.entries({ ...FAULTS, ...HARMLESS }))('%s', async (name, fault) => {
        const wanted = await mainKeys(one);
        for (const at of new Set([0, Math.floor(one.exchanges.length / 2), one.exchanges.length - 1])) {
          const server = await start(replies(one), one);
          server.misbehave(at, ...(name in HARMLESS ? [fault] : [fault, fault]));
          const { result, sink } = await run(server, one);
          expect(result.error).toBeNull();
          expect(hostless(sink.rows, server)).toEqual(wanted);
        }
      });
    });

    const status =
      (code: number, body = '', headers: Record<string, string> = { 'content-type': 'application/json' }): Misbehave =>
      (_, response) =>
        send(response, { status: code, headers, body: Buffer.from(body) });

    it('a page of HTML where data should be is asked for again, or an error, and never "nothing found"', async () => {
      const server = await start(replies(main));
      const html = status(200, '<!doctype html><html><head><title>Sign in</title></head></html>', {
        'content-type': 'text/html',
      });
      server.misbehave(0, html, html);
      const { result, sink } = await run(server);
      if (result.error === null) expect(hostless(sink.rows, server)).toEqual(await mainKeys());
      else expect(result.error.kind).toBe('source-unavailable');
    });

    it('a network that fails for good ends it, and the next run goes on from there', async () => {
      const wanted = await mainKeys();
      const at = Math.min(1, main.exchanges.length - 1);
      const server = await start(replies(main));
      server.misbehave(at, ...Array.from({ length: 20 }, () => status(503)));
      const first = await run(server);
      expect(first.result.error).toMatchObject({
        kind: 'source-unavailable',
        hint: expect.stringContaining('goes on'),
      });
      expect(server.turns).toHaveLength(at + 5);
      const rest = await start(repliesFrom(main, at));
      const sink = leftBy(first.sink);
      const second = await run(rest, main, goOn(sink));
      expect(second.result.error).toBeNull();
      expect([...hostless(first.sink.rows, server), ...hostless(sink.rows, rest)].sort()).toEqual(wanted);
    });

    it('half a document in a whole reply is asked for again', async () => {
      // Half a feed is still a feed, of which the rest comes the next time.
      if (fixture.item === null) return;
      const wanted = await mainKeys();
      const server = await start(replies(main));
      const half: Misbehave = (_, response, { status: code, headers, body }) =>
        send(response, { status: code, headers, body: body.subarray(0, Math.floor(body.length / 2)) });
      server.misbehave(main.exchanges.length - 1, half, half);
      const { result, sink } = await run(server);
      expect(result.error).toBeNull();
      expect(hostless(sink.rows, server)).toEqual(wanted);
    });

    it.each([401, 403])('%i says what to do', async (code) => {
      const server = await start(replies(main));
      server.misbehave(0, status(code, '{"error":"no"}'));
      const { result } = await run(server);
      expect(result.error).toMatchObject({ kind: 'credentials', hint: expect.stringMatching(/\S{3}/) });
    });

    it.each([400, 404, 422])('%i is an error at once', async (code) => {
      const server = await start(replies(main));
      server.misbehave(0, status(code, '{"error":"no"}'));
      const { result } = await run(server);
      expect(['source-unavailable', 'usage', 'input-missing']).toContain(result.error?.kind);
      expect(result.error?.hint).toMatch(/\S{3}/);
      expect(server.turns.length).toBeLessThanOrEqual(2);
    });

    it.each(fixture.limits.map((limit) => [limit.name, limit] as const))('limit: %s', async (_, limit) => {
      const wanted = await mainKeys();
      const server = await start(replies(main));
      const refusal = replyOf(id, limit.reply);
      const at = Math.min(1, main.exchanges.length - 1);
      server.misbehave(at, (_request, response) =>
        send(response, { ...refusal, headers: timed(refusal.headers, fixture.now) }),
      );
      const { result, sink, clock } = await run(server);
      expect(result.error).toBeNull();
      expect(hostless(sink.rows, server)).toEqual(wanted);
      const longest = Math.max(...clock.sleeps);
      expect(longest).toBeGreaterThan(limit.waitMs - 2000);
      expect(longest).toBeLessThan(limit.waitMs + 2000);
    });

    it('a wait that is too long ends the run, which goes on later', async () => {
      const wanted = await mainKeys();
      const server = await start(replies(main));
      const refusal = replyOf(id, fixture.longLimit);
      const at = Math.min(1, main.exchanges.length - 1);
      server.misbehave(at, (_, response) =>
        send(response, { ...refusal, headers: timed(refusal.headers, fixture.now) }),
      );
      const first = await run(server);
      expect(first.result.error).toMatchObject({ kind: 'temporary' });
      expect(first.clock.sleeps.every((ms) => ms < 900_000)).toBe(true);
      const sink = leftBy(first.sink);
      const second = await run(await start(repliesFrom(main, at)), main, goOn(sink));
      expect(second.result.error).toBeNull();
      const union = [...first.sink.rows, ...sink.rows].map(({ key }) => key.replace(/127\.0\.0\.1:\d+/, '{host}'));
      expect(union.sort()).toEqual(wanted);
    });

    it('a server that gives the same page for ever is left', async () => {
      const [page] = replies(main);
      const server = await start(page === undefined ? [] : [page]);
      const { result, sink } = await run(server);
      expect(result.error).toBeNull();
      expect(server.turns.length).toBeLessThan(30);
      expect(new Set(keysOf(sink.rows)).size).toBe(sink.rows.length);
      expect(sink.checkpoints.at(-1)?.pass).toBeNull();
    });

    it('an interrupt ends it at any request, and what is safe stays safe', async () => {
      const wanted = await mainKeys();
      for (let at = 0; at < main.exchanges.length; at++) {
        const server = await start(replies(main));
        const stop = new AbortController();
        server.misbehave(at, () => {
          stop.abort(new Error('stopped'));
          return undefined;
        });
        const sink = new MemorySink();
        await expect(run(server, main, { sink, signal: stop.signal })).rejects.toThrow('stopped');
        const rest = await start(repliesFrom(main, at));
        const again = leftBy(sink);
        const { result } = await run(rest, main, goOn(again));
        expect(result.error).toBeNull();
        expect([...hostless(sink.rows, server), ...hostless(again.rows, rest)].sort()).toEqual(wanted);
      }
    });

    it('posts outside of the window are left out', async () => {
      const server = await start(replies(main));
      const all = (await run(server)).sink.rows.map(({ created_at }) => created_at).sort();
      const since = all[Math.floor(all.length / 3)] ?? '';
      const until = all.at(-1) ?? '';
      const { result, sink } = await run(await start(replies(main)), { ...main, since, until });
      expect(result.error).toBeNull();
      for (const { created_at } of sink.rows) expect(created_at >= since && created_at < until).toBe(true);
    });

    const withReplies = fixture.scenarios.filter(({ replies, mode }) => replies === true && mode === 'query');
    it.each(withReplies.map((one) => [one.name, one] as const))(
      '%s: replies to what does not count are left out',
      async (_, one) => {
        const whole = await start(replies(one), one);
        expect((await run(whole, one)).result.related).toBeGreaterThan(0);
        const outside = await run(await start(replies(one), one), { ...one, since: fixture.now });
        expect(outside.sink.rows).toEqual([]);
        if (source.matching !== 'loose' || !source.query.words) return;
        const server = await start(replies(one), one);
        const unmatched = await run(server, {
          ...one,
          asked: one.asked?.replace(/acme/gi, 'unheard') ?? null,
        });
        expect(unmatched.result.unmatched).toBeGreaterThan(0);
        expect(unmatched.sink.rows).toEqual([]);
        expect(server.turns.length).toBeLessThanOrEqual(whole.turns.length);
      },
    );

    for (const fault of fixture.faults ?? []) {
      it(`a reply with ${fault.name}`, async () => {
        const server = await start([replyOf(id, fault.reply)]);
        const { result, sink, quarantined } = await run(server);
        expect(result.error).toBeNull();
        const firstSeen = sink.rows.filter(({ extras }) => extras?.['created_at_basis'] === 'first seen').length;
        expect([sink.rows.length, quarantined.length, firstSeen]).toEqual([
          fault.posts,
          fault.quarantined,
          fault.firstSeen,
        ]);
      });
    }

    const { item } = fixture;
    if (item === null) return;

    describe('items', () => {
      /** The first page with its items changed; then the other pages. */
      const changed = async (
        change: (items: unknown[]) => unknown[],
        raw: (text: string) => string = (text) => text,
      ): Promise<Ran & { server: Replay }> => {
        const [first, ...others] = replies(main);
        if (first === undefined) throw new Error('no page');
        const server = await start([withItems(first, item, change, raw), ...others]);
        return { ...(await run(server)), server };
      };
      const firstItem = (change: (one: Record<string, unknown>) => void) => (items: unknown[]) => {
        const [one, ...rest] = structuredClone(items) as Record<string, unknown>[];
        if (one !== undefined) change(one);
        return [one, ...rest];
      };

      it('that are malformed are quarantined one by one, and the page goes on', async () => {
        const wanted = await mainKeys();
        const { result, sink, quarantined, server } = await changed((items) => [
          null,
          42,
          'text',
          { [item.id]: {} },
          ...items,
        ]);
        expect(result.error).toBeNull();
        expect(quarantined).toHaveLength(4);
        for (const { reason } of quarantined) expect(reason).toMatch(/^\S.*[^.]$/);
        expect(hostless(sink.rows, server)).toEqual(wanted);
      });

      it('with things that nobody knows are taken as they are', async () => {
        const wanted = await mainKeys();
        const strange = { $type: 'com.example.unknown', deep: [{ deeper: null }] };
        const { quarantined, sink, server } = await changed(
          firstItem((one) => Object.assign(one, { zzz_unknown: strange, embed: strange })),
        );
        expect(quarantined).toEqual([]);
        expect(hostless(sink.rows, server)).toEqual(wanted);
      });

      it('without an author are posts', async () => {
        const wanted = await mainKeys();
        const { quarantined, sink, server } = await changed(firstItem((one) => set(one, item.author, null)));
        expect(quarantined).toEqual([]);
        expect(hostless(sink.rows, server)).toEqual(wanted);
        expect(sink.rows.some((row) => row.author_id === null && row.author_handle === null)).toBe(true);
      });

      it('with ids beyond 2^53 keep every digit', async () => {
        const big = '9007199254740993';
        const { quarantined, sink } = await changed(
          firstItem((one) => set(one, item.id, '@big@')),
          (text) => text.replaceAll('"@big@"', big),
        );
        expect(quarantined).toEqual([]);
        const written = JSON.stringify([sink.rows, sink.checkpoints]);
        expect(written).not.toContain('9007199254740992');
        if (item.idInKey) expect(keysOf(sink.rows).some((key) => key.includes(big))).toBe(true);
      });

      it('that stand on two pages are one post', async () => {
        const pages = replies(main);
        const [first, second, ...others] = pages;
        if (first === undefined || second === undefined) return;
        const [one] = itemsOf(first, item);
        const server = await start([first, withItems(second, item, (items) => [one, ...items]), ...others]);
        const { sink } = await run(server);
        expect(hostless(sink.rows, server)).toEqual(await mainKeys());
      });

      it('that are few on a page are not the end', async () => {
        const { result, server } = await changed((items) => items.slice(-1));
        expect(result.error).toBeNull();
        expect(server.turns.length).toBeGreaterThanOrEqual(main.exchanges.length);
      });

      it('that were deleted between two pages are not missed', async () => {
        const [first, second, ...others] = replies(main);
        if (first === undefined || second === undefined) return;
        const server = await start([first, withItems(second, item, (items) => items.slice(1)), ...others]);
        const { result } = await run(server);
        expect(result.error).toBeNull();
        expect(server.turns.length).toBe(main.exchanges.length);
      });

      it.each([
        ['in 2099', '2099-01-01T00:00:00Z'],
        ['of no calendar', 'the day before yesterday'],
        ['missing', null],
      ])('with a date %s get the time at which they were first seen', async (_, date) => {
        const value =
          date === null || !date.startsWith('2099') || item.dateForm === 'text'
            ? date
            : Date.parse(date) / (item.dateForm === 'seconds' ? 1000 : 1);
        // What is no number where one belongs may as well be quarantined.
        if (item.dateForm !== 'text' && typeof value === 'string') return;
        const clear = (one: Record<string, unknown>): void => {
          set(one, item.date, value);
          if (one['created_at'] !== undefined && item.date !== 'created_at')
            one['created_at'] = value === null ? null : date;
        };
        const { result, sink, quarantined } = await changed(firstItem(clear));
        expect(result.error).toBeNull();
        expect(quarantined).toEqual([]);
        const flagged = sink.rows.filter(({ extras }) => extras?.['created_at_basis'] === 'first seen');
        expect(flagged).toHaveLength(1);
        expect(Math.abs(Date.parse(flagged[0]?.created_at ?? '') - Date.parse(fixture.now))).toBeLessThan(60_000);
      });

      it('with a date without a zone are in UTC', async () => {
        if (item.dateForm !== 'text') return;
        const { sink } = await changed(firstItem((one) => set(one, item.date, '2026-10-01T10:41:41.254290')));
        expect(sink.rows.some(({ created_at }) => created_at === '2026-10-01T10:41:41.254Z')).toBe(true);
      });
    });
  },
);

/** `{now+40}` in a header is that many seconds after the time of the test: as epoch seconds; `{iso+40}` and `{date+40}` as dates. */
function timed(headers: Readonly<Record<string, string>>, now: string): Record<string, string> {
  const at = (seconds: string): number => Date.parse(now) + Number(seconds) * 1000;
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value
        .replace(/\{now\+(\d+)\}/, (_, seconds: string) => String(at(seconds) / 1000))
        .replace(/\{iso\+(\d+)\}/, (_, seconds: string) => new Date(at(seconds)).toISOString())
        .replace(/\{date\+(\d+)\}/, (_, seconds: string) => new Date(at(seconds)).toUTCString()),
    ]),
  );
}

function itemsOf({ body }: RawReply, { list }: ItemShape): unknown[] {
  const value = JSON.parse(body.toString()) as unknown;
  if (list === null) return value as unknown[];
  return list.split('.').reduce((at, step) => (at as Record<string, unknown>)[step], value) as unknown[];
}

function withItems(
  reply: RawReply,
  shape: ItemShape,
  change: (items: unknown[]) => unknown[],
  raw = (text: string) => text,
): RawReply {
  const value = JSON.parse(reply.body.toString()) as Record<string, unknown>;
  const items = change(itemsOf(reply, shape));
  if (shape.list !== null) set(value, shape.list, items);
  return { ...reply, body: Buffer.from(raw(JSON.stringify(shape.list === null ? items : value))) };
}

/** Sets a member by its dotted path. */
function set(target: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const inside = steps.reduce<Record<string, unknown>>((at, step) => {
    at[step] ??= {};
    return at[step] as Record<string, unknown>;
  }, target);
  inside[last] = value;
}
