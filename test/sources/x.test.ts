/** What is particular to X: it costs money. */
import { afterEach, describe, expect, it } from 'vitest';
import { Budget, dollars } from '../../src/sources/http/budget.js';
import x from '../../src/sources/x.js';
import { fixtureOf, type Scenario } from './fixture.js';
import { MemorySink, runScenario } from './run.js';
import { type LoopbackServer, serve } from './server.js';

const { now } = fixtureOf('x');
const search: Scenario = { name: 'deep', mode: 'query', asked: 'acme', exchanges: [] };

const open: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A network with posts without end, each of an author of its own; tells what it has given. */
async function endless(): Promise<LoopbackServer & { readonly given: { posts: number; users: number } }> {
  const given = { posts: 0, users: 0 };
  const server = await serve((_, response, url) => {
    const from = Number(url.searchParams.get('next_token') ?? 0);
    const size = Number(url.searchParams.get('max_results'));
    const ids = Array.from({ length: size }, (_unused, index) => String(10_000 + from + index));
    given.posts += size;
    given.users += size;
    const data = ids.map((id) => ({ id, text: 'acme', author_id: `9${id}`, created_at: '2026-11-24T10:00:00.000Z' }));
    const users = ids.map((id) => ({ id: `9${id}`, username: `u${id}` }));
    response.end(
      JSON.stringify({ data, includes: { users }, meta: { next_token: String(from + size), result_count: size } }),
    );
  });
  open.push(server);
  return Object.assign(server, { given });
}

describe('the spend limit', () => {
  it('holds without being asked for, and what is paid for is kept', async () => {
    const server = await endless();
    const sink = new MemorySink();
    const { result } = await runScenario(x, search, server.origin, { now, sink });
    expect(result.error).toMatchObject({
      kind: 'temporary',
      code: 'fetch.spend',
      hint: expect.stringContaining('--max-spend'),
    });
    const { posts, users } = server.given;
    expect(posts * 0.005 + users * 0.01).toBeLessThanOrEqual(x.price?.limit ?? 0);
    // Not a guard that stops at the first page.
    expect(posts).toBeGreaterThan(30);
    expect(sink.rows).toHaveLength(posts);
    expect(sink.checkpoints.at(-1)?.pass?.cursor).toMatchObject({ token: String(posts) });
  });

  it('loses no post that is paid for where the replies would be too much', async () => {
    const server = await serve((_, response, url) => {
      const size = Number(url.searchParams.get('max_results'));
      const isReplies = url.searchParams.get('query')?.startsWith('conversation_id:') === true;
      const first = isReplies ? 20_000 + Number(url.searchParams.get('next_token') ?? 0) : 10_000;
      const data = Array.from({ length: size }, (_unused, index) => ({
        id: String(first + index),
        text: 'acme',
        created_at: '2026-11-24T10:00:00.000Z',
        conversation_id: String(first + index),
        public_metrics: { reply_count: 3 },
      }));
      const next = isReplies ? { next_token: String(first - 20_000 + size) } : {};
      response.end(JSON.stringify({ data, meta: { result_count: size, ...next } }));
    });
    open.push(server);
    const { result, sink } = await runScenario(x, { ...search, replies: true }, server.origin, { now });
    expect(result.error).toBeNull();
    expect(result.posts).toBeGreaterThan(10);
    expect(sink.rows.length).toBe(result.posts + result.related);
    expect([...result.notes]).toEqual([expect.stringContaining('spend limit')]);
  });
});

describe('a budget', () => {
  it('sets aside, pays back and never goes beyond its limit', async () => {
    const budget = new Budget(1);
    await budget.reserve(0.6);
    await expect(budget.reserve(0.5)).rejects.toThrow(/\$1\.00 \(\$0\.60 are spent\)/);
    budget.settle(0.6, 0.1);
    expect(budget.left).toBeCloseTo(0.9);
    for (let pages = 0; pages < 9; pages++) await budget.reserve(0.1);
    await expect(budget.reserve(0.01)).rejects.toThrow();
  });

  it('of nothing allows nothing', async () => {
    await expect(new Budget(0).reserve(0.045)).rejects.toThrow();
  });

  it('of a month counts what was spent before, and remembers before it spends', async () => {
    const saved: number[] = [];
    const save = async (spent: number): Promise<void> => void saved.push(spent);
    const budget = new Budget(5, { name: '2026-11', before: 9.2, limit: 10, save });
    expect(budget.left).toBeCloseTo(0.8);
    await budget.reserve(0.6);
    expect(saved).toEqual([0.6]);
    await expect(budget.reserve(0.3)).rejects.toMatchObject({
      kind: 'temporary',
      code: 'fetch.spend',
      message: expect.stringContaining('$10.00 for 2026-11 ($9.80 are spent)'),
      hint: expect.stringContaining('next month'),
    });
    budget.settle(0.6, 0.2);
    await budget.close();
    expect(saved).toEqual([0.6, 0.2]);
  });

  it('of a month that was spent already allows nothing, whatever a run may spend', async () => {
    const month = { name: '2026-11', before: 12, limit: 10, save: async () => undefined };
    expect(new Budget(5, month).left).toBe(0);
    await expect(new Budget(5, month).reserve(0.005)).rejects.toThrow(/2026-11/);
  });

  it.each([
    [0, '$0.00'],
    [0.005, '$0.01'],
    [0.1 + 0.2, '$0.30'],
    [12, '$12.00'],
  ])('%d is %s', (amount, text) => {
    expect(dollars(amount)).toBe(text);
  });
});
