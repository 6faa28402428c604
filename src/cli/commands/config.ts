import { addGlobalOptions, addOutputOptions, configFor, type GlobalFlags, type OutputFlags } from '../options.js';
import { type DeclareCommand, examples } from './command.js';

export const configCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('config')
    .summary('the effective configuration, and where each value came from')
    .description(
      'Prints every value in effect with its origin: a flag, the environment, a file and line, or the default. Secrets are masked.',
    );
  addGlobalOptions(addOutputOptions(command));
  command.addHelpText('after', examples('brandwatch config', 'brandwatch config -f json'));
  command.action(async (flags: GlobalFlags & OutputFlags) => {
    const [{ configTable }, { destinationOf, writeTables }] = await Promise.all([
      import('../../app/config-table.js'),
      import('../write-tables.js'),
    ]);
    // The flags that shape this very table are not part of the configuration that it shows.
    const { format, output, limit, columns, excel, ...rest } = flags;
    const config = await configFor(context, rest);
    const shaped = await configFor(context, flags);
    const destination = await destinationOf(context, shaped, flags);
    const rows = limit === undefined ? null : shaped.limit;
    await writeTables([configTable(config, rows)], destination, context, shaped, flags);
  });
};
