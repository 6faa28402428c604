/** What a fetch has to say when something is not as it should be: whose fault it is, and what to do. */
import { afterEach, describe, expect, test } from 'vitest';
import { type LoopbackServer, serve } from '../sources/server.js';
import { ended, type Place, place } from './binary.js';

const open: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function network(): Promise<LoopbackServer> {
  const hit = { objectID: '1', created_at_i: 1_790_000_000, title: 'acme', author: 'mia', _tags: ['story'] };
  const server = await serve((_, response, { pathname }) => {
    if (pathname.startsWith('/moved')) response.writeHead(302, { location: 'http://169.254.169.254/x' }).end();
    else if (pathname.startsWith('/strangers')) response.writeHead(401).end('{"error":"no"}');
    else response.end(JSON.stringify({ hits: [hit], nbPages: 100_000 }));
  });
  open.push(server);
  return server;
}

const configured = (source: string): Place => place({ '.brandwatchrc': `store: true\nsources:\n  - ${source}\n` });

describe('a fetch says', () => {
  test('where a redirect led, when that is not opened', async () => {
    const { origin } = await network();
    const ran = await place().run(['fetch', 'hackernews', 'acme', '--base-url', `${origin}/moved`]);
    expect(ran.code).toBe(69);
    expect(ran.stderr).toContain('cannot reach 169.254.169.254: it is in a private network');
    expect(ran.stderr).not.toContain('try again later');
  });

  test.each([
    ['fetch', ['fetch']],
    ['run', ['run', '--only', 'fetch']],
    ['sources check', ['sources', 'check']],
  ])('%s names the variable that the configuration names for a credential', async (_, argv) => {
    const { origin } = await network();
    const renamed = 'credentials: { MASTODON_TOKEN: env:SECOND_TOKEN }';
    const files = configured(`{ source: mastodon, query: "#acme", baseUrl: "${origin}/strangers", ${renamed} }`);
    const without = await files.run(argv, { env: { MASTODON_TOKEN: 'of another account' } });
    expect([without.code, without.stderr]).toEqual([77, expect.stringContaining('set SECOND_TOKEN: ')]);
    const wrong = await files.run(argv, { env: { SECOND_TOKEN: 'secret-canary' } });
    expect([wrong.code, wrong.stderr]).toEqual([77, expect.stringContaining('check SECOND_TOKEN: ')]);
    expect(wrong.stdout + wrong.stderr).not.toContain('canary');
    const missing = await configured('{ source: x, query: a, credentials: { X_BEARER_TOKEN: env:OTHER } }').run(argv);
    expect(missing.stdout + missing.stderr).toContain('needs OTHER');
  });

  test('that a list never ends, also in a run', async () => {
    const { origin } = await network();
    const files = configured(`{ source: hackernews, query: acme, baseUrl: "${origin}" }`);
    const words = 'page after page without anything new';
    expect(await files.run(['run', '--only', 'fetch'])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(words),
    });
    expect(await files.run(['fetch'])).toMatchObject({ code: 0, stderr: expect.stringContaining(words) });
  });
});

describe('watch', () => {
  test('takes the session of an account along from turn to turn', { timeout: 90_000 }, async () => {
    const server = await serve((_, response, { pathname }) => {
      const answer = pathname.endsWith('createSession')
        ? { accessJwt: 'access-canary', refreshJwt: 'refresh-canary', handle: 'a.example', did: 'did:plc:a' }
        : { posts: [] };
      response.end(JSON.stringify(answer));
    });
    open.push(server);
    const files = configured(`{ source: bluesky, query: acme, baseUrl: "${server.origin}" }`);
    const env = { BLUESKY_HANDLE: 'a.example', BLUESKY_APP_PASSWORD: 'password-canary' };
    const child = files.start(['watch', '--every', '1s', '--only', 'fetch'], { env });
    const ran = ended(child);
    const count = (method: string): number => server.requests.filter((line) => line.includes(method)).length;
    for (let tries = 0; count('searchPosts') < 3 && tries < 2000; tries++) {
      await new Promise((later) => setTimeout(later, 30));
    }
    child.kill('SIGTERM');
    const { code, stderr, stdout } = await ran;
    expect([code, count('createSession')]).toEqual([143, 1]);
    expect(count('searchPosts')).toBeGreaterThan(2);
    expect(stdout + stderr).not.toContain('canary');
  });
});
