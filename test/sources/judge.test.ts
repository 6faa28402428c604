/** That the judge can say no; and what our fixtures say where a network refuses. */
import { afterEach, describe, expect, it } from 'vitest';
import mastodon from '../../src/sources/mastodon.js';
import type { Source } from '../../src/sources/source.js';
import { fixtureOf, replyOf, type Scenario } from './fixture.js';
import { judgeOf } from './judge.js';
import { replay } from './replay.js';
import { runScenario } from './run.js';
import type { LoopbackServer } from './server.js';

const JUDGED = ['mastodon', 'discourse'];
const ORIGIN = 'https://social.example';

function judge(id: string) {
  const found = judgeOf(id);
  if (found === null) throw new Error(`no schema of ${id}`);
  return found;
}

const asked = (path: string, token = true, method = 'GET') => ({
  method,
  url: new URL(ORIGIN + path),
  headers: token ? { authorization: 'Bearer x' } : {},
});

describe('a request', () => {
  it.each([
    ['mastodon', '/api/v2/search?q=acme&type=statuses&limit=40&max_id=1'],
    ['mastodon', '/api/v1/timelines/tag/acme?limit=40&all[]=a&all[]=b'],
    ['mastodon', '/api/v1/accounts/lookup?acct=acme@other.example'],
    ['discourse', '/search.json?q=acme+order:latest&page=10'],
    ['discourse', '/t/11/posts.json?post_ids[]=1&post_ids[]=2'],
  ])('of %s is right: %s', (id, path) => {
    expect(judge(id).request(asked(path))).toEqual([]);
  });

  it.each([
    ['mastodon', '/api/v2/search?type=statuses', /lacks q/],
    ['mastodon', '/api/v2/search?q=acme&type=posts', /has type/],
    ['mastodon', '/api/v2/search?q=acme&page=2', /unknown parameter page/],
    ['mastodon', '/api/v2/search?q=acme&limit=41', /has limit.*40/],
    ['mastodon', '/api/v2/search?q=acme&limit=many', /has limit.*integer/],
    ['mastodon', '/api/v2/search?q=acme&resolve=yes', /has resolve.*boolean/],
    ['mastodon', '/api/v1/timelines/tag/%23acme', /has hashtag/],
    ['mastodon', '/api/v1/timelines/tag/acme?all=a', /unknown parameter all/],
    ['mastodon', '/api/v1/timelines/tag/acme?max_id=1&max_id=2', /more than once/],
    ['mastodon', '/api/v1/timelines/acme', /not in the schema/],
    ['discourse', '/search.json?q=ab&page=1', /has q/],
    ['discourse', '/search.json?q=acme&page=11', /has page.*10/],
    ['discourse', '/search.json?q=acme&order=latest', /unknown parameter order/],
    ['discourse', '/t/a-slug.json', /has id.*integer/],
    ['discourse', `/t/1/posts.json?${'post_ids[]=1&'.repeat(21)}`, /has post_ids\[\].*20/],
  ])('of %s is refused: %s', (id, path, reason) => {
    expect(judge(id).request(asked(path)).join()).toMatch(reason);
  });

  it('without a token, or by another method, is refused where that matters', () => {
    const { request } = { request: (one: ReturnType<typeof asked>) => judge('mastodon').request(one) };
    expect(request(asked('/api/v2/search?q=acme', false)).join()).toContain('has no token');
    expect(request(asked('/api/v1/timelines/tag/acme', false))).toEqual([]);
    expect(request(asked('/api/v1/timelines/tag/acme', true, 'POST')).join()).toContain('not in the schema');
  });
});

describe('a reply', () => {
  const list = JSON.parse(replyOf('mastodon', 'tag-1.http').body.toString()) as Record<string, unknown>[];
  const [status = {}] = list;
  const timeline = (items: unknown, code = 200): string =>
    judge('mastodon')
      .reply(asked('/api/v1/timelines/tag/acme'), { status: code, text: JSON.stringify(items) })
      .join();

  it('is right as it was written', () => {
    expect(timeline([status])).toBe('');
    expect(timeline({ error: 'Too many requests' }, 429)).toBe('');
  });

  it.each([
    ['an id that is a number', { id: 115 }, /\/0\/id must be string/],
    ['no author', { account: null }, /\/0\/account must be object/],
    ['a visibility of its own', { visibility: 'everybody' }, /\/0\/visibility/],
    ['a date without a zone', { created_at: '2026-10-19T09:30:00' }, /\/0\/created_at/],
    ['counts as text', { replies_count: '2' }, /\/0\/replies_count/],
    ['a boost of nothing', { reblog: {} }, /\/0\/reblog/],
  ])('with %s is refused', (_, change, reason) => {
    expect(timeline([{ ...status, ...change }])).toMatch(reason);
  });

  it('that lacks a member, is none of JSON, or has an unknown good status is refused', () => {
    const { uri: _, ...rest } = status;
    expect(timeline([rest])).toContain("required property 'uri'");
    expect(timeline({ statuses: [] })).toContain('must be array');
    expect(timeline([], 202)).toContain('not in the schema');
    expect(judge('mastodon').reply(asked('/api/v1/timelines/tag/acme'), { status: 200, text: '<html>' })).toHaveLength(
      1,
    );
  });

  it('of Discourse that says "more" in words is refused', () => {
    const found = { posts: [], grouped_search_result: { post_ids: [], more_full_page_results: 'yes' } };
    const search = asked('/search.json?q=acme');
    expect(
      judge('discourse')
        .reply(search, { status: 200, text: JSON.stringify(found) })
        .join(),
    ).toContain('more_full');
  });
});

