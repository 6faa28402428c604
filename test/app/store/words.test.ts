import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keepPosts } from '../../../src/app/store/keep-posts.js';
import { openStoreIn, type Store } from '../../../src/app/store/open-store.js';
import { inWorkspace } from '../../../src/app/workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'words-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function withStore<T>(action: (store: Store) => Promise<T>): Promise<T> {
  return inWorkspace({ threads: 1, memory: 200e6, timezone: 'UTC' }, async (workspace) => {
    const store = await openStoreIn(workspace, {
      path: join(folder, 's.duckdb'),
      mode: 'write',
      wait: 0,
      pid: 1,
      command: 'test',
      now: () => 0,
      sleep: async () => undefined,
    });
    return action(store).finally(() => store.close());
  });
}

const wordsIn = async ({ engine }: Store): Promise<unknown> =>
  (await engine.rows('SELECT words FROM store.posts ORDER BY row'))[0]?.[0];

test('the words of a store that another version wrote are written again, those of this one are left alone', async () => {
  await withStore(async (store) => {
    await keepPosts(
      store,
      (names) =>
        `SELECT ${names} FROM (SELECT ${names
          .split(', ')
          .map((name) => ({ key: "'x:1'", network: "'x'", id: "'1'", text: "'Ünhappy #AcmeFail 👎'" })[name] ?? 'NULL')
          .map((value, index) => `${value} AS ${names.split(', ')[index]}`)
          .join(', ')})`,
      { pseudonymise: false, known: [], now: () => 0 },
      null,
    );
    expect(await wordsIn(store)).toContain(' unhappy ');
    expect(await wordsIn(store)).toContain(' #acmefail ');
    await store.engine.run("UPDATE store.posts SET words = 'stale'");
  });
  await withStore(async (store) => {
    expect(await wordsIn(store)).toBe('stale');
    await store.engine.run("UPDATE store.meta SET value = '0' WHERE name = 'words'");
  });
  await withStore(async (store) => {
    expect(await wordsIn(store)).toContain(' unhappy ');
  });
});
