/** `score --check`: how far the scorer agrees with an analyst's labels, what misled it, and which entries would mend it. */
import { AppError } from '../core/errors.js';
import type { Table } from '../core/table.js';
import { LABELS, type Label } from '../posts/post.js';
import type { UserEntry } from '../sentiment/user-entry.js';
import { emptyConfusion } from './check/agreement.js';
import { type LabelledPost, PostJudge, withoutMixed } from './check/labelled-post.js';
import { LABELS_ALLOWED, type LabelCell, labelCell, labelOf, noColumn } from './check/labels.js';
import { findMending, type ProposedEntry } from './check/mend.js';
import { misleadingEntries } from './check/misled.js';
import { checkTables } from './check/tables.js';
import type { Judgement } from './score/judgement.js';
import { type ScoreOptions, scoreStream } from './score/score-stream.js';
import type { Workspace } from './workspace.js';

export interface CheckOptions extends Omit<ScoreOptions, 'labels' | 'explain' | 'withTexts'> {
  /** The column with the labels; null: label, else sentiment. */
  readonly labelColumn: string | null;
  readonly onStep?: (text: string) => void;
}

export interface Checked {
  /** Agreement, confusion, misleading words, proposed entries. */
  readonly tables: readonly Table[];
  /** Entries that have been shown to help on posts they were not learnt from; none otherwise. */
  readonly proposed: readonly ProposedEntry[];
  /** What rows do not count, a line for each reason; none where all do. */
  readonly leftOut: readonly string[];
}

/** Posts that words are looked for in: their texts stay in memory. Agreement counts all. */
const MOST_KEPT = 50_000;
/** Unknown labels that are told apart: a column of texts has one for each row. */
const MOST_UNKNOWN = 1000;
const MOST_SHOWN = 5;
const MOST_LABEL_CHARS = 40;

/** @throws AppError `check.column` without a column of labels, `check.labels` where it holds none of ours */
export async function checkLabels(workspace: Workspace, options: CheckOptions): Promise<Checked> {
  const tally = new Tally();
  let cell: LabelCell | null = null;
  let name = '';
  for await (const { input, rows, judgements } of scoreStream(workspace, {
    ...options,
    labels: 'four',
    withTexts: true,
  })) {
    // The first batch of every input tells its header.
    if (rows.length === 0) cell = labelCell(input, options.labelColumn);
    name = input.name;
    for (const [index, row] of rows.entries()) {
      const judgement = judgements[index];
      if (judgement !== undefined && cell !== null) tally.add(cell(row), judgement);
    }
  }
  if (tally.labelled === 0) {
    if (!tally.found) throw noColumn(name, options.labelColumn);
    const seen = tally.unknown.size === 0 ? 'is empty in every row' : `holds ${mostOf(tally.unknown)}`;
    throw new AppError('malformed-input', `the column of labels ${seen}: none of them is a label`, {
      code: 'check.labels',
      hint: `labels are ${LABELS_ALLOWED}, in any case; --label-column names another column`,
    });
  }
  const { lexicon = [] } = options;
  const { mixed, kept } = tally;
  const labels = LABELS.filter((label) => mixed || label !== 'mixed');
  options.onStep?.('looking for the words that misled');
  const misled = misleadingEntries(kept, new PostJudge(lexicon, mixed));
  options.onStep?.('looking for entries that would mend it');
  const mending = findMending(kept, lexicon, mixed);
  const { before, after } = mending.trial;
  const leftOut = leftOutLines(tally);
  const proposed = after > before ? mending.entries : [];
  return {
    tables: checkTables({
      labels,
      byLanguage: tally.byLanguage(labels.length),
      misled,
      mending,
      proposed,
      kept: kept.length,
      leftOut,
      lexicon,
    }),
    proposed,
    leftOut,
  };
}

