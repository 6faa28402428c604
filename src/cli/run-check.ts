/** The handler of `score --check`. */
import { checkLabels, withProposed } from '../app/check-labels.js';
import { AppError } from '../core/errors.js';
import type { Format } from '../formats/format.js';
import { formatById, formatOfFile } from '../formats/index.js';
import { userLexiconLine } from '../sentiment/user-lexicon.js';
import type { CliContext } from './context.js';
import { checkPlace, spareInputs } from './output-place.js';
import { ScoreCounts, type ScoreFlags, scoreOptions, Warnings } from './score-options.js';
import { withSession } from './session.js';
import { openSink, writeTo } from './sink.js';
import { writeTables } from './write-tables.js';

export async function runCheck(context: CliContext, files: readonly string[], flags: ScoreFlags): Promise<void> {
  const path = flags.output === undefined || flags.output === '-' ? null : flags.output;
  const format = formatAsked(flags, path);
  await withSession(context, files, flags, false, async (session) => {
    const { config, load, messages, workspace } = session;
    for (const place of [path, flags.writeLexicon ?? null]) {
      if (place === null) continue;
      await checkPlace(place, false);
      await spareInputs(place, load.files);
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
    await writeTables(checked.tables, { format, path, folder: false }, context, config, {});
    if (path !== null) messages.say(`wrote ${path}`);
    if (checked.unlabelled > 0) {
      const strange =
        checked.unknown.length === 0 ? '' : `, e.g. ${checked.unknown.map((cell) => `"${cell}"`).join(', ')}`;
      messages.warn(`rows without a label do not count: ${checked.unlabelled}${strange}`);
    }
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
function formatAsked(flags: ScoreFlags, path: string | null): Format {
  const other = flags.excel === true ? '--excel' : flags.explain === true ? '--explain' : null;
  if (other !== null) throw new AppError('usage', `--check and ${other} exclude each other`, { code: 'check.flags' });
  if (flags.writeLexicon === '-') {
    throw new AppError('usage', '--write-lexicon takes a file, not standard output', {
      code: 'check.place',
      hint: 'for example --write-lexicon words.csv',
    });
  }
  const format =
    flags.format === undefined
      ? ((path === null ? undefined : formatOfFile(path)) ?? formatById('terminal'))
      : formatById(flags.format);
  if (format.many) return format;
  throw new AppError('usage', `score --check writes terminal, json or markdown, not ${format.id}`, {
    code: 'check.format',
    hint: 'add -f json',
  });
}

async function* pieces(text: string): AsyncGenerator<string> {
  yield text;
}
