import { operandsOf } from '../operands.js';
import {
  addGlobalOptions,
  addJudgeOptions,
  addStoreOptions,
  addWhereOption,
  configFor,
  morePairs,
} from '../options.js';
import type { ScoreFlags } from '../score-options.js';
import { type DeclareCommand, examples } from './command.js';

export const scoreCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('score')
    .summary('add sentiment, signals, brands, topics, reach to every post')
    .description(
      'A filter: reads CSV (comma, semicolon, tab, pipe) or NDJSON, plain or compressed, keeps every column and the order\n' +
        'of the rows, and appends lang, sentiment, label, confidence, signals, brands, topics, reach and reach_basis.\n' +
        'A column that already has one of these names is kept as input_<name>. The first rows come out before the input\n' +
        'ends; memory does not grow with it.\n\n' +
        'Given no files, with --store: judges the posts of the store that are not judged yet, batch by batch.',
    )
    .argument('[file...]', 'files and globs; - or nothing for a piped stdin')
    .optionsGroup('Input:')
    .option('--text-column <name>', 'the column that holds the text; else a preset or a guess knows it')
    .option('--preset <id>', 'read it as this export (see: brandwatch presets)')
    .option('--map <pairs>', 'columns, e.g. text=Comment,followers=Fans', morePairs)
    .option('--delimiter <char>', 'delimiter, e.g. ";" or tab')
    .option('--encoding <name>', 'encoding, e.g. windows-1252')
    .option('--rejects <file>', 'write rows that cannot be read or do not fit here, with file, line and reason')
    .option('--max-rejects <share>', 'exit with 65 above this share of such rows (default 10%)')
    .optionsGroup('Output:')
    .option('-f, --format <format>', 'csv, tsv or ndjson; else the format of the input; with --check as reports')
    .option('-o, --output <file>', 'write here; the ending chooses the format')
    .option('--explain', 'one more column, explanation: the three strongest entries that fired')
    .option('--excel', 'csv for a spreadsheet: BOM, CRLF, cells that would run made inert');
  command
    .optionsGroup('Checking:')
    .option(
      '--check',
      'instead of scored rows: how far the labels agree with those in the files, what misled, what mends',
    )
    .option('--label-column <name>', 'the column with your labels; else label or sentiment')
    .option('--write-lexicon <file>', 'write --lexicon with the entries that mend, if they do');
  addWhereOption(command.optionsGroup('Selection:'), 'write only rows that this query finds, drop the others');
  addJudgeOptions(command)
    .option('-b, --brand <name...>', 'configured brands to look for')
    .option('--identify-language', 'identify the language also of posts that claim one');
  addStoreOptions(command).option(
    '--rescore',
    'judge again what another version judged, or for other brands and topics',
  );
  addGlobalOptions(command);
  command.addHelpText(
    'after',
    examples(
      'brandwatch score mentions.csv > scored.csv',
      'tail -f posts.ndjson | brandwatch score | jq -c "select(.label == \\"negative\\")"',
      'brandwatch score answers.csv --text-column "Your comment" --labels three --excel -o scored.csv',
      'brandwatch score --store',
      'brandwatch score --check labelled.csv --write-lexicon words.csv',
    ),
  );
  command.action(async (files: string[], flags: ScoreFlags) => {
    const meant = operandsOf(files, flags, context.cwd);
    const { readsStore } = await import('../session.js');
    // The formats of a filter are not those of the configuration: it checks its own, and says which they are.
    const { format: _format, ...configured } = meant.flags;
    if (
      meant.flags.check !== true &&
      readsStore(context, meant.files, meant.flags, await configFor(context, configured))
    ) {
      await (await import('../run-score-store.js')).runScoreStore(context, meant.flags);
      return;
    }
    const run =
      meant.flags.check === true
        ? (await import('../run-check.js')).runCheck
        : (await import('../run-score.js')).runScore;
    await run(context, meant.files, meant.flags);
  });
};
