import { describe, expect, test } from 'vitest';
import { describeConfig } from '../../src/config/describe.js';
import { loadConfig } from '../../src/config/load.js';
import { folder } from './folder.js';

const load = (text: string) => loadConfig({ cwd: folder({ '.brandwatchrc': text }), env: {} });

describe('sources', () => {
  test('at the top and in a brand, as a name or with all that can be said', async () => {
    const config = await load(
      `brands:\n  - name: A\n    sources: [hackernews]\nsources:\n  - source: appstore\n    query: 555731861\n    baseUrl: https://example.org/\n    credentials: { TOKEN: env:OTHER }\n    options: { country: es, pages: 3, deep: true }\n`,
    );
    const nothing = {
      queries: [],
      author: null,
      thread: null,
      replies: false,
      baseUrl: null,
      credentials: {},
      options: {},
    };
    expect(config.brands[0]?.sources).toEqual([{ ...nothing, source: 'hackernews' }]);
    expect(config.sources).toEqual([
      {
        ...nothing,
        source: 'appstore',
        queries: ['555731861'],
        baseUrl: 'https://example.org',
        credentials: { TOKEN: 'OTHER' },
        options: { country: 'es', pages: '3', deep: 'true' },
      },
    ]);
    const rows = Object.fromEntries(describeConfig(config).map(({ key, value, origin }) => [key, [value, origin]]));
    expect(rows['brands[0].sources[0].source']).toEqual(['hackernews', 'file .brandwatchrc:3']);
    expect(rows['sources[0].credentials.TOKEN']).toEqual(['env:OTHER', 'file .brandwatchrc:8']);
  });

  test.each([
    ['credentials: { TOKEN: abc }', /sources\[0\]\.credentials\.TOKEN is \(hidden\): expected env: and the name/],
    ['baseUrl: ftp://x', /baseUrl is "ftp:\/\/x": expected an address such as https/],
    ['thread: https://u:p@x.org/1', /expected an address without a user and a password/],
    ['qery: acme', /unknown key "qery" in sources\[0\]; did you mean "query"\?/],
    ['replies: perhaps', /replies is "perhaps": expected true or false/],
  ])('%s', async (line, message) => {
    await expect(load(`sources:\n  - source: mastodon\n    ${line}\n`)).rejects.toThrow(message);
  });
});
