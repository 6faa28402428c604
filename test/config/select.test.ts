import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import { selectBrands } from '../../src/config/select.js';
import { folder } from './folder.js';

const load = (text: string) => loadConfig({ cwd: folder({ '.brandwatchrc': text }), env: {} });

describe('selectBrands', () => {
  test('keeps those that are named, in the order of the file', async () => {
    const config = await load('brands: [Acme, Globex, Initech]');
    const names = (...wanted: string[]) => selectBrands(config, wanted).map(({ name }) => name);
    expect(names()).toEqual(['Acme', 'Globex', 'Initech']);
    expect(names('initech', 'ACME')).toEqual(['Acme', 'Initech']);
  });

  test.each([
    ['brands: [Acme, Globex]', 'Globx', 'did you mean "Globex"?'],
    ['brands: [Acme, Globex]', 'Umbrella', 'configured are Acme, Globex'],
    ['{}', 'Acme', 'run brandwatch init to configure one'],
  ])('%s has no %s', async (text, name, hint) => {
    const config = await load(text);
    expect(() => selectBrands(config, [name])).toThrow(
      expect.objectContaining({ kind: 'usage', hint, message: expect.stringContaining(`no brand "${name}"`) }),
    );
  });
});
