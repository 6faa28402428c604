/** An explanation as a page for people: the text with its words marked, what fired, the rules, the judgement. */
import { Chalk, type ChalkInstance } from 'chalk';
import { type ExplainedText, LEAST_LEARNT, type Passage, type Tone } from '../app/explain-text.js';
import { plainLine, plainText } from '../core/plain-text.js';
import { type Cell, fixedTable, type Table, type TableColumn } from '../core/table.js';
import { formatById } from '../formats/index.js';
import { wrap } from '../formats/terminal/lines.js';
import type { ExplainedEntry, Explanation } from '../sentiment/explain.js';

export interface PageOptions {
  /** Columns. */
  readonly width: number;
  readonly color: boolean;
  /** IANA zone. */
  readonly timezone: string;
}

/** Narrower than this nothing can be read; it is then as if the terminal were this wide. */
const LEAST_WIDTH = 20;

const COLUMNS: readonly TableColumn[] = [
  { name: 'text', type: 'text', about: 'as the text has it', terminal: 1, hostile: true },
  { name: 'entry', type: 'text', about: 'as it is listed', terminal: 2 },
  { name: 'listed', type: 'number', about: 'weight in the list; null where it has none', terminal: 3 },
  { name: 'weight', type: 'number', about: 'weight after the rules; null where it has none', terminal: 4 },
  { name: 'negated', type: 'text', about: 'yes or nothing', terminal: 5, short: 'neg' },
  { name: 'roles', type: 'list', about: 'what it does to other words', terminal: 6 },
  { name: 'signals', type: 'list', about: 'signals that it points to', terminal: 7 },
  { name: 'origin', type: 'text', about: 'where the entry comes from', terminal: 8 },
];

/** The page in pieces. No line is wider than the terminal or ends in a space, and no control of the text gets through. */
export async function* explanationPage(explained: ExplainedText, options: PageOptions): AsyncGenerator<string> {
  const { explanation, passages, scorer } = explained;
  const width = Math.max(LEAST_WIDTH, Math.floor(options.width));
  const chalk = new Chalk({ level: options.color ? 1 : 0 });
  for (const line of markedLines(passages, width, options.color ? chalk : null)) yield `${line}\n`;
  yield '\n';
  const table = entryTable(explanation.entries, scorer);
  yield* formatById('terminal').write([table], { ...options, width, excel: false });
  yield '\n';
  for (const line of facts(explanation, width, chalk)) yield `${line}\n`;
}

/** What is shown of a passage: in colour as it is, else with marks around it. */
function shown({ text, tone }: Passage, marks: boolean): string {
  const plain = plainText(text);
  if (!marks || plain === '' || (tone !== 'good' && tone !== 'bad')) return plain;
  return `[${tone === 'good' ? '+' : '−'}${plain}]`;
}

/** The text, wrapped, its line breaks kept. Without chalk there are marks in the place of colours. */
function markedLines(passages: readonly Passage[], width: number, chalk: ChalkInstance | null): string[] {
  // Wrapped as a whole, since passages end inside of words and widths know no colours; so each character keeps its tone.
  let whole = '';
  const tones: Tone[] = [];
  for (const passage of passages) {
    const text = shown(passage, chalk === null);
    whole += text;
    for (let unit = 0; unit < text.length; unit++) tones.push(passage.tone);
  }
  const lines: string[] = [];
  let from = 0;
  for (const line of whole.trimEnd().split('\n')) {
    const parts = wrap(line.trimEnd(), width);
    if (parts.length === 0) lines.push('');
    for (const part of parts) {
      from = whole.indexOf(part, from);
      lines.push(
        chalk === null ? part.trimEnd() : inTones(part.trimEnd(), tones.slice(from, from + part.length), chalk),
      );
      from += part.length;
    }
  }
  return lines;
}

/** `tones` are those of the characters. */
function inTones(text: string, tones: readonly Tone[], chalk: ChalkInstance): string {
  const styles = { good: chalk.green, bad: chalk.red, none: chalk.dim, weightless: (part: string) => part };
  let styled = '';
  for (let from = 0, to = 1; to <= text.length; to++) {
    const tone = tones[from] ?? 'none';
    if (to < text.length && tones[to] === tone) continue;
    styled += styles[tone](text.slice(from, to));
    from = to;
  }
  return styled;
}

