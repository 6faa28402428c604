import { existsSync } from 'node:fs';
import { AppError } from '../../core/errors.js';
import type { GlobalFlags } from '../options.js';
import { type DeclareCommand, examples } from './command.js';

type InitFlags = GlobalFlags & { output?: string; force?: boolean };

export const initCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('init')
    .summary('write a commented .brandwatchrc for a brand')
    .description('Writes a configuration to start from. An existing file is never overwritten unless --force says so.')
    .argument('[brand]', 'what the brand is called', 'Acme')
    .option('-o, --output <file>', 'where to write it; - is stdout', '.brandwatchrc')
    .option('--force', 'overwrite an existing file')
    .option('--timezone <zone>', 'zone in which its days begin (IANA)')
    .optionsGroup('General:')
    .option('-q, --quiet', 'no summary')
    .option('--debug', 'show where an error comes from');
  command.addHelpText(
    'after',
    examples('brandwatch init "Air Acme"', 'brandwatch init Acme --timezone Europe/Madrid -o -'),
  );
  command.action(async (brand: string, flags: InitFlags) => {
    const [{ initialConfig }, { openSink, writeTo }, { checkPlace }, { Messages }, { loadConfig }] = await Promise.all([
      import('../../config/initial.js'),
      import('../sink.js'),
      import('../output-place.js'),
      import('../messages.js'),
      import('../../config/load.js'),
    ]);
    const path = flags.output ?? '.brandwatchrc';
    if (path !== '-') await checkPlace(path, false);
    if (path !== '-' && existsSync(path) && flags.force !== true) {
      throw new AppError('cannot-create', `cannot create ${path}: it exists`, {
        code: 'init.exists',
        hint: 'add --force to overwrite it, or choose another with -o',
      });
    }
    if (flags.timezone !== undefined) await loadConfig({ cwd: '/', env: {}, flags: { timezone: flags.timezone } });
    const text = initialConfig({ brand, ...(flags.timezone === undefined ? {} : { timezone: flags.timezone }) });
    await writeTo(
      await openSink(path, context),
      (async function* () {
        yield text;
      })(),
    );
    if (path !== '-')
      new Messages(context, flags.quiet ?? false).say(`wrote ${path}; see it in effect with: brandwatch config`);
  });
};
