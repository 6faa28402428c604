/** `explain`: one text, judged as `score` judges it, with everything that the judgement rests on. */
import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { wellFormed } from '../core/plain-text.js';
import { LANGUAGES } from '../language/identify.js';
import { TokenScan } from '../language/scan.js';
import { plainText } from '../posts/markup.js';
import type { ExplainedEntry, Explanation } from '../sentiment/explain.js';
import { SCORER_VERSION, Scorer } from '../sentiment/scorer.js';
import type { UserEntry } from '../sentiment/user-entry.js';
import { versionWith } from '../sentiment/user-lexicon.js';

/** What a part of the text does: speaks for, speaks against, fires without a weight of its own, or nothing. */
export type Tone = 'good' | 'bad' | 'weightless' | 'none';

/** A part of the text; all of them one after the other are the text that was judged. Strangers wrote it. */
export interface Passage {
  readonly text: string;
  readonly tone: Tone;
}

export interface ExplainedText {
  readonly explanation: Explanation;
  readonly passages: readonly Passage[];
  /** Version of the scorer. */
  readonly scorer: string;
}

/** A learnt entry has something to say of nearly every word; what weighs less than this is not worth a reader's time. */
export const LEAST_LEARNT = 0.2;

/**
 * @param lang BCP 47 tag that is believed, or null to identify the language
 * @param lexicon words that the user weighs
 * @throws AppError `explain.language` for a language without words of its own here, `explain.empty` for a text without any
 */
export function explainText(text: string, lang: string | null, lexicon: readonly UserEntry[] = []): ExplainedText {
  if (lang !== null) checkLanguage(lang);
  // As every text is cleaned on its way to the scorer; else markup would be judged here and nowhere else.
  const clean = wellFormed(plainText(text));
  if (clean === '') {
    throw new AppError('input-missing', 'the text is empty', {
      code: 'explain.empty',
      hint: 'give one, e.g. brandwatch explain "Not good at all", or pipe one into it',
    });
  }
  const explanation = new Scorer(lexicon).explain(clean, lang);
  return {
    explanation,
    passages: passagesOf(clean, explanation.entries),
    scorer: versionWith(SCORER_VERSION, lexicon),
  };
}

function checkLanguage(lang: string): void {
  const primary = lang.toLowerCase().split('-')[0] ?? '';
  if ((LANGUAGES as readonly string[]).includes(primary)) return;
  const close = nearest(primary, LANGUAGES);
  throw new AppError('usage', `--lang is "${lang}", expected one of ${LANGUAGES.join(', ')}`, {
    code: 'explain.language',
    hint: close === null ? 'leave it out, and the language is identified' : `did you mean ${close}?`,
  });
}

/** Bytes `[from, to)` of the text. */
interface Painted {
  readonly from: number;
  readonly to: number;
  readonly tone: Tone;
}

/** The text cut where entries begin and end. Where a written entry fired, no learnt one has a say. */
function passagesOf(text: string, entries: readonly ExplainedEntry[]): Passage[] {
  const bytes = Buffer.from(text);
  const scan = new TokenScan();
  scan.scan(bytes, 0, bytes.length);
  const painted = paintWritten(scan, entries);
  const passages: Passage[] = [];
  const cut = (from: number, to: number, tone: Tone): void => {
    if (to > from) passages.push({ text: bytes.toString('utf8', from, to), tone });
  };
  let done = 0;
  for (const { from, to, tone } of [...painted, ...paintLearnt(scan, entries, painted)].sort(
    (a, b) => a.from - b.from,
  )) {
    cut(done, from, 'none');
    cut(from, to, tone);
    done = to;
  }
  cut(done, bytes.length, 'none');
  return passages;
}

/** Entries that were written or listed fire from left to right, and no token fires twice. */
function paintWritten({ start, end }: TokenScan, entries: readonly ExplainedEntry[]): Painted[] {
  return entries
    .filter(({ origin }) => origin !== 'learnt')
    .map(({ from, to, weight }) => ({
      from: start[from] as number,
      to: end[to - 1] as number,
      tone: weight > 0 ? 'good' : weight < 0 ? 'bad' : 'weightless',
    }));
}

/** What the learnt entries say of each token together, where that is much and nothing else has painted it. */
function paintLearnt(scan: TokenScan, entries: readonly ExplainedEntry[], taken: readonly Painted[]): Painted[] {
  const sums = new Float64Array(scan.count);
  for (const { from, to, weight, origin } of entries) {
    if (origin !== 'learnt') continue;
    // Each of its words has its share; else `the` would count for as much as what it stands beside.
    for (let token = from; token < to; token++) sums[token] = (sums[token] as number) + weight / (to - from);
  }
  const painted: Painted[] = [];
  let place = 0;
  for (const [token, sum] of sums.entries()) {
    const from = scan.start[token] as number;
    const to = scan.end[token] as number;
    while (place < taken.length && (taken[place] as Painted).to <= from) place++;
    if ((taken[place]?.from ?? Number.POSITIVE_INFINITY) < to || Math.abs(sum) < LEAST_LEARNT) continue;
    painted.push({ from, to, tone: sum > 0 ? 'good' : 'bad' });
  }
  return painted;
}
