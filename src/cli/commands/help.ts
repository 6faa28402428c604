import { AppError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { page, pageWidth } from '../help/page.js';
import { type DeclareCommand, examples } from './command.js';

/** Topics of `help`, each loaded only when asked for. */
const TOPICS: Readonly<Record<string, () => Promise<string>>> = {
  'exit-codes': async () => (await import('../exit.js')).EXIT_HELP,
  formats: async () => (await import('../help/formats.js')).formatsHelp(),
  metrics: async () => (await import('../../reports/formulas.js')).METRICS_HELP,
  columns: async () => (await import('../help/columns.js')).columnsHelp(),
  queries: async () => (await import('../help/queries.js')).queriesHelp(),
};

export const HELP_TOPICS = Object.keys(TOPICS);

export const helpCommand: DeclareCommand = (program, context) => {
  program
    .command('help')
    .summary(`help on a command, or on ${HELP_TOPICS.join(', ')}`)
    .description(`Shows the help of a command, or a page on ${HELP_TOPICS.join(', ')}.`)
    .argument('[topic]', 'a command or a topic')
    .addHelpText('after', examples('brandwatch help audit', 'brandwatch help metrics'))
    .action(async (topic: string | undefined) => {
      if (topic === undefined) {
        program.outputHelp();
        return;
      }
      const command = program.commands.find((known) => known.name() === topic);
      const text = TOPICS[topic];
      if (command !== undefined) command.outputHelp();
      else if (text !== undefined) context.stdout.write(page(await text(), pageWidth(context)));
      else {
        const close = nearest(topic, [...HELP_TOPICS, ...program.commands.map((known) => known.name())]);
        throw new AppError('usage', `there is no help on "${topic}"`, {
          code: 'help.unknown',
          hint: close === null ? `topics are ${HELP_TOPICS.join(', ')}` : `did you mean ${close}?`,
        });
      }
    });
};
