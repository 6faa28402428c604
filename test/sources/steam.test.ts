import { describe, expect, it } from 'vitest';
import { withoutBbcode } from '../../src/sources/steam/text.js';

describe('a text with BBCode', () => {
  it.each([
    ['[b]bold[/b] [url=https://example.com/?a=[1]]x[/url]', 'bold [url=https://example.com/?a=[1]]x'],
    ['[url=https://example.com]link[/url]', 'link'],
    ['[sic] [Spoiler: no] [b', '[sic] [Spoiler: no] [b'],
    ['[table][tr][td]a[/td][td]b[/td][/tr][/table]', '\n\n a b\n\n'],
  ])('%s', (given, plain) => {
    expect(withoutBbcode(given)).toBe(plain);
  });
});
