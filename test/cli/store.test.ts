/** `store` as users meet it, and where posts come from when there is a store. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Place, POSTS, place } from './binary.js';

const STORE = ['--store', 'store.duckdb'];

async function filled(files = place({ 'posts.csv': POSTS })): Promise<Place> {
  const ran = await files.call(['import', 'posts.csv', ...STORE]);
  expect(ran.code, ran.stderr).toBe(0);
  return files;
}

describe.concurrent('store', () => {
  test.each([
    [['store'], 'store needs to know what to do', 'brandwatch store info'],
    [['store', 'inof'], 'store cannot inof', 'did you mean info?'],
    [['store', 'drop'], 'store cannot drop', 'it can info, check, export, prune, forget'],
    [['store', 'info', '--older-than', '3d'], '--older-than does not go with store info', 'it goes with store prune'],
    [['store', 'prune', '--since', '2026-10-01'], '--since does not go with store prune', 'it goes with store export'],
    [['store', 'prune', '-f', 'csv'], '--format does not go with store prune', 'store info, store check, store export'],
    [['store', 'prune', ...STORE, '--older-than', 'ages'], '--older-than is "ages"', 'for example --older-than 7d'],
    [['store', 'info', '@a@x'], 'store info takes no "@a@x"', 'name a store with --store <file>'],
    [['store', 'forget'], 'store forget takes one author', 'name it as @handle@network'],
    [['store', 'forget', 'anna'], '"anna" is no author', '@anna@social.example@mastodon'],
    [['store', 'forget', '@anna'], '"@anna" is no author', '@marta_viaja@x'],
    [['store', 'forget', '@anna@'], '"@anna@" is no author', '@marta_viaja@x'],
    [['store', 'export'], 'store export needs a folder', '-o posts/'],
    [['store', 'export', '-o', 'out', '-f', 'csv'], 'store export writes no csv', 'it writes parquet or ndjson'],
  ] as const)('%j is refused with what would be right', async (argv, said, hint) => {
    const { code, stdout, stderr } = await place().call(argv);
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toContain(said);
    expect(stderr).toContain(hint);
    expect(stderr).toContain('hint: ');
  });

  test('info tells size and span by network, in every format', async () => {
    const files = await filled();
    expect((await files.call(['score', ...STORE])).code).toBe(0);
    const csv = await files.call(['store', 'info', ...STORE, '-f', 'csv']);
    expect(csv.stdout).toBe(
      'network,posts,authors,first_at,last_at,judged,stale\n' +
        'x,3,2,2026-10-01T10:00:00.000Z,2026-10-20T10:00:00.000Z,3,0\n' +
        'reddit,1,1,2026-10-02T10:00:00.000Z,2026-10-02T10:00:00.000Z,1,0\n',
    );
    const json = JSON.parse((await files.call(['store', 'info', ...STORE, '-f', 'json'])).stdout);
    expect(json.stamp).toMatchObject({ schema: '1', authors: '3', checkpoints: '0', forgotten: '0' });
    expect(Number(json.stamp.bytes)).toBeGreaterThan(10_000);
    const page = await files.call(['store', 'info', ...STORE, '-f', 'terminal', '--columns', 'network,posts']);
    expect(page.stdout).toMatch(/store\.duckdb · .* [kM]B/);
    expect(page.stdout).toContain('4 posts · 3 authors');
    // Judged for other brands: stale.
    files.write('.brandwatchrc', 'brands:\n  - name: Acme\n');
    expect((await files.call(['store', 'info', ...STORE, '-f', 'csv'])).stdout).toContain(',3,3\n');
  });

  test('--store before the action takes no word of it', async () => {
    const files = place({ 'posts.csv': POSTS });
    expect((await files.call(['import', '--store', 'posts.csv'])).code).toBe(0);
    const info = await files.call(['store', '--store', 'info', '-f', 'csv', '--columns', 'network']);
    expect([info.code, info.stdout]).toEqual([0, 'network\nx\nreddit\n']);
    const forget = await files.call(['store', '--store', 'forget', '@marta@x', '-q']);
    expect([forget.code, forget.stdout, forget.stderr]).toEqual([0, '', '']);
    expect(readdirSync(files.dir)).toEqual(['.brandwatch', 'posts.csv']);
  });

  test('prune removes what is old, and uses the retention where no span is given', async () => {
    const files = await filled();
    const days = Math.floor((Date.now() - Date.parse('2026-10-05T00:00:00Z')) / 86_400_000);
    const ran = await files.call(['store', 'prune', '--older-than', `${days}d`, ...STORE]);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stderr).toContain('3 posts and 2 authors removed from');
    expect((await files.call(['store', 'check', ...STORE])).code).toBe(0);
    const none = await files.call(['store', 'prune', ...STORE]);
    expect([none.code, none.stderr]).toEqual([
      64,
      expect.stringContaining('needs --older-than, for the configuration has no retention'),
    ]);
    files.write('.brandwatchrc', 'retention: 1d\n');
    const retained = await files.call(['store', 'prune', ...STORE]);
    expect(retained.stderr).toContain('1 post and 1 author removed from');
    expect((await files.call(['store', 'prune', ...STORE])).stderr).toContain('no post is as old as that');
  });
});

describe('store export', () => {
  // Two near copies, one post without a date, texts with everything that formats trip over, both ends of a long day.
  const CSV = [
    'id,created_at,author,text,likes,followers,network,extra column',
    '1,2026-10-24T21:59:59Z,anna,"The last second of a Saturday in Madrid, and a terrible one",1,100,x,a',
    '2,2026-10-24T22:00:00Z,ben,"The first of the long Sunday: ""broken"", again; it is awful\n\tsaid 😡",2,200,x,b',
    '3,2026-10-25T22:59:59Z,carla,"And its last, 25 hours on, still waiting for my refund, never again",3,300,x,',
    '4,2026-10-25T23:00:00Z,dan,My new Acme router is broken and support never answers me any more,4,400,reddit,c',
    '5,2026-10-26T09:00:00Z,eva,My new Acme router is broken and support never answers me any more!,5,500,x,d',
    '6,,flo,"No date at all, but bad all the same, worst ever",6,600,x,e',
    '',
  ].join('\n');
  const made = (): Place =>
    place({ 'posts.csv': CSV, '.brandwatchrc': 'timezone: Europe/Madrid\nbrands:\n  - name: Acme\n' });

  test.each(['parquet', 'ndjson'])(
    'as %s: a folder for each day, read back with the same figures',
    { timeout: 240_000 },
    async (format) => {
      const files = await filled(made());
      expect((await files.call(['score', ...STORE])).code).toBe(0);
      const ran = await files.call(['store', 'export', '-o', 'out', '-f', format, ...STORE]);
      expect([ran.code, ran.stdout], ran.stderr).toEqual([0, '']);
      expect(ran.stderr).toContain('6 posts in out (days of Europe/Madrid)');
      expect(readdirSync(files.path('out')).sort()).toEqual([
        'day=2026-10-24',
        'day=2026-10-25',
        'day=2026-10-26',
        'day=unknown',
      ]);
      const one = `posts_0.${format}`;
      expect(readdirSync(files.path('out/day=2026-10-25'))).toEqual([one]);
      const keys = async (day: string) =>
        (await files.call(['import', `out/day=${day}/${one}`, '-f', 'csv', '--columns', 'key', '-q'])).stdout;
      expect(await keys('2026-10-24')).toBe('key\nx:1\n');
      expect(await keys('2026-10-25')).toBe('key\nx:2\nx:3\n');
      expect(await keys('2026-10-26')).toBe('key\nreddit:4\nx:5\n');
      for (const report of ['unhappy', 'overview']) {
        const [stored, exported] = await Promise.all([
          files.call(['report', report, ...STORE, '-f', 'csv']),
          files.call(['report', report, 'out/*/*', '-f', 'csv']),
        ]);
        expect(stored?.code, stored?.stderr).toBe(0);
        expect(exported?.stdout).toBe(stored?.stdout);
      }
      // Nothing was judged anew, and every column is as it was.
      const before = await files.call(['store', 'export', '-o', 'again', '-f', 'ndjson', ...STORE]);
      expect(before.code).toBe(0);
      expect((await files.call(['import', 'out/*/*', '--store', 'other.duckdb'])).stderr).toContain('6 new posts');
      expect((await files.call(['score', '--store', 'other.duckdb'])).code).toBe(0);
      expect(
        (await files.call(['store', 'export', '-o', 'other', '-f', 'ndjson', '--store', 'other.duckdb'])).code,
      ).toBe(0);
      for (const day of readdirSync(files.path('again'))) {
        const of = (folder: string) => readFileSync(files.path(`${folder}/${day}/posts_0.ndjson`), 'utf8');
        expect(of('other')).toBe(of('again'));
      }
    },
  );

  test('is there whole or not at all, and never over what is there', async () => {
    const files = await filled(made());
    files.write('mine/letter.txt', 'dear');
    const taken = await files.call(['store', 'export', '-o', 'mine', ...STORE]);
    expect([taken.code, taken.stderr]).toEqual([73, expect.stringContaining('the folder is not empty')]);
    const forced = await files.call(['store', 'export', '-o', 'mine', '--force', ...STORE]);
    expect(forced.code).toBe(73);
    expect(readdirSync(files.path('mine'))).toEqual(['letter.txt']);
    expect((await files.call(['store', 'export', '-o', 'out/', ...STORE])).code).toBe(0);
    const again = await files.call(['store', 'export', '-o', 'out/', ...STORE]);
    expect([again.code, again.stderr]).toEqual([73, expect.stringContaining('replace the export with --force')]);
    const day = await files.call([
      'store',
      'export',
      '-o',
      'out/',
      '--force',
      '--since',
      '2026-10-25',
      '--until',
      '2026-10-26',
      ...STORE,
    ]);
    expect(day.code, day.stderr).toBe(0);
    expect(readdirSync(files.path('out'))).toEqual(['day=2026-10-25']);
    const nowhere = await files.call(['store', 'export', '-o', 'posts.csv/out', ...STORE]);
    expect([nowhere.code, nowhere.stderr]).toEqual([73, expect.stringContaining('hint: ')]);
    expect(readdirSync(files.dir).filter((name) => /out-|\.out|old/.test(name))).toEqual([]);
  });
});

