import { operandsOf } from '../operands.js';
import { addGlobalOptions, addInputOptions, addOutputOptions, addSelectOptions, addStoreOptions } from '../options.js';
import type { SearchFlags } from '../run-search.js';
import { type DeclareCommand, examples } from './command.js';

export const searchCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('search')
    .summary('the posts that match, newest or widest first')
    .description(
      'Finds posts by a query (see: brandwatch help queries) and shows where its words stand, with a count by network and\n' +
        'day. Looks into files, a piped stdin, or the store.',
    )
    .argument('<expr>', 'the query, in quotes')
    .argument(
      '[file...]',
      'export files, or posts that import or score wrote; - or nothing for a piped stdin, else the store',
    )
    .option('--by <order>', 'newest, reach (widest first) or relevance')
    .option('--count', 'only how many there are, by network and by day');
  addGlobalOptions(addOutputOptions(addInputOptions(addStoreOptions(addSelectOptions(command)))));
  command.addHelpText(
    'after',
    examples(
      `brandwatch search 'refund AND NOT "money back"' --store`,
      'brandwatch search "router NEAR/5 broken" mentions.csv --by reach',
      'brandwatch search "label:negative followers:>10k" --store --last 7d -f csv -o loud.csv',
    ),
  );
  command.action(async (expression: string, files: string[], flags: SearchFlags) => {
    const meant = operandsOf(files, flags, context.cwd);
    const { runSearch } = await import('../run-search.js');
    await runSearch(context, expression, meant.files, meant.flags);
  });
};
