import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { manyPosts, place } from './binary.js';

const POSTS = [
  'id,created_at,author,text,likes,followers,network,lang',
  '1,2026-10-01T10:00:00Z,ann,the zorg arrived on monday,1,10,x,en',
  '2,2026-10-01T11:00:00Z,bob,a terrible day for everybody,1,20,x,en',
  '',
].join('\n');
const WORDS = '# ours\nentry,weight,lang\nzorg,-4,en\nterrible,0\n';
const CONFIG = 'lexicon: words.csv\n';

const rows = (text: string) => parse(text, { columns: true }) as Record<string, string>[];

describe.concurrent('the lexicon of a user', () => {
  test('counts in score, by configuration and by flag', async () => {
    const files = place({ 'posts.csv': POSTS, 'in/words.csv': WORDS });
    const plain = await files.call(['score', 'posts.csv']);
    expect(rows(plain.stdout).map(({ label }) => label)).toEqual([expect.not.stringMatching('negative'), 'negative']);
    const flag = await files.call(['score', 'posts.csv', '--lexicon', 'in/words.csv']);
    expect(flag.code, flag.stderr).toBe(0);
    const labels = rows(flag.stdout).map(({ label }) => label);
    expect(labels[0]).toBe('negative');
    expect(labels[1]).not.toBe('negative');
    files.write('in/.brandwatchrc', CONFIG);
    const configured = await files.call(['score', 'posts.csv', '-c', 'in/.brandwatchrc']);
    expect(configured.stdout).toBe(flag.stdout);
  });

  test('counts in audit and report, and in worker threads', async () => {
    const files = place({ 'posts.csv': POSTS, 'words.csv': WORDS, '.brandwatchrc': CONFIG });
    for (const command of [['audit'], ['report', 'unhappy']]) {
      const { code, stdout, stderr } = await files.call([...command, '-f', 'csv', 'posts.csv']);
      expect(code, stderr).toBe(0);
      expect(rows(stdout).map(({ author }) => author)).toEqual(['ann']);
      const json = await files.call([...command, '-f', 'json', 'posts.csv']);
      expect(json.stdout).toMatch(/"scorer":"\d+\.\d+\.\d+\+2 own words"/);
    }
    const silenced = [...'terrible broken late angry lost awful never again closed refund'.split(' ')];
    const words = silenced.map((word) => `${word},4`).join('\n');
    const many = place({ 'posts.csv': manyPosts(20_500), 'words.csv': words });
    const { code, stdout } = await many.run([
      'audit',
      '-f',
      'csv',
      '--threads',
      '2',
      '--lexicon',
      'words.csv',
      'posts.csv',
    ]);
    expect(code).toBe(0);
    expect(rows(stdout)).toEqual([]);
  });

  test('counts in explain, and shows in config', async () => {
    const files = place({ 'words.csv': WORDS, '.brandwatchrc': CONFIG });
    const { stdout } = await files.call(['explain', 'the zorg arrived', '--lang', 'en', '-f', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      label: 'negative',
      entries: [{ entry: 'zorg', origin: 'user' }, {}, {}],
    });
    const config = await files.call(['config', '-f', 'csv']);
    expect(config.stdout).toMatch(/^lexicon,\S+words\.csv,file \.brandwatchrc:1$/m);
  });

  test('with other delimiters, or a folder, is refused with what would help', async () => {
    const files = place({ 'in/words.csv': 'entry;weight;lang\nzorg;-4;en\n' });
    const semicolons = await files.call(['explain', 'zorg', '--lexicon', 'in/words.csv']);
    expect(semicolons).toMatchObject({ code: 65, stdout: '' });
    expect(semicolons.stderr).toMatch(/^hint: separate entry, weight and lang with commas/m);
    for (const [given, shown] of [
      ['in', 'in'],
      ['.', files.dir],
      ['..', files.path('..')],
    ] as const) {
      const folder = await files.call(['explain', 'zorg', '--lexicon', given]);
      expect(folder).toMatchObject({ code: 78, stdout: '' });
      expect(folder.stderr).toContain(
        `cannot read ${shown}: it is a directory (flag --lexicon)\nhint: name a CSV file`,
      );
    }
  });

  test('that is missing or malformed ends the run before anything is written', async () => {
    const files = place({ 'posts.csv': POSTS, '.brandwatchrc': CONFIG });
    for (const command of [
      ['score', 'posts.csv'],
      ['audit', 'posts.csv'],
      ['explain', 'zorg'],
    ]) {
      files.write('words.csv', 'zorg,heavy\n');
      const malformed = await files.call(command);
      expect(malformed).toMatchObject({ code: 65, stdout: '' });
      expect(malformed.stderr).toContain(
        'brandwatch: cannot use words.csv: line 1: the weight of "zorg" is "heavy"\nhint: write a number',
      );
      const missing = await files.call([...command, '--lexicon', 'none.csv']);
      expect(missing).toMatchObject({ code: 78, stdout: '' });
      expect(missing.stderr).toContain('cannot read none.csv: no such file (flag --lexicon)\nhint: name a CSV file');
    }
  });
});
