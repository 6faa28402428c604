/** What `score` adds to every row, and how it is written. */
import { numberText, sixDecimals } from '../../formats/text/cell-text.js';
import { jsonText } from '../../formats/text/json-text.js';

/** The columns that are appended, in order. */
export const ADDED = [
  'lang',
  'sentiment',
  'label',
  'confidence',
  'signals',
  'brands',
  'topics',
  'reach',
  'reach_basis',
] as const;

/** The column that `--explain` adds to them. */
export const EXPLANATION = 'explanation';

/** The columns that are appended with `--explain`, or without. */
export function addedColumns(explained: boolean): ReadonlySet<string> {
  return explained ? EXPLAINED : OURS;
}

const OURS: ReadonlySet<string> = new Set(ADDED);
const EXPLAINED: ReadonlySet<string> = new Set([...ADDED, EXPLANATION]);

export interface BrandSentiment {
  readonly brand: string;
  readonly sentiment: number;
}

/** One row's judgement; null is unknown. */
export interface Judgement {
  readonly lang: string | null;
  readonly sentiment: number | null;
  readonly label: string | null;
  readonly confidence: number | null;
  readonly signals: readonly string[];
  readonly brands: readonly BrandSentiment[];
  readonly topics: readonly string[];
  readonly reach: number | null;
  readonly reach_basis: string | null;
  /** Whether the row is none of those that are wanted. */
  readonly unwanted?: true;
  /** The entries that say most; only where it was asked for, null where none fired. */
  readonly explanation?: string | null;
  /** What was judged; only where it was asked for. */
  readonly judged?: JudgedText;
}

export interface JudgedText {
  /** Cleaned, title and text. */
  readonly text: string;
  /** The language that the row claims; empty where it claims none, or is not believed. */
  readonly claimed: string;
}

/** Cells in the order of the added columns, each a text or a number; lists are joined by `;`, and null where they are empty. */
export function cellsOf(judgement: Judgement): (string | number | null)[] {
  const { brands, explanation } = judgement;
  const cells = [
    judgement.lang,
    judgement.sentiment,
    judgement.label,
    judgement.confidence,
    joined(judgement.signals),
    joined(brands.map(({ brand, sentiment }) => `${brand}:${numberText(sentiment)}`)),
    joined(judgement.topics),
    judgement.reach,
    judgement.reach_basis,
  ];
  if (explanation !== undefined) cells.push(explanation);
  return cells;
}

function joined(list: readonly string[]): string | null {
  return list.length === 0 ? null : list.join(';');
}

/** The members of a JSON object in the order of the added columns, without braces. */
export function jsonMembersOf(judgement: Judgement): string {
  const brands = judgement.brands.map(
    ({ brand, sentiment }) => `{"brand":${jsonText(brand)},"sentiment":${jsonNumber(sentiment)}}`,
  );
  return `"lang":${jsonText(judgement.lang)},"sentiment":${jsonNumber(judgement.sentiment)},"label":${jsonText(judgement.label)},"confidence":${jsonNumber(judgement.confidence)},"signals":${jsonText(judgement.signals)},"brands":[${brands.join(',')}],"topics":${jsonText(judgement.topics)},"reach":${jsonNumber(judgement.reach)},"reach_basis":${jsonText(judgement.reach_basis)}${judgement.explanation === undefined ? '' : `,"${EXPLANATION}":${jsonText(judgement.explanation)}`}`;
}

function jsonNumber(value: number | null): string {
  return value === null || !Number.isFinite(value) ? 'null' : String(sixDecimals(value));
}

/** Names of the input's columns as the output has them: one of ours is kept as `input_<name>`. */
export function keptNames(names: readonly string[], added: ReadonlySet<string> = OURS): string[] {
  const taken = new Set<string>([...added, ...names]);
  return names.map((name) => {
    const bare = name.trim();
    if (!added.has(bare)) return name;
    let kept = `input_${bare}`;
    while (taken.has(kept)) kept = `input_${kept}`;
    // A name that occurs twice stays twice: both keep the same new name, as they had the same old one.
    return kept;
  });
}
