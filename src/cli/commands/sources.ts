import { addNetworkOptions, type NetworkFlags } from '../network-flags.js';
import { addGlobalOptions, addOutputOptions, type GlobalFlags, type OutputFlags } from '../options.js';
import { type DeclareCommand, examples } from './command.js';

export const sourcesCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('sources')
    .summary('what can be fetched, with which credentials')
    .description(
      'Lists the networks that fetch can ask: what each finds, which credentials it takes and where to get them, its limits\n' +
        'and terms, and what its correctness rests on. "sources check" asks each (those of the configuration, or those that\n' +
        'are named) whether it answers and takes the credentials, with one cheap request.',
    )
    .argument('[check]', 'check: ask them')
    .argument('[source...]', 'only these')
    .optionsGroup('Network:')
    .option('--base-url <url>', 'another server than the usual one');
  addGlobalOptions(addOutputOptions(addNetworkOptions(command)));
  command.addHelpText(
    'after',
    examples('brandwatch sources', 'brandwatch sources -f json', 'brandwatch sources check mastodon'),
  );
  command.action(
    async (
      action: string | undefined,
      names: string[],
      flags: GlobalFlags & OutputFlags & NetworkFlags & { baseUrl?: string },
    ) => {
      const { runSources } = await import('../run-sources.js');
      await runSources(context, action, names, flags);
    },
  );
};
