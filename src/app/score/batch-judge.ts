/** Rows to judgements, a batch at a time, by the same SQL and the same scorer as an audit. */
import type { Engine, Prepared, TextColumn } from '../../core/engine.js';
import { AppError } from '../../core/errors.js';
import { readSql } from '../../core/sql-file.js';
import { findRecords, RECORD_SEPARATOR, RECORD_SQL } from '../../judgement/batch.js';
import { Judge } from '../../judgement/judge.js';
import { createScored, createScores, scoreMacros, wantedSql } from '../../judgement/scored.js';
import { brandIndices, planOf, type Watch } from '../../judgement/watch.js';
import { cleanTexts } from '../../posts/cleaning.js';
import { type LabelSet, POST_COLUMNS } from '../../posts/post.js';
import { createPosts } from '../../posts/table.js';
import { compilePreset, type FileColumns } from '../../presets/compile.js';
import type { DateOrder, MappedColumn, Mapping, Preset } from '../../presets/preset.js';
import { type QueryClock, UTC_CLOCK } from '../../query/field-value.js';
import { columnsOf } from '../../query/parts.js';
import type { UserEntry } from '../../sentiment/user-entry.js';
import type { JudgedText, Judgement } from './judgement.js';

export interface BatchJudgeOptions {
  readonly watch: Watch;
  readonly labels: LabelSet;
  readonly identifyLanguage: boolean;
  /** Words that the user weighs; none unless told. */
  readonly lexicon?: readonly UserEntry[];
  /** For dates and spans in `watch.where`; UTC unless told. */
  readonly clock?: QueryClock;
  /** Whether each judgement comes with its explanation. */
  readonly explain?: boolean;
  /** Whether each judgement comes with the text that was judged. */
  readonly withTexts?: boolean;
}

/** The table that holds the texts of one batch while it is judged. */
export const RAW_ROWS = 'raw_rows';

/** What a judgement rests on. Dates, authors and ids do not change it, and cost more to read than all of these. */
const NEEDED: readonly MappedColumn[] = [
  'text',
  'title',
  'lang',
  'author_followers',
  'likes',
  'reposts',
  'replies',
  'quotes',
  'views',
  'place_reach',
  'vendor_reach',
];

const BATCHES_PER_CHECKPOINT = 8;

/** Between the cells of a row, the items of a list, and the parts of an item. */
const CELL = '\u001f';
const ITEM = '\u001d';
const PART = '\u001c';

const RECORDS = `SELECT encode(string_agg(${RECORD_SQL}, chr(${RECORD_SEPARATOR}))) FROM posts`;

/** @param wanted a condition on `scored` */
const readBackSql = (wanted: string): string => `SELECT encode(string_agg(line, chr(30) ORDER BY row)) FROM (
  SELECT row, concat_ws(chr(31), CASE WHEN ${wanted} THEN '' ELSE 'x' END, coalesce(lang, ''), coalesce(CAST(sentiment AS VARCHAR), ''), coalesce(label, ''),
    coalesce(CAST(confidence AS VARCHAR), ''), array_to_string(signals, chr(29)),
    array_to_string(list_transform(brands, lambda item: concat(item.brand, chr(28), item.sentiment)), chr(29)),
    array_to_string(topics, chr(29)), coalesce(CAST(reach AS VARCHAR), ''), coalesce(reach_basis, '')) AS line
  FROM scored)`;

export class BatchJudge {
  readonly #engine: Engine;
  readonly #judge: Judge;
  readonly #options: BatchJudgeOptions;
  readonly #records: Prepared;
  readonly #readBack: Prepared;
  /** Columns that queries look at. */
  readonly #asked: readonly MappedColumn[];
  #insert: Prepared | null = null;

  #batches = 0;

  private constructor(engine: Engine, judge: Judge, options: BatchJudgeOptions, records: Prepared, readBack: Prepared) {
    this.#engine = engine;
    this.#judge = judge;
    this.#options = options;
    this.#asked = askedColumns(options.watch);
    this.#records = records;
    this.#readBack = readBack;
  }

  /** Makes the tables, which are filled and emptied again for every batch. */
  static async open(engine: Engine, options: BatchJudgeOptions): Promise<BatchJudge> {
    await engine.run(readSql('reach/reach.sql'));
    await engine.run(scoreMacros());
    await createPosts(engine);
    await createScores(engine, options.watch);
    // Stories are told over all posts; of a stream only the rows at hand are known.
    await engine.run('CREATE TABLE stories (row BIGINT, first BIGINT)');
    await createScored(engine, options.watch, options.labels);
    const watched = planOf(options.watch).queries;
    const { identifyLanguage, lexicon = [], explain = false } = options;
    const judge = new Judge({ watched, brands: brandIndices(options.watch), identifyLanguage, lexicon, explain });
    const readBack = await engine.prepare(readBackSql(wantedSql(options.watch, options.clock ?? UTC_CLOCK)));
    return new BatchJudge(engine, judge, options, await engine.prepare(RECORDS), readBack);
  }

