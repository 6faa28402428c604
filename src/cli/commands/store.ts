import { operandsOf } from '../operands.js';
import { addGlobalOptions, addStoreOptions } from '../options.js';
import { STORE_ACTIONS, type StoreCommandFlags } from '../store-options.js';
import { type DeclareCommand, examples } from './command.js';

export const storeCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('store')
    .summary('what the store holds; check, export, prune it, forget an author')
    .description(
      'info: size, posts by network, how many are judged.\n\n' +
        'check: reads every block and compares what the tables say of each other; 65 when something does not fit.\n\n' +
        'export: posts with their scores, a folder for each day, that import and report read again.\n\n' +
        'prune: removes posts older than a span, with their scores and history.\n\n' +
        'forget: erases an author for good, keeps only a keyed hash so that they are not taken again, and looks\n' +
        'through every byte whether anything is left. It does not ask.',
    )
    .argument('[action]', 'info, check, export, prune or forget')
    .argument('[author]', 'forget: @handle@network')
    .optionsGroup('Selection:')
    .option('--older-than <span>', 'prune: what is older, e.g. 400d (default: the retention of the configuration)')
    .option('--since <when>', 'export: from this moment or day on')
    .option('--until <when>', 'export: up to, but without, this moment or day')
    .optionsGroup('Output:')
    .option('-f, --format <format>', 'export: parquet or ndjson; info, check: as reports')
    .option('-o, --output <place>', 'export: the folder; info, check: a file')
    .option('--force', 'export: replace an earlier export that stands there')
    .option('--excel', 'info, check: csv for a spreadsheet')
    .option('--columns <names>', 'info, check: only these columns, in this order');
  addGlobalOptions(addStoreOptions(command));
  command.addHelpText(
    'after',
    examples(
      'brandwatch store info',
      'brandwatch store export -o posts/ --since 2026-10-01',
      'brandwatch store prune --older-than 400d',
      'brandwatch store forget @marta_viaja@x',
    ),
  );
  command.action(async (action: string | undefined, author: string | undefined, flags: StoreCommandFlags) => {
    const given = [action, author].filter((word) => word !== undefined);
    const meant = operandsOf(given, flags, context.cwd, STORE_ACTIONS);
    const { runStore } = await import('../run-store.js');
    await runStore(context, meant.files, meant.flags);
  });
};
