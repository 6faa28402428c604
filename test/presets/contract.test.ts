import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { POST_COLUMNS } from '../../src/posts/post.js';
import { headerKey } from '../../src/presets/expression.js';
import { PRESETS, presetById } from '../../src/presets/index.js';
import { scratch } from '../files/scratch.js';
import { FIXTURES, type Imported, importFiles, presetOf, type SeenPost } from './importing.js';

/** Files that come with a fixture and hold no posts themselves. */
const COMPANIONS = new Set(['account.js']);
const GOLDEN = '.expected.ndjson';
/** Columns that the import makes, which a golden file leaves out. */
const MADE = new Set(['key', 'extras', 'source', 'collected_at']);
/** What the fixture itself means to be refused; no fixture of now does. */
const REJECTS: Readonly<Record<string, number>> = {};

interface Fixture {
  readonly preset: string;
  readonly file: string;
  readonly golden: string;
}

const folders = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const fixtures: readonly Fixture[] = folders.flatMap((preset) =>
  readdirSync(join(FIXTURES, preset))
    .filter((name) => !name.endsWith(GOLDEN) && !COMPANIONS.has(name))
    .map((name) => {
      const stem = name.replace(/(\.ndjson)?\.[a-z]+$/, '');
      return { preset, file: `${preset}/${name}`, golden: `${preset}/${stem}${GOLDEN}` };
    }),
);

function goldenOf({ golden }: Fixture): SeenPost[] {
  return readFileSync(join(FIXTURES, golden), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as SeenPost);
}

function withoutMade(posts: readonly SeenPost[]): SeenPost[] {
  return posts.map((post) => Object.fromEntries(Object.entries(post).filter(([name]) => !MADE.has(name))));
}

const imports = new Map<string, Promise<Imported>>();

/** Each fixture is imported once for all that is asked of it. */
function imported({ file }: Fixture): Promise<Imported> {
  const known = imports.get(file) ?? importFiles([file]);
  imports.set(file, known);
  return known;
}

/** The records of the file that became posts, each as the values under the names of the file's columns. */
async function records(fixture: Fixture): Promise<{ names: readonly string[]; rows: (string | null)[][] }> {
  const { loaded } = await imported(fixture);
  const sample = loaded.opened[0]?.sample;
  const marks = presetById(fixture.preset)?.rowsWith?.map(headerKey) ?? [];
  const names = sample?.columns ?? [];
  const filled = (value: string | null | undefined): boolean => (value ?? '').trim() !== '';
  const isPost = (row: readonly (string | null)[]): boolean =>
    marks.length === 0 || names.some((name, index) => marks.includes(headerKey(name)) && filled(row[index]));
  const rows = (sample?.rows ?? [])
    .filter((row) => row.some(filled) && isPost(row))
    .map((row) => row.map((value) => (filled(value) ? (value ?? '').trim() : null)));
  return { names, rows };
}

describe('the registry', () => {
  test('and the folder of fixtures name the same presets', () => {
    expect([...folders].sort()).toEqual(PRESETS.map(({ id }) => id).sort());
  });

  test('and the folder of presets name the same files', () => {
    const folder = new URL('../../src/presets/', import.meta.url);
    const files = readdirSync(folder).filter((name) =>
      readFileSync(new URL(name, folder), 'utf8').includes('export default definePreset('),
    );
    expect(files.map((name) => name.replace(/\.ts$/, '')).sort()).toEqual(PRESETS.map(({ id }) => id).sort());
  });

  test('has a summary and a signature for every preset', () => {
    for (const { id, title, summary, signatures, columns } of PRESETS) {
      expect(title, id).not.toBe('');
      expect(summary, id).toMatch(/^\S.*[^.]$/);
      expect(signatures.length, id).toBeGreaterThan(0);
      for (const signature of signatures) expect(signature.length, id).toBeGreaterThan(1);
      expect(columns.network, id).toBeDefined();
    }
  });

  test('gives every fixture a golden file and every golden file a fixture', () => {
    const goldens = folders.flatMap((preset) =>
      readdirSync(join(FIXTURES, preset))
        .filter((name) => name.endsWith(GOLDEN))
        .map((name) => `${preset}/${name}`),
    );
    expect(fixtures.map(({ golden }) => golden).sort()).toEqual(goldens.sort());
    for (const { id } of PRESETS)
      expect(
        fixtures.some(({ preset }) => preset === id),
        id,
      ).toBe(true);
  });
});

