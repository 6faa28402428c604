import { addNetworkOptions } from '../network-flags.js';
import { addGlobalOptions, addKeepOptions, addStoreOptions } from '../options.js';
import type { RunFlags } from '../run-run.js';
import { type DeclareCommand, examples } from './command.js';

export const watchCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('watch')
    .summary('run again and again')
    .description(
      'Does what run does, every so often, until it is stopped. A turn that fails is one line, and the next one comes; what\n' +
        'a turn takes does not shift the next one. SIGTERM and SIGINT end it cleanly.',
    )
    .option('--every <span>', 'how often, e.g. 5m, 1h', '5m')
    .option('--only <steps>', 'only these of fetch, score, alerts, reports, retention')
    .option('--log <format>', 'lines on stderr: text or json')
    .optionsGroup('Network:');
  addGlobalOptions(addKeepOptions(addStoreOptions(addNetworkOptions(command))));
  command.addHelpText(
    'after',
    examples('brandwatch watch --every 15m --only fetch,score,alerts', 'brandwatch watch --every 1h --log json'),
  );
  command.action(async (flags: RunFlags) => {
    const { runWatch } = await import('../run-run.js');
    await runWatch(context, flags);
  });
};
