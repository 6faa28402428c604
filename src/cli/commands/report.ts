import { operandsOf } from '../operands.js';
import {
  addGlobalOptions,
  addInputOptions,
  addJudgeOptions,
  addOutputOptions,
  addSelectOptions,
  addStoreOptions,
  type OutputFlags,
} from '../options.js';
import type { ReadFlags } from '../session.js';
import { type DeclareCommand, examples } from './command.js';

type ReportFlags = ReadFlags & OutputFlags & { by?: string };

export const reportCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('report')
    .summary('one report; without a name: unhappy')
    .description(
      'Writes one report over posts: unhappy (customers by reach) or overview (volume, mood, reach by network and day).\n' +
        'Posts that were never scored are scored on the way. Time grows with the rows; memory stays within --memory.',
    )
    .argument('[name]', 'unhappy or overview')
    .argument(
      '[file...]',
      'export files, or posts that import or score wrote; - or nothing for a piped stdin, else the store',
    )
    .option('--by <order>', 'order of unhappy: reach, unhappiness, priority or recent');
  addGlobalOptions(addOutputOptions(addInputOptions(addStoreOptions(addJudgeOptions(addSelectOptions(command))))));
  command.addHelpText(
    'after',
    examples(
      'brandwatch report unhappy mentions.csv -o unhappy.csv',
      'brandwatch import reviews.json | brandwatch score | brandwatch report overview -f markdown',
    ),
  );
  command.action(async (name: string | undefined, files: string[], flags: ReportFlags) => {
    const [{ runReport }, { REPORTS }] = await Promise.all([
      import('../run-audit.js'),
      import('../../reports/index.js'),
    ]);
    const words = name === undefined ? files : [name, ...files];
    const meant = operandsOf(
      words,
      flags,
      context.cwd,
      REPORTS.map(({ id }) => id),
    );
    await runReport(context, meant.files[0], meant.files.slice(1), meant.flags);
  });
};
