/** What queries look into: the folded words of each post. */
import type { Engine } from '../../core/engine.js';
import { findRecords, RECORD_SEPARATOR, RECORD_SQL } from '../../judgement/batch.js';
import { WORDS_VERSION, WordsWriter } from '../../query/words.js';
import { INCOMING } from '../../store/append.js';
import type { Store } from '../../store/store.js';
import { readWordsVersion, writeWordsVersion } from '../../store/words-version.js';

/** Fills the column `words` of a batch. */
export async function fillWords(engine: Engine): Promise<void> {
  await writeWords(engine, INCOMING);
  await engine.run(`UPDATE ${INCOMING} SET words = w.words FROM words_of AS w WHERE ${INCOMING}.rowid = w.row;
    DROP TABLE words_of`);
}

/** Makes the table `words_of (row, words)` for the rows of a table of posts that a condition selects. */
export async function writeWords(engine: Engine, table: string, where = 'TRUE'): Promise<void> {
  await engine.run('CREATE TABLE IF NOT EXISTS words_of (row BIGINT, words VARCHAR)');
  const [found] = await engine.blobs(
    `SELECT encode(string_agg(${RECORD_SQL}, chr(${RECORD_SEPARATOR}))) FROM ${table} WHERE ${where}`,
  );
  const bytes = new Uint8Array(found ?? []);
  const { count, row, langEnd, end } = findRecords(bytes);
  const writer = new WordsWriter();
  const rows: string[] = new Array(count);
  const words: string[] = new Array(count);
  for (let record = 0; record < count; record++) {
    rows[record] = String(row[record]);
    words[record] = writer.ofBytes(bytes, (langEnd[record] as number) + 1, end[record] as number);
  }
  await engine.run('CREATE OR REPLACE TABLE words_written (row VARCHAR, words VARCHAR)');
  await engine.appendTexts('words_written', [rows, words], count);
  await engine.run(
    `INSERT INTO words_of SELECT CAST(row AS BIGINT), words FROM words_written; DROP TABLE words_written`,
  );
}

/** Rows whose words are written again together. */
const BATCH_ROWS = 65_536;

/**
 * Writes the words of a store again that another version of the scanner wrote. Cut short, it is done again from the
 * beginning: words that are new already stay the same.
 */
export async function refreshWords(store: Store): Promise<void> {
  const { engine } = store;
  const version = await readWordsVersion(store);
  if (version === WORDS_VERSION) return;
  if (version !== null) {
    const [bounds] = await engine.rows('SELECT min(row), max(row) FROM store.posts');
    for (let row = Number(bounds?.[0] ?? 0); row <= Number(bounds?.[1] ?? -1); row += BATCH_ROWS) {
      const batch = `(SELECT row AS rowid, title, text, lang FROM store.posts WHERE row >= ${row} AND row < ${row + BATCH_ROWS})`;
      await writeWords(engine, batch);
      await store.transaction(() =>
        engine.run('UPDATE store.posts SET words = w.words FROM words_of AS w WHERE posts.row = w.row'),
      );
      await engine.run('DROP TABLE words_of');
      await store.tidy();
    }
  }
  await writeWordsVersion(store, WORDS_VERSION);
}
