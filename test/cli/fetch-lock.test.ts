/** Two runs of the real binary on one file of posts: one has it, the other says who; what a kill leaves is no lock. */
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { type LoopbackServer, serve } from '../sources/server.js';
import { ended, place } from './binary.js';

const open: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A network that answers when the test lets it; every query has posts of its own. */
async function held() {
  let openGate: () => void = () => undefined;
  let asked: () => void = () => undefined;
  const gate = new Promise<void>((done) => {
    openGate = done;
  });
  const isAsked = new Promise<void>((done) => {
    asked = done;
  });
  const server = await serve(async (_, response, url) => {
    asked();
    if (url.searchParams.get('query') === 'slow') await gate;
    const hits = [1, 2, 3].map((id) => ({
      objectID: `${url.searchParams.get('query')}${id}`,
      created_at_i: 1_790_000_000 + id,
      comment_text: 'slow and fast',
      _tags: ['comment'],
    }));
    response.end(JSON.stringify({ hits, nbPages: 1 }));
  });
  open.push(server);
  return { server, isAsked, letGo: () => openGate() };
}

const argv = (query: string, origin: string) => ['fetch', 'hackernews', query, '--base-url', origin, '-o', 'p.ndjson'];
const idsIn = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { readonly id: string }).id)
    .sort();

describe('a file that another run has', () => {
  test('is 75 with who has it; then the second run adds its posts', async () => {
    const { server, isAsked, letGo } = await held();
    const files = place();
    const first = files.start(argv('slow', server.origin));
    const firstEnded = ended(first);
    await isAsked;
    const second = await files.run(argv('fast', server.origin));
    expect(second.code).toBe(75);
    expect(second.stderr).toMatch(
      new RegExp(
        `p\\.ndjson is being written by another run \\(fetch, pid ${first.pid} on ${hostname()}, for \\d+ seconds?\\)`,
      ),
    );
    expect(second.stderr).toContain('hint: ');
    letGo();
    expect((await firstEnded).code).toBe(0);
    expect(idsIn(files.path('p.ndjson'))).toEqual(['slow1', 'slow2', 'slow3']);
    expect(existsSync(files.path('p.ndjson.lock'))).toBe(false);
    expect((await files.run(argv('fast', server.origin))).code).toBe(0);
    expect(idsIn(files.path('p.ndjson'))).toHaveLength(6);
  });

  test('is waited for with --wait', async () => {
    const { server, isAsked, letGo } = await held();
    const files = place();
    const first = ended(files.start(argv('slow', server.origin)));
    await isAsked;
    const child = files.start([...argv('fast', server.origin), '--wait', '30s']);
    const second = ended(child);
    await new Promise<void>((said) =>
      child.stderr?.on('data', (text) => /waiting for p\.ndjson/.test(String(text)) && said()),
    );
    letGo();
    expect((await first).code).toBe(0);
    expect((await second).code).toBe(0);
    expect(idsIn(files.path('p.ndjson'))).toHaveLength(6);
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)('is free after %s', async (signal) => {
    const { server, isAsked } = await held();
    const files = place();
    const child = files.start(argv('slow', server.origin));
    const gone = ended(child);
    await isAsked;
    child.kill(signal);
    await gone;
    expect(existsSync(files.path('p.ndjson.lock'))).toBe(signal === 'SIGKILL');
    expect((await files.run(argv('fast', server.origin))).code).toBe(0);
    expect(idsIn(files.path('p.ndjson'))).toEqual(['fast1', 'fast2', 'fast3']);
    expect(existsSync(files.path('p.ndjson.lock'))).toBe(false);
  });
});
