/** In which form the words stand that queries look into. */
import type { Store } from './store.js';

/** Null: no words have been written yet. */
export async function readWordsVersion({ engine }: Store): Promise<number | null> {
  const [row] = await engine.rows("SELECT value FROM store.meta WHERE name = 'words'");
  return row === undefined ? null : Number(row[0]);
}

export async function writeWordsVersion(store: Store, version: number): Promise<void> {
  await store.transaction(() =>
    store.engine.run(
      `DELETE FROM store.meta WHERE name = 'words'; INSERT INTO store.meta VALUES ('words', '${version}')`,
    ),
  );
}
