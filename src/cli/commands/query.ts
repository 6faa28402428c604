import { operandsOf } from '../operands.js';
import {
  addGlobalOptions,
  addInputOptions,
  addJudgeOptions,
  addOutputOptions,
  addStoreOptions,
  addWhereOption,
} from '../options.js';
import type { QueryFlags } from '../run-query.js';
import { type DeclareCommand, examples } from './command.js';

export const queryCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('query')
    .summary('try a query: how many posts match, a sample of hits and near misses; translate one of a suite')
    .description(
      'Tries a query on posts: how many match, some of them with the words marked, what one dropped part would add, and\n' +
        'what it costs. query test is the same. Posts are judged where the query asks for what judging tells.\n\n' +
        'query port --from <suite> "…" translates a query of Brandwatch, Meltwater or Talkwalker, and says on stderr what\n' +
        'has no equivalent.',
    )
    .usage('[options] [test] <expr> [file...]\n       brandwatch query port --from <suite> <expr>')
    .argument('[expr]', 'the query, in quotes (see: brandwatch help queries)')
    .argument(
      '[file...]',
      'export files, or posts that import or score wrote; - or nothing for a piped stdin, else the store',
    )
    .option('--from <suite>', 'with port: brandwatch, meltwater or talkwalker');
  addWhereOption(command.optionsGroup('Selection:'), 'look only at posts that this query finds');
  addGlobalOptions(addOutputOptions(addInputOptions(addStoreOptions(addJudgeOptions(command)))));
  command.addHelpText(
    'after',
    examples(
      'brandwatch query "refund* NEAR/5 (late OR slow)" mentions.csv',
      'brandwatch query "raw:ACME lang:es sentiment:<-0.4" mentions.csv -f json',
      'brandwatch query "label:negative AND NOT has:topic" --store',
      'brandwatch query port --from brandwatch "(acme NEAR/3f router) AND country:es"',
    ),
  );
  command.action(async (expr: string | undefined, files: string[], flags: QueryFlags) => {
    const meant = operandsOf(files, flags, context.cwd);
    const { runQuery } = await import('../run-query.js');
    await runQuery(context, expr === undefined ? meant.files : [expr, ...meant.files], meant.flags);
  });
};
