import { describe, expect, it } from 'vitest';
import { FIELD_SEPARATOR, findRecords, RECORD_SEPARATOR } from '../../src/judgement/batch.js';
import { Judge } from '../../src/judgement/judge.js';
import { LANGUAGES } from '../../src/language/identify.js';
import { LABELS } from '../../src/posts/post.js';
import { parseQuery } from '../../src/query/parse.js';

const field = String.fromCharCode(FIELD_SEPARATOR);
const record = String.fromCharCode(RECORD_SEPARATOR);
const batch = (posts: readonly (readonly [row: number, lang: string, text: string])[]): Uint8Array =>
  Buffer.from(posts.map((post) => post.join(field)).join(record));

const judged = (posts: Parameters<typeof batch>[0], options = {}) =>
  new Judge({ watched: [], identifyLanguage: false, ...options }).judge(batch(posts));

describe('a batch', () => {
  it('is taken apart without making strings', () => {
    const bytes = batch([
      [7, 'en', 'hello'],
      [12_345_678, '', ''],
      [9, 'es', 'dos\nlíneas'],
    ]);
    const { count, row, langStart, langEnd, end } = findRecords(bytes);
    expect([...row]).toEqual([7, 12_345_678, 9]);
    const text = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString();
    const parts = Array.from({ length: count }, (_, i) => [
      text(langStart[i] ?? 0, langEnd[i] ?? 0),
      text((langEnd[i] ?? 0) + 1, end[i] ?? 0),
    ]);
    expect(parts).toEqual([
      ['en', 'hello'],
      ['', ''],
      ['es', 'dos\nlíneas'],
    ]);
  });

  it('may be empty', () => {
    expect(findRecords(new Uint8Array(0)).count).toBe(0);
  });
});

/** The parts of verdicts, as the macros of batch.ts take them apart. */
function readVerdicts(verdicts: Float64Array | undefined): number[][] {
  const part = (place: number, bits: number): number[] =>
    [...(verdicts ?? [])].map((verdict) => Math.floor(verdict / 2 ** place) % 2 ** bits);
  return [
    part(0, 15).map((value) => value / 10_000 - 1),
    part(15, 14).map((value) => value / 10_000),
    part(29, 2),
    part(31, 8).map((value) => value - 1),
  ];
}

describe('the judge', () => {
  it('believes a language that is given, and never reads another with the English lexicon', () => {
    const text = 'this is terrible, the worst support ever';
    const { scores } = judged([
      [1, 'en', text],
      [2, 'sv', text],
      [3, '', text],
    ]);
    const [sentiment, confidence, label, lang] = readVerdicts(scores[1]);
    expect(LABELS[label?.[0] ?? -1]).toBe('negative');
    expect(sentiment?.[1]).toBe(0);
    expect(confidence?.[1]).toBeLessThan(0.5);
    expect(lang).toEqual([LANGUAGES.indexOf('en'), -1, LANGUAGES.indexOf('en')]);
    expect(sentiment?.[2]).toBe(sentiment?.[0]);
  });

  it('marks what is watched, beyond 32 queries too', () => {
    const words = Array.from(
      { length: 70 },
      (_, index) => `brand${String.fromCharCode(97 + Math.floor(index / 26))}${String.fromCharCode(97 + (index % 26))}`,
    );
    const watched = words.map((word) => ({ id: word, ast: parseQuery(word) }));
    const { scores } = judged([[1, 'en', `${words[0]} ${words[31]} ${words[32]} ${words[69]}`]], { watched });
    expect(scores.slice(2).map((column) => column[0])).toEqual([1 + 2 ** 31, 1, 2 ** 5]);
  });

  it('sketches near copies alike, other texts differently, and short ones not at all', () => {
    const story = 'my new acme router caught fire last night and nobody at the hotline wants to hear about it';
    const { sketches } = judged([
      [1, 'en', story],
      [2, 'en', `RT @someone: ${story} https://spam.example/1`],
      [3, 'en', 'the garden by the river is lovely in the morning when nobody else is awake'],
      [4, 'en', 'thanks a lot!'],
    ]);
    expect(sketches.count).toBe(3);
    const rows = [...sketches.rows.subarray(0, 3)];
    const bands = sketches.high.map((high, band) => [0, 1, 2].map((i) => `${high[i]} ${sketches.low[band]?.[i]}`));
    expect(rows).toEqual([1, 2, 3]);
    expect(bands.some((band) => band[0] === band[1])).toBe(true);
    expect(bands.some((band) => band[0] === band[2])).toBe(false);
  });
});

describe('a verdict', () => {
  it('comes out of the engine as it went in, to the last ten thousandth', async () => {
    const { DuckDbEngine } = await import('../../src/store/duckdb.js');
    const { VERDICT_MACROS, verdictOf } = await import('../../src/judgement/batch.js');
    const engine = await DuckDbEngine.open({ threads: 1, memory: '128MB', tempDir: '.', timezone: 'UTC' });
    try {
      await engine.run(VERDICT_MACROS);
      for (const scorer of [
        { sentiment: -1, confidence: 0, label: 0, lang: -1, signals: 0 },
        { sentiment: 1, confidence: 1, label: 3, lang: 200, signals: 0x3fff },
        { sentiment: -0.1234, confidence: 0.9999, label: 2, lang: 0, signals: 129 },
        { sentiment: 0, confidence: 0.0001, label: 1, lang: 9, signals: 1 },
      ]) {
        const verdict = verdictOf(scorer);
        expect(Number.isSafeInteger(verdict)).toBe(true);
        const [row] = await engine.rows(
          `SELECT sentiment_of(v), confidence_of(v), label_of(v) - 1, lang_of(v) - 1, mask_of(v) FROM (SELECT CAST(${verdict} AS DOUBLE) AS v)`,
        );
        const { sentiment, confidence, label, lang, signals } = scorer;
        expect((row ?? []).map(Number)).toEqual([sentiment, confidence, label, lang, signals]);
      }
    } finally {
      engine.close();
    }
  });
});
