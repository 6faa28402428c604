/** What bench/judgement.ts prints of single posts and of customers: a Markdown table each. */
import { basename } from 'node:path';
import { isTrainedOn } from '../scripts/lexicon/training-files.js';
import { type Collection, groupOf } from './collection.js';
import type { Judgement } from './judge.js';
import { isSupported } from './language.js';
import { count, markdownTable, percent } from './markdown.js';
import { CLASSES, measure } from './metrics.js';
import { labelOf, type Peer } from './peers.js';
import { measureComplaints, measureRanking } from './ranking.js';
import { type Answer, BIN_STARTS, binsOf, meanGap } from './reliability.js';

export interface Judged {
  readonly collection: Collection;
  /** One per post. */
  readonly judgements: readonly Judgement[];
}

/** Macro-recall, negative F1 and accuracy of each scorer, for each file. */
export function agreementTable(files: readonly Judged[], peers: readonly Peer[]): string {
  const rows = files.map(({ collection, judgements }) => {
    const { lang, posts } = collection;
    const ours = judgements.map(({ label }) => label);
    const theirs = peers.map(({ scoreIn, border }) => {
      const score = scoreIn(lang);
      return score === null
        ? '–'
        : agreement(
            collection,
            posts.map(({ text }) => labelOf(score(text), border)),
          );
    });
    return [titleOf(collection), lang, count(posts.length), agreement(collection, ours), ...theirs];
  });
  return markdownTable(['file', 'language', 'posts', 'brandwatch', ...peers.map(({ name }) => name)], rows);
}

function agreement({ posts }: Collection, found: readonly string[]): string {
  const { macroRecall, negativeF1, accuracy } = measure(
    posts.map(({ label }) => label),
    found,
  );
  return [macroRecall, negativeF1, accuracy].map(percent).join(' · ');
}

/** The name of the file, and what to bear in mind with it. */
function titleOf({ path, name, posts }: Collection): string {
  const present = CLASSES.filter((each) => posts.some(({ label }) => label === each));
  const remarks = [
    ...(present.length === CLASSES.length ? [] : [`${present.join(' and ')} only`]),
    ...(isTrainedOn(basename(path)) ? ['trained on'] : []),
  ];
  return `\`${name}\`${remarks.length === 0 ? '' : ` (${remarks.join(', ')})`}`;
}

/** Posts, mean confidence and share right in each bin of confidence, for each group of files. */
export function reliabilityTable(files: readonly Judged[]): string {
  const groups = new Map<string, Answer[]>();
  for (const { collection, judgements } of files) {
    const group = `\`${groupOf(collection)}\`${remarkOn(collection)}`;
    const answers = groups.get(group) ?? [];
    for (const [index, { label, confidence }] of judgements.entries()) {
      answers.push({ confidence, right: label === collection.posts[index]?.label });
    }
    groups.set(group, answers);
  }
  const rows = [...groups].map(([group, answers]) => {
    const bins = binsOf(answers);
    const cells = bins.map(({ posts, confidence, right }) =>
      posts === 0 ? '' : `${count(posts)} · ${percent(confidence)} · ${percent(right)}`,
    );
    return [group, ...cells, percent(meanGap(bins))];
  });
  const titles = BIN_STARTS.map((from, index) => `${from}–${BIN_STARTS[index + 1] ?? 1}`);
  return markdownTable(['files', ...titles, 'mean gap'], rows);
}

function remarkOn(collection: Collection): string {
  if (isTrainedOn(basename(collection.path))) return ' (trained on)';
  return isSupported(collection) ? '' : ' (languages not supported)';
}

/** @param files posts to airlines only, of which the authors are known */
export function rankingTable(files: readonly Judged[]): string {
  const rows = files.flatMap(({ collection, judgements }) => {
    const complaints = measureComplaints(collection, judgements);
    const { customers, unhappy, areaUnderCurve, first } = measureRanking(collection);
    const answers: readonly (readonly [string, string])[] = [
      ['posts with the signal `complaint` that are negative (precision)', `${percent(complaints.precision)} %`],
      ['negative posts that have it (recall)', `${percent(complaints.recall)} %`],
      [
        'authors, and those of them who wrote a negative post',
        `${count(customers)}, ${count(unhappy)} (${percent(unhappy / customers)} %)`,
      ],
      ['chance that one of these stands before another author (AUC)', areaUnderCurve.toFixed(3)],
      ...first.map(({ top, precision, recall }): readonly [string, string] => [
        `the first ${count(top)} of the list: right, and share of those who should be listed`,
        `${percent(precision)} %, ${percent(recall)} %`,
      ]),
    ];
    return answers.map(([question, answer]) => [`\`${collection.name}\``, question, answer]);
  });
  return markdownTable(['file', 'question', 'answer'], rows);
}
