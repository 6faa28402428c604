import { operandsOf } from '../operands.js';
import {
  addGlobalOptions,
  addInputOptions,
  addKeepOptions,
  addOutputOptions,
  addStoreOptions,
  addWhereOption,
  type KeepFlags,
  type OutputFlags,
} from '../options.js';
import type { ReadFlags } from '../session.js';
import { type DeclareCommand, examples } from './command.js';

type ImportFlags = ReadFlags & OutputFlags & Partial<KeepFlags> & { explain?: boolean };

export const importCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('import')
    .summary('posts from an export file ("-" is stdin)')
    .description(
      'Reads CSV, TSV, JSON, NDJSON, Parquet and XLSX, plain or compressed, in any encoding, and writes posts as NDJSON,\n' +
        'or stores them: with --store, or where the configuration has a store and neither -o nor -f is given.\n' +
        'Time grows with the rows; memory stays within --memory, but for XLSX, which is read whole.',
    )
    .argument('[file...]', 'export files and globs; - or nothing for a piped stdin')
    .option('--explain', 'print how each file was read: preset, dialect, mapping, what was guessed, what is left over');
  addWhereOption(command.optionsGroup('Selection:'), 'keep only posts that this query finds');
  addGlobalOptions(addKeepOptions(addStoreOptions(addOutputOptions(addInputOptions(command)))));
  command.addHelpText(
    'after',
    examples(
      'brandwatch import mentions.csv > posts.ndjson',
      'brandwatch import mentions.csv --store',
      'brandwatch import --explain survey.xlsx',
      'brandwatch import survey.csv --map text=Comment,created_at=When:DD/MM/YYYY',
    ),
  );
  command.action(async (files: string[], flags: ImportFlags) => {
    const meant = operandsOf(files, flags, context.cwd);
    const { runImport } = await import('../run-import.js');
    await runImport(context, meant.files, meant.flags);
  });
};
