/** One post, one pass over its characters: language, sentiment, signals, watched names, near-copy sketch. */
import { LANGUAGES } from '../language/identify.js';
import { TokenScan } from '../language/scan.js';
import type { Sketches } from '../posts/stories.js';
import type { NamedQuery } from '../query/query-set.js';
import { compileQueries, type QuerySet } from '../query/query-set.js';
import { OTHER_LANGUAGE, Scorer } from '../sentiment/scorer.js';
import { strongestEntries } from '../sentiment/strongest.js';
import { Trace } from '../sentiment/trace.js';
import type { UserEntry } from '../sentiment/user-entry.js';
import { findRecords, type Judgements, MATCHES_PER_COLUMN, SCORE_COLUMNS, TOWARD_COLUMNS, verdictOf } from './batch.js';
import { BANDS, Sketcher } from './sketch.js';
import { Toward } from './toward.js';

/** What a judge watches for, and how it reads. Plain data: it travels to worker threads. */
export interface JudgeOptions {
  /** Brands, competitors and topics, in the order of their bits. */
  readonly watched: readonly NamedQuery[];
  /** Which of them, by index, are brands or competitors, toward whom sentiment is told apart; none unless told. */
  readonly brands?: readonly number[];
  /** Whether a claimed language is looked at again. */
  readonly identifyLanguage: boolean;
  /** Words that the user weighs; none unless told. */
  readonly lexicon?: readonly UserEntry[];
  /** Whether each judgement comes with what it rests on most; not unless told, since it costs time. */
  readonly explain?: boolean;
}

export class Judge {
  readonly scorer: Scorer;
  readonly #scan = new TokenScan();
  readonly #sketcher = new Sketcher();
  readonly #queries: QuerySet;
  readonly #toward: Toward;
  readonly #identify: boolean;
  readonly #explain: boolean;

  constructor(options: JudgeOptions) {
    this.#queries = compileQueries(options.watched);
    this.#toward = new Toward(options.watched, options.brands ?? []);
    this.scorer = new Scorer(options.lexicon);
    this.#identify = options.identifyLanguage;
    this.#explain = options.explain ?? false;
  }

  /** Judges the records of a batch (see batch.ts). */
  judge(bytes: Uint8Array): Judgements {
    const records = findRecords(bytes);
    const { count } = records;
    const matchColumns = Math.ceil(this.#queries.ids.length / MATCHES_PER_COLUMN);
    const scores = Array.from({ length: SCORE_COLUMNS.length + matchColumns }, () => new Float64Array(count));
    const sketches = emptySketches(count);
    const [row, verdict] = scores as [Float64Array, Float64Array];
    const { scorer } = this;
    const scan = this.#scan;
    const queries = this.#queries;
    const sketcher = this.#sketcher;
    const toward = this.#toward;
    const differing: number[][] = TOWARD_COLUMNS.map(() => []);
    const explanations: (string | null)[] = [];
    let sketched = 0;
    for (let i = 0; i < count; i++) {
      const langStart = records.langStart[i] as number;
      const langEnd = records.langEnd[i] as number;
      scan.scan(bytes, langEnd + 1, records.end[i] as number);
      const trace = this.#explain ? new Trace() : null;
      scorer.judge(bytes, scan, this.#identify ? -1 : languageIndex(bytes, langStart, langEnd), trace);
      if (trace !== null) explanations.push(strongestEntries(trace.entries));
      row[i] = records.row[i] as number;
      verdict[i] = verdictOf(scorer);
      if (matchColumns > 0) {
        queries.match(scan);
        for (let m = 0; m < queries.matchedCount; m++) {
          const query = queries.matched[m] as number;
          const column = scores[SCORE_COLUMNS.length + Math.floor(query / MATCHES_PER_COLUMN)] as Float64Array;
          column[i] = (column[i] as number) + 2 ** (query % MATCHES_PER_COLUMN);
        }
        toward.read(scan, scorer, queries);
        for (let b = 0; b < toward.count; b++) {
          const cells = [row[i], toward.watched[b], toward.sentiment[b]];
          for (const [column, cell] of cells.entries()) differing[column]?.push(cell as number);
        }
      }
      if (!sketcher.sketch(scan)) continue;
      sketches.rows[sketched] = records.row[i] as number;
      for (let band = 0; band < BANDS; band++) {
        (sketches.high[band] as Uint32Array)[sketched] = sketcher.high[band] as number;
        (sketches.low[band] as Uint16Array)[sketched] = sketcher.low[band] as number;
      }
      sketched++;
    }
    const apart = differing.map((column) => Float64Array.from(column));
    const judged = { rows: count, scores, toward: apart, sketches: { ...sketches, count: sketched } };
    return this.#explain ? { ...judged, explanations } : judged;
  }
}

function emptySketches(count: number): Sketches {
  return {
    count,
    rows: new Uint32Array(count),
    high: Array.from({ length: BANDS }, () => new Uint32Array(count)),
    low: Array.from({ length: BANDS }, () => new Uint16Array(count)),
  };
}

/** Language codes of two letters as one number, for looking a claimed language up without making a string of it. */
const INDEX_OF_CODE = new Map(LANGUAGES.map((tag, index) => [tag.charCodeAt(0) * 256 + tag.charCodeAt(1), index]));

/** Index into LANGUAGES of the tag at these bytes; −1 without one, −2 for a language that is not among them. */
function languageIndex(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 2) return -1;
  if (end - start > 2) return OTHER_LANGUAGE;
  return INDEX_OF_CODE.get((bytes[start] as number) * 256 + (bytes[start + 1] as number)) ?? OTHER_LANGUAGE;
}
