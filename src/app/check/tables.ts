/** What a check of labels found, as tables that any format can write. */
import { type Cell, fixedTable, type Note, type Table, type TableColumn } from '../../core/table.js';
import type { Label } from '../../posts/post.js';
import { SCORER_VERSION } from '../../sentiment/scorer.js';
import type { UserEntry } from '../../sentiment/user-entry.js';
import { userLexiconLine, versionWith } from '../../sentiment/user-lexicon.js';
import { type Agreement, agreementOf, type Confusion } from './agreement.js';
import type { Mending, ProposedEntry } from './mend.js';
import type { MisleadingEntry } from './misled.js';

export interface CheckFindings {
  /** In the order of the confusion's rows and columns. */
  readonly labels: readonly Label[];
  readonly byLanguage: readonly { readonly lang: string; readonly confusion: Confusion }[];
  readonly misled: readonly MisleadingEntry[];
  readonly mending: Mending;
  readonly proposed: readonly ProposedEntry[];
  /** Posts in which words were looked for. */
  readonly kept: number;
  /** What rows do not count, a line for each reason. */
  readonly leftOut: readonly string[];
  /** Words that the user weighs already. */
  readonly lexicon: readonly UserEntry[];
}

const AGREEMENT_COLUMNS: readonly TableColumn[] = [
  { name: 'lang', type: 'text', about: 'language of the posts, or all', terminal: 1 },
  { name: 'posts', type: 'integer', about: 'posts with a label', terminal: 2 },
  { name: 'accuracy', type: 'share', about: 'share of posts with the same label', terminal: 3 },
  {
    name: 'macro_recall',
    type: 'share',
    about: 'mean over the labels given of the share that was found',
    terminal: 4,
    short: 'macro-recall',
  },
  {
    name: 'kappa',
    type: 'number',
    about: "Cohen's kappa: agreement beyond chance, at most 1; null where chance alone would agree",
    terminal: 5,
  },
];

const MISLED_COLUMNS: readonly TableColumn[] = [
  { name: 'entry', type: 'text', about: 'as it is listed', terminal: 1 },
  { name: 'origin', type: 'text', about: 'where the entry comes from', terminal: 2 },
  { name: 'weight', type: 'number', about: 'mean weight after the rules where it misled', terminal: 3 },
  { name: 'wrong', type: 'integer', about: 'wrong posts in which it spoke for the wrong side', terminal: 4 },
  { name: 'right', type: 'integer', about: 'right posts in which it fired', terminal: 5 },
];

const ENTRY_COLUMNS: readonly TableColumn[] = [
  { name: 'entry', type: 'text', about: 'word or pair', terminal: 1, hostile: true },
  { name: 'weight', type: 'number', about: '−5 to 5; 0 silences it', terminal: 2 },
  { name: 'lang', type: 'text', about: 'language in which it counts; null: every one', terminal: 3 },
  { name: 'mended', type: 'integer', about: 'posts of the learning half that it set right', terminal: 4 },
  { name: 'broken', type: 'integer', about: 'posts of the learning half that it spoilt', terminal: 5 },
];

export function checkTables(findings: CheckFindings): Table[] {
  const { labels, byLanguage } = findings;
  const all = labels.map((_, given) =>
    labels.map((__, found) => byLanguage.reduce((sum, { confusion }) => sum + (confusion[given]?.[found] ?? 0), 0)),
  );
  return [
    agreementTable(all, findings),
    confusionTable(all, labels),
    misledTable(findings.misled),
    mendingTable(findings),
  ];
}

function agreementTable(all: Confusion, { byLanguage, kept, leftOut, lexicon }: CheckFindings): Table {
  const row = (lang: string, confusion: Confusion): Cell[][] => {
    const agreement = agreementOf(confusion);
    return agreement === null ? [] : [[lang, ...figures(agreement)]];
  };
  const languages = byLanguage.length > 1 ? byLanguage.flatMap(({ lang, confusion }) => row(lang, confusion)) : [];
  const total = agreementOf(all);
  const notes: Note[] = leftOut.map((text) => ({ text }));
  if ((total?.posts ?? 0) > kept) notes.push({ text: `words were looked for in the first ${kept} posts` });
  return {
    ...fixedTable({
      id: 'agreement',
      title: 'Agreement with the labels given',
      columns: AGREEMENT_COLUMNS,
      rows: [...row('all', all), ...languages],
    }),
    notes,
    stamp: { scorer: versionWith(SCORER_VERSION, lexicon) },
  };
}

function figures({ posts, accuracy, macroRecall, kappa }: Agreement): Cell[] {
  return [posts, accuracy, macroRecall, kappa];
}

function confusionTable(all: Confusion, labels: readonly Label[]): Table {
  return fixedTable({
    id: 'confusion',
    title: 'Label given (rows) and label found (columns)',
    columns: [
      { name: 'given', type: 'text', about: 'label that the analyst gave', terminal: 1 },
      ...labels.map(
        (label, index): TableColumn => ({
          name: label,
          type: 'integer',
          about: `posts that the scorer finds ${label}`,
          terminal: index + 2,
        }),
      ),
    ],
    rows: labels.map((label, index) => [label, ...(all[index] ?? [])]),
  });
}

function misledTable(misled: readonly MisleadingEntry[]): Table {
  return fixedTable({
    id: 'misleading',
    title: 'Words that misled',
    columns: MISLED_COLUMNS,
    rows: misled.map(({ entry, origin, weight, wrong, right }) => [
      entry,
      origin,
      Math.round(weight * 100) / 100,
      wrong,
      right,
    ]),
  });
}

function mendingTable({ mending, proposed }: CheckFindings): Table {
  const lines: Note[] = proposed.map((entry) => ({ text: userLexiconLine(entry) }));
  return {
    ...fixedTable({
      id: 'lexicon',
      title: 'Entries that would mend the most',
      columns: ENTRY_COLUMNS,
      rows: proposed.map(({ text, weight, lang, mended, broken }) => [text, weight, lang, mended, broken]),
    }),
    headline: [trialText(mending)],
    notes: lines.length === 0 ? [] : [{ text: 'entry,weight,lang' }, ...lines],
  };
}

function trialText({ entries, learntFrom, trial: { posts, before, after } }: Mending): string {
  if (entries.length === 0)
    return `nothing to propose: in ${counted(learntFrom, 'post')} no entry mends clearly more than it breaks`;
  const share = (right: number): string => `${((100 * right) / Math.max(1, posts)).toFixed(1)} %`;
  const learnt = `${counted(entries.length, 'entry', 'entries')} learnt from ${counted(learntFrom, 'post')}`;
  const tried = `accuracy on the ${posts} others ${share(before)} before, ${share(after)} after`;
  return after > before ? `${learnt}: ${tried}` : `nothing to propose: ${learnt} did not help: ${tried}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