describe.each(fixtures)('$file', (fixture) => {
  test('is recognised as its own preset and nothing else', async () => {
    const { loaded } = await imported(fixture);
    expect(loaded.files.map(({ preset }) => preset.id)).toEqual([fixture.preset]);
    expect(loaded.files[0]?.guesses).toEqual([]);
  });

  test('loses no row', async () => {
    const { loaded, posts } = await imported(fixture);
    const [file] = loaded.files;
    expect(file?.rejects).toMatchObject({ total: REJECTS[fixture.file] ?? 0 });
    expect(file?.rounded).toEqual([]);
    expect(loaded.merged).toBe(0);
    expect((await records(fixture)).rows).toHaveLength(file?.rows ?? -1);
    expect(posts).toHaveLength((file?.rows ?? 0) + (file?.replies ?? 0));
  });

  test('gives the posts of its golden file', async () => {
    const { posts } = await imported(fixture);
    expect(withoutMade(posts)).toEqual(goldenOf(fixture));
  });

  test('gives each post a key of its own, its source and the time of the import', async () => {
    const { posts } = await imported(fixture);
    expect(new Set(posts.map(({ key }) => key)).size).toBe(posts.length);
    for (const { key, network, source, collected_at } of posts) {
      expect(String(key).startsWith(`${network}:`)).toBe(true);
      // Our own files keep what they were told when they were made.
      if (fixture.preset.startsWith('brandwatch-')) continue;
      expect(source).toBe(join(FIXTURES, fixture.file));
      expect(collected_at).toBe('2026-11-22T08:00:00.000Z');
    }
  });

  test('joins replies only to keys that posts can have', async () => {
    const { posts } = await imported(fixture);
    for (const { network, thread, parent, repost_of } of posts) {
      for (const reference of [thread, parent, repost_of]) {
        if (reference !== undefined) expect(String(reference)).toMatch(new RegExp(`^${network}:[^:\\s].*$`));
      }
    }
  });

  test('maps, hides or keeps every column of the file', async () => {
    const { loaded, posts } = await imported(fixture);
    const [file] = loaded.files;
    const preset = presetById(fixture.preset);
    const { names, rows } = await records(fixture);
    const left = new Set(file?.leftOver);
    const hidden = new Set(preset?.private?.map(headerKey));
    const mapped = new Set(
      [...(file?.mapping ?? []).flatMap(({ from }) => from), ...(preset?.rowsWith ?? [])].map(headerKey),
    );
    names.forEach((name, column) => {
      const key = headerKey(name);
      // In JSON, what lies below a value that was taken is taken with it.
      const taken = mapped.has(key) || [...mapped].some((path) => key.startsWith(`${path}.`));
      expect({ name, taken, left: left.has(name) }).toEqual({ name, taken, left: !taken });
      rows.forEach((row, index) => {
        const value = row[column] ?? null;
        if (value === null || taken) return;
        const kept = keptUnder(posts[index]?.['extras'], name, column);
        if (hidden.has(key)) expect(kept, `${name} of record ${index}`).toBeUndefined();
        else expect(kept, `${name} of record ${index}`).toEqual(typeof kept === 'string' ? value : JSON.parse(value));
      });
    });
  });

  test('keeps no mail address', async () => {
    const { posts } = await imported(fixture);
    // What people write in public stays as they wrote it.
    const rest = posts.map(({ text, title, ...others }) => others);
    expect(JSON.stringify(rest)).not.toMatch(/[\w.+-]+@[\w-]+\.\w{2,}/);
  });

  test('leaves what the vendor says as it was written', async () => {
    const { loaded, posts } = await imported(fixture);
    const { names, rows } = await records(fixture);
    const sentiment = loaded.files[0]?.mapping.find(({ column }) => column === 'vendor_sentiment');
    if (sentiment === undefined) {
      expect(posts.every(({ vendor_sentiment }) => vendor_sentiment === undefined)).toBe(true);
      return;
    }
    expect(sentiment.from).toHaveLength(1);
    const column = names.indexOf(sentiment.from[0] ?? '');
    expect(rows.map((row) => row[column] ?? undefined)).toEqual(
      posts.slice(0, rows.length).map(({ vendor_sentiment }) => vendor_sentiment),
    );
  });
});

