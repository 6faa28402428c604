/**
 * npx tsx scripts/toward.ts — the figures of test/judgement/toward.md: sentiment toward each brand of a post.
 * --first leaves out the half that is only measured.
 */
import { type Figures, type LabelledBrand, measureToward, readHalves } from '../test/judgement/toward-posts.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (value: number): string => (100 * value).toFixed(1).padStart(5);
const figures = ({ accuracy, macroRecall }: Figures): string =>
  `accuracy ${percent(accuracy)}  macro-recall ${percent(macroRecall)}`;

function line(name: string, rows: readonly LabelledBrand[]): string {
  return `  ${name.padEnd(3)} ${String(rows.length).padStart(3)}   toward: ${figures(measureToward(rows, true))}   whole post: ${figures(measureToward(rows, false))}`;
}

const halves = readHalves();
for (const half of process.argv.includes('--first') ? (['first'] as const) : (['first', 'second'] as const)) {
  say(`${half} half`);
  for (const [lang, rows] of halves) say(line(lang, rows[half]));
  say(
    line(
      'all',
      [...halves.values()].flatMap((rows) => rows[half]),
    ),
  );
}