describe('a question in GraphQL to GitHub', () => {
  const question = (query: string, variables: Readonly<Record<string, unknown>> = {}) => ({
    ...asked('/graphql', true, 'POST'),
    body: { query, variables },
  });
  const LOGIN = 'query($login: String!) { user(login: $login) { login name } }';

  it.each([
    [LOGIN, { login: 'mona-k' }, /^$/],
    ['query { user(login: "a") { karma } }', {}, /Cannot query field "karma"/],
    ['query { user { login } }', {}, /argument "login"/],
    ['query { user(login: "a") { gists(first: 101) { totalCount } } }', {}, /first is 101/],
    [LOGIN, {}, /"\$login" of required type/],
    [LOGIN, { login: 7 }, /String cannot represent/],
    [LOGIN, { login: 'mona-k', after: null }, /no variable \$after/],
    ['query {', {}, /Syntax Error/],
  ] as const)('%s with %j', (query, variables, reason) => {
    expect(judge('github').request(question(query, variables)).join()).toMatch(reason);
  });

  it.each([
    [{ user: { login: 'mona-k', name: null } }, /^$/],
    [{ user: null }, /^$/],
    [{ user: { login: 'mona-k' } }, /data.user.name is missing/],
    [{ user: { login: null, name: null } }, /non-nullable field User.login/],
    [{ user: { login: ['mona-k'], name: null } }, /String cannot represent/],
    [{ user: { login: 'mona-k', name: null, karma: 3 } }, /data.user.karma was not asked for/],
  ])('is answered by %j', (data, reason) => {
    const answered = { status: 200, text: JSON.stringify({ data }) };
    expect(
      judge('github')
        .reply(question(LOGIN, { login: 'mona-k' }), answered)
        .join(),
    ).toMatch(reason);
  });
});

describe.each(JUDGED)('refusals in the fixtures of %s', (id) => {
  const { limits, longLimit, scenarios } = fixtureOf(id);
  const [{ exchanges }] = scenarios;
  it.each([...limits.map(({ reply }) => reply), longLimit])('%s', (file) => {
    const [method = '', path = ''] = (exchanges[0]?.request ?? '').split(' ');
    const { status, body } = replyOf(id, file);
    expect(judge(id).reply(asked(path, true, method), { status, text: body.toString() })).toEqual([]);
  });
});

describe('a run', () => {
  const open: LoopbackServer[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  const scenario: Scenario = { name: 'tag', mode: 'query', asked: '#acme', exchanges: [] };
  const run = async (source: Source, body: string, replies?: 'right') => {
    const server = await replay([{ status: 200, headers: {}, body: Buffer.from(body) }]);
    open.push(server);
    const options = { now: '2026-11-25T12:00:00Z', ...(replies === undefined ? {} : { replies }) };
    return runScenario(source, scenario, server.origin, options);
  };

  it('of a source that asks what the network does not know fails, even where the server answers', async () => {
    const greedy: Source = {
      ...mastodon,
      async *pages({ baseUrl }, http, { memory }) {
        await http.json(`${baseUrl}/api/v1/timelines/tag/acme?limit=80`);
        yield { posts: [], quarantined: [], checkpoint: { cursor: null, memory } };
      },
    };
    await expect(run(greedy, '[]')).rejects.toThrow(/has limit: it must be <= 40/);
    await expect(run(mastodon, '[]')).resolves.toMatchObject({ result: { error: null } });
  });

  it('against a fake server that drifts fails, where its replies are meant to be right', async () => {
    const body = '[{"id":"1","uri":"https://a.example/1","content":"acme"}]';
    await expect(run(mastodon, body, 'right')).rejects.toThrow(/required property 'account'/);
    await expect(run(mastodon, body)).resolves.toMatchObject({ result: { error: null } });
  });
});
