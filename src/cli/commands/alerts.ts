import type { AlertFlags } from '../alert-flags.js';
import { operandsOf } from '../operands.js';
import {
  addGlobalOptions,
  addInputOptions,
  addJudgeOptions,
  addOutputOptions,
  addSelectOptions,
  addStoreOptions,
} from '../options.js';
import { type DeclareCommand, examples } from './command.js';

export const alertsCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('alerts')
    .summary('what is rising faster than it should')
    .description(
      'Counts posts by brand, topic and signal (complaint, churn, outage, safety, legal; negative), holds each step\n' +
        'against what the hour of the week and the recent level let expect, and lists what is no chance, with evidence.\n' +
        'The first week of the data is the baseline. With --counts: the same over one series of counts.\n' +
        'Time grows with the rows; what is said of a step never depends on a later one.',
    )
    .argument('[file...]', 'export files, or posts; - or nothing for a piped stdin, else the store')
    .option('--counts [file]', 'a CSV file of timestamp,value in equal steps instead of posts')
    .option('--all', 'with --counts: every step, not only the alerts')
    .option('--step <span>', 'of posts: 15m to 12h, or 1d; else as short as there are posts for')
    .option('--fail-on <condition>', 'exit with 1 where there is any: alert');
  addGlobalOptions(addOutputOptions(addInputOptions(addStoreOptions(addJudgeOptions(addSelectOptions(command))))));
  command.addHelpText(
    'after',
    examples(
      'brandwatch alerts mentions.csv --last 7d',
      'brandwatch alerts --store --last 24h --fail-on alert',
      'brandwatch alerts --counts counts.csv -f csv --all > scored.csv',
    ),
  );
  command.action(async (files: string[], flags: AlertFlags) => {
    const { checkFailOn } = await import('../alert-flags.js');
    checkFailOn(flags);
    const meant = operandsOf(files, flags, context.cwd);
    if (flags.counts === undefined) {
      await (await import('../run-alerts.js')).runAlerts(context, meant.files, meant.flags);
      return;
    }
    const named = flags.counts === true ? [] : [flags.counts];
    await (await import('../run-alert-counts.js')).runAlertCounts(context, [...named, ...meant.files], meant.flags);
  });
};
