/** Columns of a file that no preset knows: guessed from what they are called and from what is in them. */
import { sqlText } from '../core/engine.js';
import { COLUMN_WORDS, foldName } from './column-words.js';
import { column, constant, type Expressible, first, networkName } from './expression.js';
import { handleInUrl, idInUrl } from './post-url.js';
import type { MappedColumn, Preset } from './preset.js';

export interface Guess {
  readonly column: MappedColumn;
  readonly from: string;
  /** Why, for `--explain`. */
  readonly because: string;
}

export interface SampleColumn {
  readonly name: string;
  /** Values of the first records, trimmed; empty ones left out. */
  readonly values: readonly string[];
}

/** What the values of a column must look like to be taken for it, whatever it is called. */
const FITS: { readonly [Column in MappedColumn]?: (values: readonly string[]) => boolean } = {
  created_at: (values) => most(values, isDateByName),
  url: (values) => most(values, (value) => /^https?:\/\//i.test(value)),
  author_followers: (values) => most(values, isNumber),
  likes: (values) => most(values, isNumber),
  reposts: (values) => most(values, isNumber),
  replies: (values) => most(values, isNumber),
  quotes: (values) => most(values, isNumber),
  views: (values) => most(values, isNumber),
  rating: (values) => most(values, isRating),
  vendor_reach: (values) => most(values, isNumber),
  vendor_engagement: (values) => most(values, isNumber),
  lang: (values) => most(values, (value) => value.length <= 12),
  id: (values) => most(values, (value) => value.length <= 80 && !/\s/.test(value)),
  text: (values) => values.length === 0 || !most(values, (value) => isNumber(value) || isDate(value)),
  author_handle: (values) => most(values, (value) => value.length <= 60),
  author_name: (values) =>
    most(values, (value) => value.length <= 80 && !/^https?:/i.test(value)) &&
    (values.length === 0 || !most(values, isNumber)),
  network: (values) => most(values, (value) => value.length <= 40 && !/^https?:\/\/\S+\/\S+/i.test(value)),
  kind: (values) => most(values, (value) => value.length <= 20),
  place: (values) => most(values, (value) => value.length <= 80),
};

/**
 * One column of the file for each column of a post, names first; then the text, the date and the URL from content alone.
 */
export function guessColumns(sample: readonly SampleColumn[]): Guess[] {
  const guesses = new Map<MappedColumn, Guess>();
  const taken = new Set<string>();
  const candidates: { column: MappedColumn; sampled: SampleColumn; rank: number }[] = [];
  for (const [name, words] of Object.entries(COLUMN_WORDS) as [MappedColumn, readonly string[]][]) {
    for (const sampled of sample) {
      // The name inside of an author is a person's, `User Name` on its own is a handle.
      if (name === 'author_handle' && /\.(?:full_?|display_?)?name$/i.test(sampled.name)) continue;
      const rank = nameRank(foldName(sampled.name), words);
      if (rank !== null) candidates.push({ column: name, sampled, rank });
    }
  }
  candidates.sort((a, b) => a.rank - b.rank);
  for (const { column: target, sampled } of candidates) {
    if (guesses.has(target) || taken.has(sampled.name)) continue;
    // A column that says it is the text is the text, even where somebody wrote nothing but a number.
    const certain = target === 'text' && /\btext$/.test(foldName(sampled.name));
    if (!certain && FITS[target]?.(sampled.values) === false) continue;
    guesses.set(target, { column: target, from: sampled.name, because: 'its name' });
    taken.add(sampled.name);
  }
  const byContent = (target: MappedColumn, found: SampleColumn | undefined, because: string): void => {
    if (found === undefined || guesses.has(target)) return;
    guesses.set(target, { column: target, from: found.name, because });
    taken.add(found.name);
  };
  const free = (): SampleColumn[] => sample.filter(({ name, values }) => !taken.has(name) && values.length > 0);
  byContent(
    'created_at',
    free().find(({ values }) => most(values, isDate)),
    'its values are dates',
  );
  byContent(
    'url',
    free().find(({ values }) => most(values, (value) => /^https?:\/\/\S+$/i.test(value))),
    'its values are addresses',
  );
  byContent('text', longest(free()), 'its values are the longest texts');
  return [...guesses.values()];
}

/** What a user should know of the columns that were not taken, or null: posts without a date miss most of the reports. */
export function doubtOf(sample: readonly SampleColumn[], guesses: readonly Guess[]): string | null {
  if (guesses.some(({ column: target }) => target === 'created_at')) return null;
  const named = sample.find(({ name }) => (nameRank(foldName(name), COLUMN_WORDS.created_at ?? []) ?? 1000) < 1000);
  const odd = named?.values.find((value) => !isDateByName(value));
  return named === undefined || odd === undefined
    ? null
    : `"${named.name}" is not taken for the date: too few of its first values are one, e.g. "${odd.slice(0, 40)}" is not; --map created_at=${JSON.stringify(named.name).slice(1, -1)} takes it`;
}

/** A guess as a preset, so that guessed files travel the same way as known ones. */
export function guessedPreset(
  guesses: readonly Guess[],
  overrides: { readonly [Column in MappedColumn]?: Expressible },
): Preset {
  const columns: { [Column in MappedColumn]?: Expressible } = {};
  for (const guess of guesses)
    columns[guess.column] = guess.column === 'network' ? networkName(guess.from) : column(guess.from);
  Object.assign(columns, overrides);
  const from = columns.url;
  columns.network ??= from === undefined ? constant('unknown') : networkFromUrl(from);
  if (from !== undefined) {
    // The same post in the file of another tool has the same address: what that tells is known there, too.
    if (overrides.id === undefined)
      columns.id = first(...(columns.id === undefined ? [] : [columns.id]), idInUrl(from));
    if (AUTHOR.every((name) => columns[name] === undefined)) columns.author_handle = handleInUrl(from);
  }
  return {
    id: 'guessed',
    title: 'columns guessed',
    summary: 'columns guessed from their names and content',
    evidence: 'S',
    shape: 'table',
    signatures: [],
    columns,
  };
}

const AUTHOR = ['author_id', 'author_handle', 'author_name'] as const;

/** The network that an address belongs to; `web` for any other site. */
function networkFromUrl(from: Expressible): Expressible {
  return (raw) => {
    const url = typeof from === 'string' ? raw.value(from) : from(raw);
    return url === null
      ? sqlText('unknown')
      : `coalesce(network_name(regexp_extract(${url}, '^[a-zA-Z]+://([^/?#]+)', 1)), 'unknown')`;
  };
}

/** Lower is better: the whole name, then a name that ends or begins with the word; null where it is not in it. */
function nameRank(name: string, words: readonly string[]): number | null {
  const whole = words.indexOf(name);
  if (whole !== -1) return whole;
  const part = words.findIndex((word) => word.length > 3 && (name.endsWith(` ${word}`) || name.startsWith(`${word} `)));
  return part === -1 ? null : 1000 + part;
}

function most(values: readonly string[], test: (value: string) => boolean): boolean {
  if (values.length === 0) return true;
  return values.filter(test).length >= values.length * 0.8;
}

function isNumber(value: string): boolean {
  return /^[-+]?[0-9][0-9.,\s'’]*([kmb]|mil)?$/i.test(value);
}

function isRating(value: string): boolean {
  return isNumber(value)
    ? Number(value.replace(',', '.')) <= 10
    : /^[★⭐]+[☆✩]*$|^[0-9]+([.,][0-9]+)?\s*(\/\s*(5|10)|(out of|of|sur|von|de|su|van)\s+(5|10)\b.*|[★⭐]|\p{L}+)$/iu.test(
        value,
      );
}

/** Months by the beginning of their names in the languages of `month_named`, folded. */
const MONTH =
  '(?:jan|gen|ene|feb|fev|mar|maa|mrt|apr|avr|abr|ma[iyg]|mei|ju[inl]|giu|lug|aug|aou|ago?|sep|set|o[ck]t|ott|out|nov|de[csz]|dic)[a-z]*';
const DATES: readonly RegExp[] = [
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[T ]+[0-9]{1,2}[:h]|$)/i,
  /^[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})(?:[\s,T]|$)/,
  /^[0-9]{4}[/.][0-9]{1,2}[/.][0-9]{1,2}(?:[\sT]|$)/,
  new RegExp(
    `^(?:[a-z]+[.,]*\\s+)?[0-9]{1,2}(?:st|nd|rd|th|er|[.ºª°])?[\\s/.-]*(?:de |d['’])?${MONTH}[\\s,/.-]+(?:del? )?[0-9]{2,4}`,
  ),
  new RegExp(`^(?:[a-z]+[.,]*\\s+)?${MONTH}\\.?[\\s-]+[0-9]{1,4}`),
  /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /,
  /^1[0-9]{9}(?:[0-9]{3})?(?:\.[0-9]+)?$/,
];

function isDate(value: string): boolean {
  if (value.length > 80) return false;
  const folded = value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return DATES.some((date) => date.test(folded));
}

/** What is a date only because the column says so: days as a spreadsheet counts them, digits without a break. */
function isDateByName(value: string): boolean {
  return (
    isDate(value) || /^[2-7][0-9]{4}(?:[.,][0-9]+)?$/.test(value) || /^(?:19|20)[0-9]{6}(?:T?[0-9]{6}Z?)?$/.test(value)
  );
}

function longest(columns: readonly SampleColumn[]): SampleColumn | undefined {
  const length = ({ values }: SampleColumn): number =>
    values.reduce((sum, value) => sum + value.length, 0) / values.length;
  const texts = columns.filter(({ values }) => values.filter((value) => /\s/.test(value)).length > values.length / 2);
  return texts.sort((a, b) => length(b) - length(a))[0];
}
