import { addNetworkOptions } from '../network-flags.js';
import { addGlobalOptions, addKeepOptions, addOutputOptions, addStoreOptions } from '../options.js';
import type { RunFlags } from '../run-run.js';
import { type DeclareCommand, examples } from './command.js';

export const runCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('run')
    .summary('the configured day: fetch, score, alert, report (what cron calls)')
    .description(
      'Fetches what the configuration lists into the store, judges what is new, looks for alerts and sends them to the\n' +
        'owners of their topics, writes and sends the reports, and removes what is older than the retention. A step that\n' +
        'fails does not stop the others; the exit code is that of the worst. One run at a time: another one ends with 75.',
    )
    .option('--only <steps>', 'only these of fetch, score, alerts, reports, retention')
    .option('--since <when>', 'fetch from this moment or day on, instead of where the last run ended')
    .option('--dry-run', 'say what it would do')
    .option('--status', 'what the last run did')
    .option('--history', 'the runs so far, newest first')
    .option('--fail-on <condition>', 'exit with 1 where there is any: alert')
    .option('--log <format>', 'lines on stderr: text or json')
    .optionsGroup('Network:');
  addGlobalOptions(addOutputOptions(addKeepOptions(addStoreOptions(addNetworkOptions(command))))).option(
    '--retention <span>',
    'remove what is older, e.g. 400d',
  );
  command.addHelpText(
    'after',
    examples('brandwatch run --quiet', 'brandwatch run --only fetch,score --max-time 20m', 'brandwatch run --status'),
  );
  command.action(async (flags: RunFlags) => {
    const { runRun } = await import('../run-run.js');
    await runRun(context, flags);
  });
};
