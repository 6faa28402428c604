/** Every list of every source that is read page by page: one that never ends is left, and a page without items ends none. */
import { afterAll, describe, expect, it } from 'vitest';
import type { PostRow } from '../../src/posts/row.js';
import { SOURCES } from '../../src/sources/index.js';
import type { Json } from '../../src/sources/source.js';
import { fixtureOf, type PagedList, type RawReply, replyOf, type Scenario } from './fixture.js';
import { asked, type Replay, type Reply, replay } from './replay.js';
import { runScenario } from './run.js';

/** More than the idle pages after which lists are left, each with what is asked beside it. */
const MOST_REQUESTS = 80;

const open: Replay[] = [];
afterAll(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

it('every source says which lists it reads page by page, or why there are none', () => {
  for (const { id } of SOURCES) {
    const { scenarios, onePage } = fixtureOf(id);
    const lists = scenarios.flatMap((scenario) => scenario.lists ?? []);
    expect([id, lists.length > 0], id).toEqual([id, onePage === undefined]);
    for (const { end } of lists) expect(end ?? 'absent').toMatch(/\S{3}/);
    // Where it can occur at all, an empty page in the middle of the list is tried.
    if (onePage === undefined) {
      const tried = lists.some(({ pages, end }) => end === undefined && pages.length > 1);
      expect([id, tried || lists.every(({ end }) => end !== undefined)]).toEqual([id, true]);
    }
  }
});

const paged = SOURCES.filter(({ id }) => fixtureOf(id).onePage === undefined);

describe.concurrent.each(paged.map((source) => [source.id, source] as const))('%s', (id, source) => {
  const { now, scenarios } = fixtureOf(id);
  const start = async (scenario: Scenario, replies: readonly Reply[]): Promise<Replay> => {
    const aside = (scenario.asides ?? []).map(({ request, reply }) => ({
      request: asked(request),
      reply: replyOf(id, reply),
    }));
    const server = await replay(replies, aside);
    open.push(server);
    return server;
  };
  const keysOf = (rows: readonly PostRow[], server: Replay): string[] =>
    rows.map(({ key }) => key.replaceAll(new URL(server.origin).host, '{host}')).sort();
  const all = scenarios.flatMap((scenario) => (scenario.lists ?? []).map((list) => [scenario, list] as const));

  describe.each(
    all.map(([scenario, list]) => [`${scenario.name}, from request ${list.pages[0]}`, scenario, list] as const),
  )('%s', (_, scenario, list) => {
    const recorded = scenario.exchanges.map(({ request, reply }) => ({ request, reply: replyOf(id, reply) }));
    const [first] = list.pages;
    const page = recorded[first]?.reply;
    if (page === undefined) throw new Error(`${scenario.name} has no exchange ${first}`);
    const empty = withoutItems(list.empty === undefined ? page : replyOf(id, list.empty), list);
    const pathOf = (request: string): string => asked(request).split(' ').slice(0, 2).join(' ');

    it.each([
      ['with the same items', page],
      ['without any', empty],
    ])('pages that go on for ever, %s, are left', async (_name, again) => {
      let number = 0;
      // What is asked beside the list has its own reply.
      const endless = (request: string): RawReply => {
        const beside = recorded.find((one) => pathOf(one.request) === pathOf(request))?.reply;
        const isPage = pathOf(recorded[first]?.request ?? '') === pathOf(request) || beside === undefined;
        number += 1;
        return isPage ? withNext(again, list, number) : beside;
      };
      const server = await start(scenario, [...recorded.slice(0, first).map(({ reply }) => reply), endless]);
      const { result, sink } = await runScenario(source, scenario, server.origin, { now });
      expect(result.error).toBeNull();
      expect(server.requests.length).toBeLessThan(MOST_REQUESTS);
      const keys = keysOf(sink.rows, server);
      expect(new Set(keys).size).toBe(keys.length);
      expect(sink.checkpoints.at(-1)?.pass).toBeNull();
    });

    const second = list.pages[1];
    if (second === undefined || list.end !== undefined) return;

    it('a page without items in the middle is not the end', async () => {
      const replies = recorded.map(({ reply }) => reply);
      const whole = await start(scenario, replies);
      const { sink: wanted } = await runScenario(source, scenario, whole.origin, { now });
      const server = await start(scenario, replies.toSpliced(second, 0, withNext(empty, list, 1)));
      const { result, sink } = await runScenario(source, scenario, server.origin, { now });
      expect(result.error).toBeNull();
      expect(server.turns.length).toBeGreaterThan(whole.turns.length);
      expect(keysOf(sink.rows, server)).toEqual(keysOf(wanted.rows, whole));
    });
  });
});

function valueIn({ body }: RawReply): Json {
  return JSON.parse(body.toString()) as Json;
}

function withoutItems(reply: RawReply, { items }: PagedList): RawReply {
  const value =
    items === null ? [] : changed(valueIn(reply), items.split('.'), (old) => (old === undefined ? old : []));
  return { ...reply, body: Buffer.from(JSON.stringify(value)) };
}

/** The page as it says that another comes behind it, which is never the same. */
function withNext(reply: RawReply, { next }: PagedList, number: number): RawReply {
  const headers: Record<string, string> = { ...reply.headers };
  let value = valueIn(reply);
  for (const [where, given] of Object.entries(next)) {
    const told = JSON.parse(JSON.stringify(given).replaceAll('#', String(1_000_000 + number))) as Json;
    if (where.startsWith('header ')) headers[where.slice('header '.length)] = String(told);
    else value = changed(value, where.split('.'), () => told) ?? null;
  }
  return { ...reply, headers, body: Buffer.from(JSON.stringify(value)) };
}

/** A copy with another value at a path, of which `+` is the place behind the last item of a list. */
function changed(value: Json | undefined, path: readonly string[], make: (old: Json | undefined) => Json | undefined) {
  const [step, ...rest] = path;
  if (step === undefined) return make(value);
  if (Array.isArray(value)) {
    const at = step === '+' ? value.length : Number(step);
    const copy: Json[] = [...(value as readonly Json[])];
    copy[at] = changed(copy[at], rest, make) ?? null;
    return copy;
  }
  const members = { ...(value as Readonly<Record<string, Json>> | undefined) };
  const inside = changed(members[step], rest, make);
  if (inside !== undefined) members[step] = inside;
  return members;
}
