import type { ExplainFlags } from '../run-explain.js';
import { type DeclareCommand, examples } from './command.js';

export const explainCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('explain')
    .summary('show, word by word, why a text gets its score')
    .description(
      'Judges one text as score does, and shows the words that speak for it (green, or [+word]) and against it (red, or\n' +
        '[−word]), every entry that fired with its weight, the rules that were applied, and what they come to.',
    )
    .argument('[text]', 'the text, in quotes; - or nothing for a piped stdin, taken whole as one text')
    // Counted in the handler, which knows what more words than one most likely mean.
    .allowExcessArguments()
    .option('--lang <tag>', 'believe that it is in this language, instead of identifying it')
    .option('--lexicon <file>', 'your own words and weights: a CSV file of entry,weight,lang')
    .optionsGroup('Output:')
    .option('-f, --format <format>', 'terminal (also in a pipe), or json: the whole explanation')
    .option('-o, --output <file>', 'write here; the ending .json chooses json')
    .optionsGroup('General:')
    .option('-c, --config <file>', 'configuration (else .brandwatchrc, searched upwards)')
    .option('-q, --quiet', 'no summary')
    .option('--no-color', 'no colour (also: NO_COLOR)')
    .option('--debug', 'show where an error comes from');
  command.addHelpText(
    'after',
    examples(
      'brandwatch explain "Third day without my suitcase and nobody answers"',
      'brandwatch explain "Pas mal du tout !" --lang fr',
      'echo "Charged twice, refunded never" | brandwatch explain - -f json',
    ),
  );
  command.action(async (_text: string | undefined, flags: ExplainFlags) => {
    const { runExplain } = await import('../run-explain.js');
    await runExplain(context, command.args, flags);
  });
};
