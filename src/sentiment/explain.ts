/** Why a text is judged as it is: everything that fired, in words. */
import { LANGUAGES, type Language } from '../language/identify.js';
import { encode, roomFor, TOKEN, TokenScan } from '../language/scan.js';
import { LABELS, type Label, SIGNALS, type Signal } from '../posts/post.js';
import { type Origin, ROLE } from './entry.js';
import { FEATURES } from './features.js';
import type { Scorer } from './scorer.js';
import { namesOfBits } from './signals.js';
import { type FiredEntry, Trace } from './trace.js';

export type TokenKind = keyof typeof TOKEN;

export interface ExplainedToken {
  readonly text: string;
  readonly kind: TokenKind;
}

export interface ExplainedEntry {
  /** As the entry is listed. */
  readonly entry: string;
  /** As the text has it. */
  readonly text: string;
  /** It stands for the tokens from `from` up to `to`, which is not among them. */
  readonly from: number;
  readonly to: number;
  /** Its weight in the list; null where it only has a role or points to a signal. */
  readonly listed: number | null;
  /** Its weight after the rules. */
  readonly weight: number;
  readonly origin: Origin;
  /** not, degree, contrast, hypothetical, irony. */
  readonly roles: readonly string[];
  readonly negated: boolean;
  /** Signals that it points to, and the hints address, service and asking. */
  readonly signals: readonly string[];
}

export interface ExplainedFeature {
  /** One of `FEATURES`. */
  readonly feature: string;
  readonly value: number;
  readonly positive: number;
  readonly negative: number;
}

export interface Explanation {
  readonly tokens: readonly ExplainedToken[];
  readonly entries: readonly ExplainedEntry[];
  /** Rules that changed a weight, in order. */
  readonly rules: readonly string[];
  /** All that listed words say for it and against it, after the rules. */
  readonly good: number;
  readonly bad: number;
  /** What the text is like besides its words, and what that adds to the two scores. */
  readonly features: readonly ExplainedFeature[];
  /** The scores of the two labels against neutral, whose score is 0: learnt entries and features together. */
  readonly scores: { readonly positive: number; readonly negative: number };
  /** The chances of the labels that follow from the scores. */
  readonly chances: { readonly positive: number; readonly neutral: number; readonly negative: number };
  /** Score of positive less score of negative. */
  readonly sum: number;
  readonly sentiment: number;
  readonly label: Label;
  readonly confidence: number;
  readonly lang: Language | null;
  /** Why that language: given, identified (with its points and those of the next), or unknown. */
  readonly langReason: string;
  readonly signals: readonly { readonly signal: Signal; readonly words: readonly string[] }[];
}

const KINDS = new Map<number, TokenKind>(Object.entries(TOKEN).map(([name, value]) => [value, name as TokenKind]));
const decoder = new TextDecoder();
/** Words that are told of a signal that no entry points to. */
const TELLING = 3;
const short = (value: number) => Math.round(value * 1000) / 1000;

export function explainText(scorer: Scorer, text: string, lang: string | null): Explanation {
  const buffer = roomFor(new Uint8Array(0), text.length);
  const bytes = buffer.subarray(0, encode(text, buffer));
  const scan = new TokenScan();
  const trace = new Trace();
  scan.scan(bytes, 0, bytes.length);
  const given = lang === null ? -1 : (LANGUAGES as readonly string[]).indexOf(lang.toLowerCase().split('-')[0] ?? '');
  scorer.judge(bytes, scan, given, trace);
  const slice = (from: number, to: number) =>
    decoder.decode(bytes.subarray(scan.start[from] as number, scan.end[to - 1] as number));
  const tokens: ExplainedToken[] = [];
  for (let index = 0; index < scan.count; index++) {
    tokens.push({ text: slice(index, index + 1), kind: KINDS.get(scan.kind[index] as number) ?? 'mark' });
  }
  const entries = trace.entries.map((fired) => explainEntry(fired, slice(fired.from, fired.to)));
  const found = SIGNALS.filter((_, index) => (scorer.signals & (1 << index)) !== 0);
  return {
    tokens,
    entries,
    rules: trace.rules,
    good: short(trace.good),
    bad: short(trace.bad),
    features: featuresOf(scorer),
    scores: { positive: short(trace.positive), negative: short(trace.negative) },
    chances: {
      positive: short(scorer.positive),
      neutral: short(1 - scorer.positive - scorer.negative),
      negative: short(scorer.negative),
    },
    sum: short(trace.positive - trace.negative),
    sentiment: scorer.sentiment,
    label: LABELS[scorer.label] ?? 'neutral',
    confidence: scorer.confidence,
    lang: LANGUAGES[scorer.lang] ?? null,
    langReason: given >= 0 ? 'given' : scorer.languageReason(),
    signals: found.map((signal) => ({ signal, words: wordsBehind(signal, entries, tokens) })),
  };
}

function featuresOf({ features, weights }: Scorer): ExplainedFeature[] {
  return FEATURES.flatMap((feature, index) => {
    const value = features[index] as number;
    if (value === 0) return [];
    const positive = short(value * (weights.positive[index] as number));
    const negative = short(value * (weights.negative[index] as number));
    return [{ feature, value: short(value), positive, negative }];
  });
}

function explainEntry(fired: FiredEntry, text: string): ExplainedEntry {
  const { entry, from, to, listed, weight, origin, negated, roles, signals } = fired;
  const names = Object.entries(ROLE).filter(([, bit]) => (roles & bit) !== 0);
  return {
    entry,
    text,
    from,
    to,
    listed: listed === null ? null : short(listed),
    weight: short(weight),
    origin,
    negated,
    roles: names.map(([name]) => name),
    signals: namesOfBits(signals),
  };
}

/** The words that point to a signal; for a complaint or praise without any, those that weigh the same way. */
function wordsBehind(signal: Signal, entries: readonly ExplainedEntry[], tokens: readonly ExplainedToken[]): string[] {
  const direct = entries.filter((entry) => entry.signals.includes(signal)).map(({ text }) => text);
  if (direct.length > 0) return direct;
  if (signal === 'complaint') return strongest(entries.filter(({ weight }) => weight < 0));
  if (signal === 'praise') return strongest(entries.filter(({ weight }) => weight > 0));
  return signal === 'question' ? tokens.filter(({ text }) => text.includes('?')).map(({ text }) => text) : [];
}

/** The texts of the entries that weigh most, in order of the text: learnt ones have something to say of nearly every word. */
function strongest(entries: readonly ExplainedEntry[]): string[] {
  const most = [...entries].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, TELLING);
  return entries.filter((entry) => most.includes(entry)).map(({ text }) => text);
}
