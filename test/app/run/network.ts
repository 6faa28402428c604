/** A network on loopback that grows with a fake clock, and fails at random. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakePost {
  readonly id: number;
  /** Seconds since 1970. */
  readonly at: number;
  readonly author: string;
  readonly text: string;
}

export interface FakeNetwork {
  readonly url: string;
  readonly requests: () => number;
  close(): Promise<void>;
}

/** Speaks the search of Hacker News: posts up to `now` (milliseconds), newest first. `fault` says how a request fails. */
export async function fakeNetwork(
  posts: readonly FakePost[],
  now: () => number,
  fault: () => 'none' | 'busy' | 'broken' | 'reset' | 'garbled',
): Promise<FakeNetwork> {
  let requests = 0;
  const server: Server = createServer((request, response) => {
    requests++;
    const failing = fault();
    if (failing === 'reset') {
      request.socket.destroy();
      return;
    }
    if (failing === 'busy') {
      response.writeHead(429, { 'retry-after': '30' }).end();
      return;
    }
    if (failing === 'broken') {
      response.writeHead(503).end('<html>away</html>');
      return;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const bound = (name: string): number | null => {
      const found = new RegExp(`created_at_i${name}(\\d+)`).exec(url.searchParams.get('numericFilters') ?? '');
      return found === null ? null : Number(found[1]);
    };
    const [from, to] = [bound('>=') ?? 0, bound('<=') ?? Number.POSITIVE_INFINITY];
    const size = Number(url.searchParams.get('hitsPerPage'));
    const page = Number(url.searchParams.get('page'));
    const found = posts
      .filter(({ at }) => at <= now() / 1000 && at >= from && at <= to)
      .sort((a, b) => b.at - a.at || b.id - a.id);
    const hits = found.slice(page * size, (page + 1) * size).map(({ id, at, author, text }) => ({
      objectID: String(id),
      created_at_i: at,
      author,
      comment_text: text,
      story_id: 1,
      parent_id: 1,
      _tags: ['comment'],
    }));
    const body = JSON.stringify({ hits, nbPages: Math.ceil(found.length / size), nbHits: found.length, page });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(failing === 'garbled' ? body.slice(0, body.length / 2) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