  /** Readies it for the rows of one file. `names`: columns of RAW_ROWS, known once the preset is compiled. */
  async prepare(
    preset: Preset,
    file: FileColumns,
    names: () => readonly string[],
    order: DateOrder | null = null,
  ): Promise<void> {
    const columns: Record<string, Mapping[MappedColumn]> = {};
    const needed = [...new Set([...NEEDED, ...this.#asked])];
    for (const name of needed) if (preset.columns[name] !== undefined) columns[name] = preset.columns[name];
    const { id, title, summary, shape } = preset;
    const compiled = compilePreset({ id, title, summary, shape, evidence: 'S', signatures: [], columns }, file, {
      // The whole column, which would tell, is not there yet.
      order: preset.dates?.order ?? order ?? 'dmy',
      source: '',
      collectedAt: new Date(0).toISOString(),
      withExtras: false,
    });
    const texts = names().map((name) => `${name} VARCHAR`);
    await this.#engine.run(
      `CREATE OR REPLACE TABLE ${RAW_ROWS} (${texts.length === 0 ? 'none VARCHAR' : texts.join(', ')})`,
    );
    this.#insert?.close();
    this.#insert = await this.#engine.prepare(
      `INSERT INTO posts (${needed.join(', ')}) SELECT ${needed.join(', ')} FROM (${compiled.posts})`,
    );
  }

  /** Judges rows, given by columns in the order of `names`; the judgements are in the order of the rows. */
  async judge(columns: readonly TextColumn[], rows: number): Promise<Judgement[]> {
    const engine = this.#engine;
    const insert = this.#insert;
    if (rows === 0 || insert === null) return [];
    // A file may have none of the columns that its preset could use.
    const texts = columns.length === 0 ? [new Array<null>(rows).fill(null)] : columns;
    await engine.appendTexts(RAW_ROWS, texts, rows);
    await insert.run();
    await cleanTexts(engine, 0);
    const [posts] = await this.#records.blobs();
    const { scores, toward, rows: judged, explanations } = this.#judge.judge(posts ?? new Uint8Array(0));
    await engine.append('scores', scores, judged);
    const differing = toward[0]?.length ?? 0;
    if (differing > 0) await engine.append('toward', toward, differing);
    const [bytes] = await this.#readBack.blobs();
    await engine.run(`DELETE FROM ${RAW_ROWS}; DELETE FROM posts; DELETE FROM scores; DELETE FROM toward`);
    // Deleted rows give their memory back only here.
    if (++this.#batches % BATCHES_PER_CHECKPOINT === 0) await engine.run('CHECKPOINT');
    const judgements = readBack(bytes ?? new Uint8Array(0));
    if (judgements.length !== rows) {
      throw new AppError('internal', `${rows} rows became ${judgements.length} judgements`, { code: 'score.rows' });
    }
    if (explanations === undefined && !this.#options.withTexts) return judgements;
    const order = scores[0] ?? new Float64Array(0);
    const explained = inOrder(explanations ?? [], order);
    const judgedTexts = this.#options.withTexts
      ? inOrder(textsOf(posts ?? new Uint8Array(0), !this.#options.identifyLanguage), order)
      : [];
    return judgements.map((judgement, index) => {
      const text = judgedTexts[index];
      return {
        ...judgement,
        ...(explanations === undefined ? {} : { explanation: explained[index] ?? null }),
        ...(text === undefined ? {} : { judged: text }),
      };
    });
  }
}

/** Columns of a row that the queries look at; what judging adds is not among them. */
function askedColumns(watch: Watch): MappedColumn[] {
  const { entries, where } = planOf(watch);
  const asked = new Set([...entries, ...(where === null ? [] : [where])].flatMap((query) => [...columnsOf(query)]));
  return POST_COLUMNS.flatMap(({ name }) =>
    asked.has(name) && name !== 'key' && name !== 'extras' && name !== 'source' && name !== 'collected_at'
      ? [name]
      : [],
  );
}

/** The texts of a batch, in the order of its records. */
function textsOf(bytes: Uint8Array, believed: boolean): JudgedText[] {
  const { count, langStart, langEnd, end } = findRecords(bytes);
  const slice = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString('utf8');
  return Array.from({ length: count }, (_, index) => {
    const [start = 0, stop = 0] = [langStart[index], langEnd[index]];
    return { text: slice(stop + 1, end[index] ?? 0), claimed: believed ? slice(start, stop) : '' };
  });
}

/** What belongs to records in the order of their rows, as judgements are read back. */
function inOrder<Value>(values: readonly Value[], rows: Float64Array): Value[] {
  return values
    .map((value, index) => ({ value, row: rows[index] as number }))
    .sort((a, b) => a.row - b.row)
    .map(({ value }) => value);
}

function readBack(bytes: Uint8Array): Judgement[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text === '' ? [] : text.split(String.fromCharCode(RECORD_SEPARATOR)).map(judgementOf);
}

function judgementOf(line: string): Judgement {
  const [
    unwanted = '',
    lang = '',
    sentiment = '',
    label = '',
    confidence = '',
    signals = '',
    brands = '',
    topics = '',
    reach = '',
    basis = '',
  ] = line.split(CELL);
  return {
    lang: lang === '' ? null : lang,
    sentiment: numberOf(sentiment),
    label: label === '' ? null : label,
    confidence: numberOf(confidence),
    signals: listOf(signals),
    brands: listOf(brands).map((item) => {
      const [brand = '', value = ''] = item.split(PART);
      return { brand, sentiment: Number(value) };
    }),
    topics: listOf(topics),
    reach: numberOf(reach),
    reach_basis: basis === '' ? null : basis,
    ...(unwanted === '' ? {} : { unwanted: true as const }),
  };
}

function numberOf(text: string): number | null {
  return text === '' ? null : Number(text);
}

function listOf(text: string): string[] {
  return text === '' ? [] : text.split(ITEM);
}
