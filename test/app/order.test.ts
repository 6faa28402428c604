import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPosts } from '../../src/app/load-posts.js';
import { inWorkspace } from '../../src/app/workspace.js';
import { loadOptions } from '../presets/importing.js';

const folder = mkdtempSync(join(tmpdir(), 'brandwatch-test-'));
const file = join(folder, 'large.csv');
const ROWS = 150_000;

// Several times as large as the piece that one thread of the engine takes, so that they have to be put in order again.
beforeAll(async () => {
  const handle = await open(file, 'w');
  await handle.write('id,network,created_at,lang,kind,text\n');
  for (let from = 0; from < ROWS; from += 10_000) {
    const lines = Array.from(
      { length: 10_000 },
      (_, i) => `${from + i},x,2026-10-01T10:00:00Z,en,post,"post ${from + i} ${'filler '.repeat(90)}"`,
    );
    await handle.write(`${lines.join('\n')}\n`);
  }
  await handle.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a large file', () => {
  it('keeps the order of its rows, whatever thread read them', async () => {
    const moved = await inWorkspace({ threads: 4, memory: 1e9, timezone: 'UTC' }, async (workspace) => {
      await loadPosts(workspace, loadOptions([file]));
      return workspace.engine.rows('SELECT count(*), count(*) FILTER (WHERE CAST(id AS BIGINT) <> rowid) FROM posts');
    });
    expect(moved).toEqual([[BigInt(ROWS), 0n]]);
  });
});