describe('imported again', () => {
  const files = scratch();

  test.each(fixtures)('$file is recognised as our own file', async (fixture) => {
    const { ndjson, csv } = await imported(fixture);
    for (const [name, content, preset] of [
      ['again.ndjson', ndjson, 'brandwatch-ndjson'],
      ['again.csv', csv, 'brandwatch-csv'],
    ] as const) {
      expect(await presetOf(await files.write(name, content))).toBe(preset);
    }
  });

  test('all fixtures stay the same, as NDJSON and as CSV', async () => {
    const all = await importFiles(fixtures.map(({ file }) => file));
    expect(all.posts.length).toBeGreaterThan(fixtures.length);
    const options = { collectedAt: '2027-01-01T00:00:00.000Z' };
    const lines = await importFiles([await files.write('all.ndjson', all.ndjson)], options);
    expect(lines.posts).toEqual(all.posts);
    expect(lines.ndjson).toBe(all.ndjson);
    const table = await importFiles([await files.write('all.csv', all.csv)], options);
    expect(table.posts).toEqual(all.posts);
    expect(table.csv).toBe(all.csv);
  });

  test('a text that looks like an entity or a tag is not read a second time', async () => {
    const path = await files.write(
      'literal.csv',
      'id,author,created_at,text\n1,ann,2026-10-01,"write &amp;amp; and &lt;b&gt; for an &amp;amp;"\n2,bob,2026-10-02,plain\n',
    );
    const first = await importFiles([path]);
    expect(first.posts[0]?.['text']).toBe('write &amp; and <b> for an &amp;');
    for (const [name, content] of [
      ['literal.ndjson', first.ndjson],
      ['literal2.csv', first.csv],
    ] as const) {
      const again = await importFiles([await files.write(name, content)]);
      expect(again.posts).toEqual(first.posts);
    }
  });

  test('columns that somebody added to our own file join its extras', async () => {
    const [fixture] = fixtures.filter(({ preset }) => preset === 'trustpilot-service');
    if (fixture === undefined) throw new Error('no fixture');
    const first = await imported(fixture);
    const lines = first.ndjson.trimEnd().split('\n');
    const path = await files.write(
      'noted.ndjson',
      lines.map((line) => JSON.stringify({ ...(JSON.parse(line) as object), team: 'shipping' })).join('\n'),
    );
    const again = await importFiles([path]);
    expect(again.posts.map(({ extras }) => extras)).toEqual(
      first.posts.map(({ extras }) => ({ ...(extras as object | undefined), team: 'shipping' })),
    );
  });
});

test('a golden file holds nothing but columns of posts', () => {
  const names = new Set<string>(POST_COLUMNS.map(({ name }) => name).filter((name) => !MADE.has(name)));
  for (const fixture of fixtures) {
    for (const post of goldenOf(fixture)) {
      expect(
        Object.entries(post).filter(([name, value]) => !names.has(name) || value === null),
        fixture.golden,
      ).toEqual([]);
    }
  }
});

/** What extras keep of a column: by its name, by its number where it has none, or down a dotted path. */
function keptUnder(extras: unknown, name: string, index: number): unknown {
  const object = extras as Record<string, unknown> | undefined;
  const plain = object?.[name.trim() === '' ? `column ${index + 1}` : name.trim()];
  if (plain !== undefined) return plain;
  let level: unknown = object;
  for (const part of name.split('.')) {
    if (typeof level !== 'object' || level === null) return undefined;
    level = (level as Record<string, unknown>)[part];
  }
  return level;
}
