import { resolve } from 'node:path';
import { type Loaded, type LoadOptions, loadPosts } from '../../src/app/load-posts.js';
import { postTable } from '../../src/app/post-table.js';
import { planFile } from '../../src/app/read-file.js';
import { inWorkspace, type Workspace } from '../../src/app/workspace.js';
import { openFile } from '../../src/files/open-file.js';
import csv from '../../src/formats/csv.js';
import { postsAsNdjson } from '../../src/posts/ndjson.js';
import { POST_COLUMNS } from '../../src/posts/post.js';
import { countPosts } from '../../src/posts/table.js';
import { PRESETS } from '../../src/presets/index.js';

export const FIXTURES = new URL('../../fixtures/presets/', import.meta.url).pathname;

/** A post as a test sees it: only the columns that are not null, times as ISO 8601, integers as numbers. */
export type SeenPost = Record<string, unknown>;

export type ImportOptions = Partial<LoadOptions>;

export interface Imported {
  readonly loaded: Loaded;
  /** All columns of posts, `extras` as JSON. */
  readonly posts: readonly SeenPost[];
  /** The same posts as `import` writes them. */
  readonly ndjson: string;
  readonly csv: string;
}

const NOBODY: AsyncIterable<Uint8Array> = {
  [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }),
};

export const WORKSPACE = { threads: 1, memory: 512e6, timezone: 'UTC' } as const;

export function loadOptions(files: readonly string[], options: ImportOptions = {}): LoadOptions {
  return {
    files,
    cwd: FIXTURES,
    stdin: NOBODY,
    timezone: 'UTC',
    dateOrder: null,
    map: null,
    preset: null,
    delimiter: null,
    encoding: null,
    sheet: null,
    withExtras: true,
    maxRejects: 0.05,
    collectedAt: '2026-11-22T08:00:00.000Z',
    ...options,
  };
}

/** Imports files as the command does, and writes them as it would. Names are looked up in the folder of fixtures. */
export function importFiles(files: readonly string[], options: ImportOptions = {}): Promise<Imported> {
  return inWorkspace({ ...WORKSPACE, timezone: options.timezone ?? 'UTC' }, async (workspace) => {
    const loaded = await loadPosts(
      workspace,
      loadOptions(
        files.map((file) => resolve(FIXTURES, file)),
        options,
      ),
    );
    return { loaded, ...(await written(workspace)) };
  });
}

async function written({ engine }: Workspace): Promise<Omit<Imported, 'loaded'>> {
  const pieces: Uint8Array[] = [];
  for await (const piece of postsAsNdjson(engine, null)) pieces.push(piece);
  const ndjson = Buffer.concat(pieces).toString('utf8');
  let text = '';
  const table = postTable(engine, await countPosts(engine), null);
  for await (const piece of csv.write([table], { width: 80, color: false, excel: false, timezone: 'UTC' }))
    text += piece;
  return { posts: await seenPosts(engine), ndjson, csv: text };
}

export async function seenPosts(engine: Workspace['engine']): Promise<SeenPost[]> {
  const names = POST_COLUMNS.map(({ name }) => name).join(', ');
  const rows = await engine.rows(`SELECT ${names} FROM posts ORDER BY rowid`);
  return rows.map((row) => {
    const post: SeenPost = {};
    POST_COLUMNS.forEach(({ name }, index) => {
      const value = row[index];
      if (value === null || value === undefined) return;
      if (name === 'extras') post[name] = JSON.parse(String(value));
      else post[name] = typeof value === 'bigint' ? Number(value) : value;
    });
    return post;
  });
}

/** Id of the preset that a file is recognised as; nothing is read of it but its head. */
export function presetOf(path: string): Promise<string> {
  return inWorkspace(WORKSPACE, async ({ engine, tempDir }) => {
    const signatures = PRESETS.flatMap((preset) => preset.signatures);
    const recordsPaths = PRESETS.flatMap(({ records }) => records ?? []);
    const file = await openFile(path, { tempDir, signatures, recordsPaths });
    return (await planFile(engine, file, { map: null, preset: null })).preset.id;
  });
}