describe.concurrent('where posts come from', () => {
  test('an export behind --store is what is imported, not the store', async () => {
    const files = place({ 'export.csv': POSTS });
    const ran = await files.call(['import', '--store', 'export.csv']);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stderr).toContain('4 new posts in');
    expect(readFileSync(files.path('export.csv'), 'utf8')).toBe(POSTS);
    expect(readdirSync(files.path('.brandwatch'))).toEqual(['store.duckdb']);
    // A glob that the shell did not expand, too; and a pipe.
    expect((await files.call(['import', '--store', '*.csv'])).stderr).toContain('4 known before');
    expect((await files.call(['import', '--store', '-'], { input: POSTS })).stderr).toContain('4 known before');
  });

  test('cron has no input: the configured store is read', async () => {
    const files = place({ 'posts.csv': POSTS, '.brandwatchrc': 'store: mentions.duckdb\n' });
    expect((await files.shell('$bw import posts.csv < /dev/null')).stderr).toContain('mentions.duckdb');
    const scored = await files.shell('$bw score < /dev/null');
    expect([scored.code, scored.stdout, scored.stderr]).toEqual([0, '', expect.stringContaining('4 posts judged')]);
    const report = await files.shell('$bw report --quiet < /dev/null');
    expect(report.code, report.stderr).toBe(0);
    expect(report.stdout).toContain('marta');
  });

  test('a pipe beats the configured store, and --store beats the pipe', async () => {
    const files = place({ 'posts.csv': POSTS, '.brandwatchrc': 'store: mentions.duckdb\n' });
    await files.shell('$bw import posts.csv < /dev/null');
    const piped = 'text,author,network,id\nthis is terrible and awful,piped,x,77\n';
    const fromPipe = await files.call(['report', '-f', 'csv'], { input: piped });
    expect([fromPipe.stdout.includes('piped'), fromPipe.stdout.includes('marta')]).toEqual([true, false]);
    const fromStore = await files.call(['report', '-f', 'csv', '--store', 'mentions.duckdb'], { input: piped });
    expect([fromStore.stdout.includes('piped'), fromStore.stdout.includes('marta')]).toEqual([false, true]);
    const fromFile = await files.call(['report', 'posts.csv', '-f', 'csv'], { input: piped });
    expect(fromFile.stdout).toContain('marta');
    const filter = await files.call(['score', '-f', 'csv'], { input: piped });
    expect(filter.stdout).toMatch(/^text,author.*\nthis is terrible/);
  });
});
