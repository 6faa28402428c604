/** The handler of `score`. */
import { type ScoredBatch, scoreStream } from '../app/score/score-stream.js';
import { scoredTable } from '../app/score/table.js';
import { asNdjson, asSameTable } from '../app/score/write.js';
import { AppError } from '../core/errors.js';
import { formatById, formatOfFile } from '../formats/index.js';
import type { CliContext } from './context.js';
import { checkEnding } from './output-ending.js';
import { checkPlace, spareInputs } from './output-place.js';
import { ScoreCounts, type ScoreFlags, scoreOptions, Warnings } from './score-options.js';
import { withSession } from './session.js';
import { openSink, writeTo } from './sink.js';

type Written = 'csv' | 'tsv' | 'ndjson';

export async function runScore(context: CliContext, files: readonly string[], flags: ScoreFlags): Promise<void> {
  const asked = formatAsked(flags);
  checkFlags(flags);
  await withSession(context, files, flags, false, async (session) => {
    const { config, load, messages, workspace } = session;
    const output = flags.output === undefined || flags.output === '-' ? null : flags.output;
    if (output !== null) {
      if (flags.format === undefined && formatOfFile(output) === null) checkEnding(output);
      await checkPlace(output, false);
      await spareInputs(output, load.files);
    }
    const warnings = new Warnings(messages);
    const counts = new ScoreCounts();
    const options = await scoreOptions(session, flags, context, warnings, counts);
    const sink = await openSink(output, context);
    await writeTo(sink, written(scoreStream(workspace, options), asked, flags, config.timezone, warnings));
    warnings.finish();
    messages.say(counts.summary(flags.rejects));
    // All that could be read is written by now: a filter cannot take its rows back, but it can say so in its exit code.
    const refusal = counts.tally.refusal(load);
    if (refusal !== null) throw refusal;
  });
}

/** Flags that mean nothing without `--check`. */
function checkFlags(flags: ScoreFlags): void {
  const needs =
    flags.labelColumn !== undefined ? '--label-column' : flags.writeLexicon !== undefined ? '--write-lexicon' : null;
  if (needs === null) return;
  throw new AppError('usage', `${needs} goes with --check`, { code: 'check.flags', hint: 'add --check' });
}

/** What the flags ask for, or null: the format of the input. */
function formatAsked(flags: ScoreFlags): Written | null {
  const id = flags.format ?? null;
  const ending = flags.output === undefined ? null : (formatOfFile(flags.output)?.id ?? null);
  const told = writable(id ?? ending);
  if (flags.excel !== true) return told;
  if (told === null || told === 'csv') return 'csv';
  throw new AppError('usage', `--excel goes with csv, not with ${told}`, { code: 'output.excel', hint: 'add -f csv' });
}

function writable(id: string | null): Written | null {
  if (id === null || id === 'csv' || id === 'tsv' || id === 'ndjson') return id;
  throw new AppError('usage', `score writes csv, tsv or ndjson, not ${id}`, {
    code: 'score.format',
    hint: 'for example -f csv; without -f and an ending, the format is that of the input',
  });
}

async function* written(
  batches: AsyncGenerator<ScoredBatch>,
  asked: Written | null,
  flags: ScoreFlags,
  timezone: string,
  warnings: Warnings,
): AsyncGenerator<string> {
  const first = await batches.next();
  if (first.done === true) return;
  const all = (async function* () {
    yield first.value;
    yield* batches;
  })();
  const { input } = first.value;
  const explained = flags.explain ?? false;
  // An ending says what kind of file it is to be; which delimiter a table has is the input's to say.
  const kept = flags.format === undefined && flags.excel !== true && asked !== 'ndjson' && isSameKind(input, asked);
  if (asked === 'ndjson' || (asked === null && input.kind === 'json')) yield* asNdjson(all, explained);
  else if (kept) yield* asSameTable(all, explained);
  else {
    const table = await scoredTable(all, (text) => warnings.add(text), explained);
    const context = { width: 80, color: false, excel: flags.excel ?? false, timezone };
    yield* formatById(asked ?? 'csv').write([table], context);
  }
}

function isSameKind(input: ScoredBatch['input'], asked: Written | null): boolean {
  if (input.kind === 'json') return false;
  return asked === null || (asked === 'tsv') === (input.dialect.delimiter === '\t');
}