function entryTable(entries: readonly ExplainedEntry[], scorer: string): Table {
  const learnt = entries.filter(({ origin }) => origin === 'learnt');
  const faint = learnt.filter(({ weight }) => Math.abs(weight) < LEAST_LEARNT);
  const told = learnt.filter(({ weight }) => Math.abs(weight) >= LEAST_LEARNT);
  told.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const sum = faint.reduce((total, { weight }) => total + weight, 0);
  const rest = `${faint.length} learnt ${faint.length === 1 ? 'entry weighs' : 'entries weigh'} less than ${LEAST_LEARNT}, ${number(sum)} together: -f json has ${faint.length === 1 ? 'it' : 'them'}`;
  return {
    ...fixedTable({
      id: 'entries',
      title: 'Entries that fired',
      columns: COLUMNS,
      rows: [...entries.filter(({ origin }) => origin !== 'learnt'), ...told].map(entryRow),
      total: entries.length,
    }),
    notes: faint.length === 0 ? [] : [{ text: rest }],
    stamp: { scorer },
  };
}

function entryRow({ text, entry, listed, weight, origin, negated, roles, signals }: ExplainedEntry): Cell[] {
  const weightless = listed === null && weight === 0;
  return [text, entry, listed, weightless ? null : weight, negated ? 'yes' : '', roles, signals, origin];
}

/** What it comes to, one thing a line, its name in front. */
function facts(explanation: Explanation, width: number, chalk: ChalkInstance): string[] {
  const { rules, good, bad, sum, sentiment, label, confidence, lang, langReason, signals } = explanation;
  const tone = label === 'negative' ? chalk.red : label === 'positive' ? chalk.green : (text: string) => text;
  const plain = (text: string) => text;
  const said: readonly (readonly [string, string, (text: string) => string])[] = [
    ['rules', rules.length === 0 ? 'none' : counted(rules).join(' · '), plain],
    ['sum', `${number(sum)} (for ${number(good)}, against ${number(bad)})`, plain],
    ['made of', partsOfSum(explanation).join(' · '), plain],
    ['label', `${label}, sentiment ${number(sentiment)}`, (text) => chalk.bold(tone(text))],
    ['confidence', number(confidence), plain],
    // An identified language is named by its reason, too.
    ['language', `${lang ?? 'unknown'} (${langReason.replace(/^unknown: /, '')})`, plain],
    ...(signals.length === 0 ? [['signals', 'none', plain] as const] : []),
    ...signals.map(({ signal, words }, index) => {
      const behind = words.length === 0 ? signal : `${signal}: ${counted(words).join(' · ')}`;
      return [index === 0 ? 'signals' : '', behind, plain] as const;
    }),
  ];
  const indent = Math.max(...said.map(([name]) => name.length)) + 2;
  return said.flatMap(([name, text, style]) =>
    wrap(plainLine(text), Math.max(1, width - indent)).map((line, index) =>
      index === 0 ? chalk.dim(name.padEnd(indent)) + style(line) : ' '.repeat(indent) + style(line),
    ),
  );
}

/** Less than this is not worth a reader's time. */
const LEAST_PART = 0.05;

/** What is added up to the sum, what weighs most in front: what the text is like, and all learnt entries as one part. */
function partsOfSum({ features, entries, sum }: Explanation): string[] {
  const parts = features.map(({ feature, positive, negative }) => ({
    name: feature as string,
    adds: positive - negative,
  }));
  // Learnt entries are scaled in long texts, so what they add is what the features leave.
  const rest = sum - parts.reduce((total, { adds }) => total + adds, 0);
  const has = (origin: ExplainedEntry['origin']) => entries.some((entry) => entry.origin === origin);
  const names = [...(has('learnt') ? ['learnt entries'] : []), ...(has('user') ? ['your words'] : [])];
  if (names.length > 0) parts.push({ name: names.join(' and '), adds: rest });
  parts.sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds));
  const told = parts.filter(({ adds }) => Math.abs(adds) >= LEAST_PART);
  const faint = parts.slice(told.length).reduce((total, { adds }) => total + adds, 0);
  const shown = told.map(({ name, adds }) => `${name} ${signed(adds)}`);
  if (Math.abs(faint) >= LEAST_PART / 10) shown.push(`the rest ${signed(faint)}`);
  return shown.length === 0 ? ['nothing'] : shown;
}

/** Two decimals, with its sign. */
function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}

/** Each once, in order, with how often where that is more than once; a true minus in factors. */
function counted(texts: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return [...times].map(([text, count]) => {
    const shown = text.replaceAll('×-', '×−');
    return count === 1 ? shown : `${shown} (${count} times)`;
  });
}

/** At most three decimals, a true minus. */
function number(value: number): string {
  return String(Math.round(value * 1000) / 1000 + 0).replace('-', '−');
}
