/** The handler of `score --check`. */
import { checkLabels, withProposed } from '../app/check-labels.js';
import { AppError } from '../core/errors.js';
import { userLexiconLine } from '../sentiment/user-lexicon.js';
import type { CliContext } from './context.js';
import { checkPlace, spareInputs } from './output-place.js';
import { ScoreCounts, type ScoreFlags, scoreOptions, Warnings } from './score-options.js';
import { withSession } from './session.js';
import { openSink, writeTo } from './sink.js';
import { destinationOf, writeTables } from './write-tables.js';

export async function runCheck(context: CliContext, files: readonly string[], flags: ScoreFlags): Promise<void> {
  checkFlags(flags);
  await withSession(context, files, flags, false, async (session) => {
    const { config, load, messages, workspace } = session;
    const destination = await destinationOf(context, config, flags, 'csv', load.files);
    if (flags.writeLexicon !== undefined) {
      await checkPlace(flags.writeLexicon, false);
      await spareInputs(flags.writeLexicon, load.files);
    }
    const warnings = new Warnings(messages);
    const counts = new ScoreCounts();
    const options = await scoreOptions(session, flags, context, warnings, counts);
    const checked = await checkLabels(workspace, {
      ...options,
      labelColumn: flags.labelColumn ?? null,
      onStep: (text) => messages.step(text),
    });
    await messages.done();
    warnings.finish();
    const together = destination.folder || destination.format.many;
    const tables = together ? checked.tables : checked.tables.slice(0, 1);
    for (const path of await writeTables(tables, destination, context, config, {})) messages.say(`wrote ${path}`);
    for (const line of checked.leftOut) messages.warn(line);
    if (!together) messages.say('only the agreement is written; -f json or -o folder/ writes all that was found');
    messages.say(counts.summary(flags.rejects));
    const refusal = counts.tally.refusal(load);
    if (refusal !== null) throw refusal;
    if (flags.writeLexicon === undefined) return;
    if (checked.proposed.length === 0) {
      messages.warn(`nothing is written to ${flags.writeLexicon}: there are no entries to propose`);
      return;
    }
    const entries = withProposed(options.lexicon ?? [], checked.proposed);
    const text = ['entry,weight,lang', ...entries.map(userLexiconLine), ''].join('\n');
    await writeTo(await openSink(flags.writeLexicon, context), pieces(text));
    messages.say(`wrote ${entries.length} entries to ${flags.writeLexicon}`);
  });
}

/** Throws for flags that belong to scoring without `--check`. */
function checkFlags(flags: ScoreFlags): void {
  const other = flags.excel === true ? '--excel' : flags.explain === true ? '--explain' : null;
  if (other !== null) {
    throw new AppError('usage', `--check and ${other} exclude each other`, {
      code: 'check.flags',
      hint: `leave out ${other}`,
    });
  }
  if (flags.writeLexicon === '-') {
    throw new AppError('usage', '--write-lexicon takes a file, not standard output', {
      code: 'check.place',
      hint: 'for example --write-lexicon words.csv',
    });
  }
}

async function* pieces(text: string): AsyncGenerator<string> {
  yield text;
}
