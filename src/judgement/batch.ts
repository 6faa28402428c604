/** How posts travel to a worker and judgements back: bytes there, columns of numbers back, no object for a post. */
import type { Sketches } from '../posts/stories.js';

/** Between posts, and between the fields of one post: characters that cleaning takes out of every text. */
export const RECORD_SEPARATOR = 0x1e;
export const FIELD_SEPARATOR = 0x1f;

/**
 * SQL for one post as a record: row, language claimed, then title and text as one text. `string_agg` of these with
 * RECORD_SEPARATOR between them, as a BLOB, is what a worker reads.
 */
export const RECORD_SQL = `concat(CAST(rowid AS VARCHAR), chr(${FIELD_SEPARATOR}), coalesce(lang, ''), chr(${FIELD_SEPARATOR}),
  CASE WHEN title IS NULL THEN '' WHEN text IS NULL THEN title ELSE concat(title, chr(10)) END, coalesce(text, ''))`;

/** Columns of `scores`, in order, all DOUBLE; the words of `matches` follow them. */
export const SCORE_COLUMNS = ['row', 'verdict'] as const;

/** What a verdict's 53 bits hold, lowest first; ten thousandths are as exact as scores are. */
const SENTIMENT_BITS = 15;
const CONFIDENCE_BITS = 14;
const LABEL_BITS = 2;
const LANG_BITS = 8;
const CONFIDENCE_AT = SENTIMENT_BITS;
const LABEL_AT = CONFIDENCE_AT + CONFIDENCE_BITS;
const LANG_AT = LABEL_AT + LABEL_BITS;
const SIGNALS_AT = LANG_AT + LANG_BITS;

/** A judgement as one number, since every number of a post costs the engine a column. */
export function verdictOf(scorer: {
  readonly sentiment: number;
  readonly confidence: number;
  readonly label: number;
  readonly signals: number;
  /** −1 for none. */
  readonly lang: number;
}): number {
  return (
    Math.round((scorer.sentiment + 1) * 10_000) +
    Math.round(scorer.confidence * 10_000) * 2 ** CONFIDENCE_AT +
    scorer.label * 2 ** LABEL_AT +
    (scorer.lang + 1) * 2 ** LANG_AT +
    scorer.signals * 2 ** SIGNALS_AT
  );
}

/** SQL macros that read a verdict; a language or label counts from 1 there, and is 0 where there is none. */
export const VERDICT_MACROS = `
  CREATE OR REPLACE MACRO verdict_part(verdict, place, bits) AS
    (CAST(verdict AS BIGINT) >> place) & ((CAST(1 AS BIGINT) << bits) - 1);
  CREATE OR REPLACE MACRO sentiment_of(verdict) AS round(verdict_part(verdict, 0, ${SENTIMENT_BITS}) / 10000.0 - 1, 4);
  CREATE OR REPLACE MACRO confidence_of(verdict) AS verdict_part(verdict, ${CONFIDENCE_AT}, ${CONFIDENCE_BITS}) / 10000.0;
  CREATE OR REPLACE MACRO label_of(verdict) AS verdict_part(verdict, ${LABEL_AT}, ${LABEL_BITS}) + 1;
  CREATE OR REPLACE MACRO lang_of(verdict) AS verdict_part(verdict, ${LANG_AT}, ${LANG_BITS});
  CREATE OR REPLACE MACRO mask_of(verdict) AS CAST(CAST(verdict AS BIGINT) >> ${SIGNALS_AT} AS INTEGER)`;

/** Columns of `toward`, in order, all DOUBLE: a watched brand of a post, toward which it speaks otherwise than as a whole. */
export const TOWARD_COLUMNS = ['row', 'watched', 'sentiment'] as const;

/** Watched queries that one column of matches holds. */
export const MATCHES_PER_COLUMN = 32;

/** Whether a query matched, by the bits in a table; needs the macros of scores. */
export function bitSql(table: string, query: number): string {
  return `bit_set(${table}.matches${Math.floor(query / MATCHES_PER_COLUMN)}, ${query % MATCHES_PER_COLUMN})`;
}

/** The macro that reads such a bit. */
export const BIT_MACRO =
  'CREATE OR REPLACE MACRO bit_set(word, place) AS (CAST(coalesce(word, 0) AS BIGINT) & (CAST(1 AS BIGINT) << place)) <> 0';

export interface Judgements {
  readonly rows: number;
  /** SCORE_COLUMNS, then the columns of matches. */
  readonly scores: readonly Float64Array[];
  /** TOWARD_COLUMNS. */
  readonly toward: readonly Float64Array[];
  /** Of the posts long enough to have a sketch. */
  readonly sketches: Sketches;
  /** What each judgement rests on most, in the order of the records; only where it was asked for. */
  readonly explanations?: readonly (string | null)[];
}

/** Where each record of a batch lies. */
export interface RecordBounds {
  readonly count: number;
  readonly row: Float64Array;
  readonly langStart: Uint32Array;
  readonly langEnd: Uint32Array;
  readonly end: Uint32Array;
}

/** Finds the records of a batch. The text of record i is from langEnd[i] + 1 to end[i]. */
export function findRecords(bytes: Uint8Array): RecordBounds {
  let count = bytes.length === 0 ? 0 : 1;
  for (let at = bytes.indexOf(RECORD_SEPARATOR); at !== -1; at = bytes.indexOf(RECORD_SEPARATOR, at + 1)) count++;
  const bounds: RecordBounds = {
    count,
    row: new Float64Array(count),
    langStart: new Uint32Array(count),
    langEnd: new Uint32Array(count),
    end: new Uint32Array(count),
  };
  let at = 0;
  for (let i = 0; i < count; i++) {
    let row = 0;
    for (; bytes[at] !== FIELD_SEPARATOR; at++) row = row * 10 + ((bytes[at] as number) - 0x30);
    bounds.row[i] = row;
    bounds.langStart[i] = ++at;
    while (bytes[at] !== FIELD_SEPARATOR) at++;
    bounds.langEnd[i] = at;
    const end = bytes.indexOf(RECORD_SEPARATOR, at);
    bounds.end[i] = end === -1 ? bytes.length : end;
    at = (end === -1 ? bytes.length : end) + 1;
  }
  return bounds;
}
