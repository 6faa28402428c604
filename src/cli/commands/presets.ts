import { addGlobalOptions, addOutputOptions, configFor, type GlobalFlags, type OutputFlags } from '../options.js';
import { type DeclareCommand, examples } from './command.js';

export const presetsCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('presets')
    .summary('what can be imported')
    .description(
      'Lists the exports that are recognised by their columns. Any other file is guessed, or told with --map.',
    );
  addGlobalOptions(addOutputOptions(command));
  command.addHelpText('after', examples('brandwatch presets', 'brandwatch presets -f json'));
  command.action(async (flags: GlobalFlags & OutputFlags) => {
    const [{ presetTable }, { destinationOf, writeTables }] = await Promise.all([
      import('../../app/preset-table.js'),
      import('../write-tables.js'),
    ]);
    const config = await configFor(context, flags);
    const destination = await destinationOf(context, config, flags);
    await writeTables([presetTable(config.limit)], destination, context, config, flags);
  });
};
