import { operandsOf } from '../operands.js';
import {
  addGlobalOptions,
  addInputOptions,
  addJudgeOptions,
  addOutputOptions,
  addSelectOptions,
  type OutputFlags,
} from '../options.js';
import type { ReadFlags } from '../session.js';
import { type DeclareCommand, examples } from './command.js';

type AuditFlags = ReadFlags & OutputFlags & { by?: string };

export const auditCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('audit')
    .summary('import + score + the reports of an audit, in one go')
    .description(
      'Reads export files, judges every post and answers: who is unhappy, and how far does it carry?\n' +
        'Time grows with the rows; memory stays within --memory and a little more, whatever their number.',
    )
    .argument('[file...]', 'export files and globs; - or nothing for a piped stdin')
    .option('--by <order>', 'reach, unhappiness, priority or recent');
  addGlobalOptions(addOutputOptions(addInputOptions(addJudgeOptions(addSelectOptions(command)))));
  command.addHelpText(
    'after',
    examples(
      'brandwatch audit acme-october.csv',
      'brandwatch audit exports/*.csv -o reports/',
      'brandwatch audit mentions.csv --excel -o unhappy.csv',
    ),
  );
  command.action(async (files: string[], flags: AuditFlags) => {
    const { runAudit } = await import('../run-audit.js');
    const meant = operandsOf(files, flags, context.cwd);
    await runAudit(context, meant.files, meant.flags);
  });
};