function leftOutLines({ empty, strange, unknown }: Tally): string[] {
  const rows = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`;
  return [
    ...(empty === 0 ? [] : [`left out: ${rows(empty)} without a label`]),
    ...(strange === 0 ? [] : [`left out: ${rows(strange)} with an unknown label: ${mostOf(unknown)}`]),
  ];
}

/** The most frequent labels, each with how many rows have it. */
function mostOf(unknown: ReadonlyMap<string, number>): string {
  const sorted = [...unknown].sort((a, b) => b[1] - a[1]);
  const shown = sorted.slice(0, MOST_SHOWN).map(([label, count]) => `"${label}" (${count})`);
  return shown.join(', ') + (sorted.length > MOST_SHOWN ? ' and others' : '');
}

/** What an analyst said against what the scorer says, counted both with mixed and without. */
class Tally {
  readonly kept: LabelledPost[] = [];
  /** Labels that are none of ours, each with its rows. */
  readonly unknown = new Map<string, number>();
  labelled = 0;
  /** Rows with an empty label, and rows with an unknown one. */
  empty = 0;
  strange = 0;
  /** Whether any row had the column. */
  found = false;
  /** Whether the analyst calls any post mixed; else it is no label of its own. */
  mixed = false;
  /** By language: with four labels, and with three. */
  readonly #counts = new Map<string, readonly [number[][], number[][]]>();

  add(cell: string | null, { label, lang, sentiment, judged }: Judgement): void {
    if (cell !== null) this.found = true;
    const given = cell === null ? null : labelOf(cell);
    const found = LABELS.find((known) => known === label);
    if (given === null || found === undefined || judged === undefined) {
      this.#leaveOut(cell?.trim() ?? '');
      return;
    }
    this.labelled++;
    if (given === 'mixed') this.mixed = true;
    const counts = this.#counts.get(lang ?? 'unknown') ?? [
      emptyConfusion(LABELS.length),
      emptyConfusion(LABELS.length),
    ];
    this.#counts.set(lang ?? 'unknown', counts);
    count(counts[0], given, found);
    count(counts[1], given, withoutMixed(found, sentiment ?? 0));
    if (this.kept.length < MOST_KEPT) this.kept.push({ ...judged, lang, given });
  }

  #leaveOut(cell: string): void {
    if (cell === '') {
      this.empty++;
      return;
    }
    this.strange++;
    const label = cell.length > MOST_LABEL_CHARS ? `${cell.slice(0, MOST_LABEL_CHARS - 1)}…` : cell;
    const seen = this.unknown.get(label);
    if (seen !== undefined || this.unknown.size < MOST_UNKNOWN) this.unknown.set(label, (seen ?? 0) + 1);
  }

  /** The counts of each language with so many labels, the most frequent language first. */
  byLanguage(labels: number): { readonly lang: string; readonly confusion: number[][] }[] {
    const posts = (confusion: number[][]): number => confusion.flat().reduce((sum, cell) => sum + cell, 0);
    return [...this.#counts]
      .map(([lang, [four, three]]) => ({
        lang,
        confusion: (this.mixed ? four : three).slice(0, labels).map((row) => row.slice(0, labels)),
      }))
      .sort((a, b) => posts(b.confusion) - posts(a.confusion) || (a.lang < b.lang ? -1 : 1));
  }
}

function count(confusion: number[][], given: Label, found: Label): void {
  const row = confusion[LABELS.indexOf(given)] as number[];
  const at = LABELS.indexOf(found);
  row[at] = (row[at] ?? 0) + 1;
}

/** The lexicon to write: what the user weighs already, then the new entries. */
export function withProposed(lexicon: readonly UserEntry[], proposed: readonly UserEntry[]): UserEntry[] {
  const key = ({ text, lang }: UserEntry): string => `${lang ?? ''} ${text.toLowerCase()}`;
  const replaced = new Set(proposed.map(key));
  return [...lexicon.filter((entry) => !replaced.has(key(entry))), ...proposed];
}
