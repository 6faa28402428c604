/** What queries look into: the folded words of each post. */
import type { Engine } from '../../core/engine.js';
import { findRecords, RECORD_SEPARATOR, RECORD_SQL } from '../../judgement/batch.js';
import { WordsWriter } from '../../query/words.js';
import { INCOMING } from '../../store/append.js';

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
