/** The handler of `score`. */
import { type ScoredBatch, type ScoreOptions, scoreStream } from '../app/score/score-stream.js';
import { scoredTable } from '../app/score/table.js';
import { asNdjson, asSameTable } from '../app/score/write.js';
import { readUserLexicon } from '../app/user-lexicon.js';
import { watchOf } from '../app/watch.js';
import { selectBrands } from '../config/select.js';
import { AppError } from '../core/errors.js';
import { expandPaths } from '../files/expand-paths.js';
import { inputName } from '../files/input-name.js';
import { formatById, formatOfFile } from '../formats/index.js';
import { column } from '../presets/expression.js';
import type { MapOption } from '../presets/map-option.js';
import type { CliContext } from './context.js';
import type { Messages } from './messages.js';
import type { GlobalFlags, JudgeFlags } from './options.js';
import { checkPlace, spareInputs } from './output-place.js';
import { withSession } from './session.js';
import { openSink, writeTo } from './sink.js';

export type ScoreFlags = GlobalFlags &
  JudgeFlags & {
    textColumn?: string;
    preset?: string;
    map?: string;
    delimiter?: string;
    encoding?: string;
    rejects?: string;
    format?: string;
    output?: string;
    excel?: boolean;
    brand?: readonly string[];
    identifyLanguage?: boolean;
  };

type Written = 'csv' | 'tsv' | 'ndjson';

/** Warnings of one kind of run that are shown one by one. */
const MOST_WARNINGS = 5;

export async function runScore(context: CliContext, files: readonly string[], flags: ScoreFlags): Promise<void> {
  const asked = formatAsked(flags);
  await withSession(context, files, flags, false, async ({ config, load, messages, workspace }) => {
    const output = flags.output === undefined || flags.output === '-' ? null : flags.output;
    if (output !== null) {
      await checkPlace(output, false);
      await spareInputs(output, load.files);
    }
    const warnings = new Warnings(messages);
    const counts = { rows: 0, rejects: 0 };
    const inputs: string[] = [];
    const options: ScoreOptions = {
      files: await expandPaths(load.files, load.cwd),
      stdin: load.stdin,
      encoding: load.encoding,
      delimiter: load.delimiter,
      map: withTextColumn(load.map, flags.textColumn),
      preset: load.preset,
      signal: context.signal,
      watch: watchOf(selectBrands(config, flags.brand ?? [])),
      labels: config.labels,
      lexicon: await readUserLexicon(config, context.cwd),
      identifyLanguage: flags.identifyLanguage ?? false,
      onWarning: (text) => warnings.add(text),
      onReject: (reject) => {
        counts.rejects++;
        warnings.add(`${inputName(reject.file)}: line ${reject.line} ${reject.reason}`);
        void load.onRejects?.([reject]);
      },
      onInput: ({ name, plan }) => {
        inputs.push(`${inputName(name)} (${plan.preset.id})`);
        const text = plan.guesses.find((guess) => guess.column === 'text');
        if (text !== undefined)
          messages.warn(`${inputName(name)}: columns guessed, text from "${text.from}"; --text-column names it`);
      },
    };
    const sink = await openSink(output, context);
    await writeTo(
      sink,
      written(counted(scoreStream(workspace, options), counts), asked, flags, config.timezone, warnings),
    );
    warnings.finish();
    if (counts.rows === 0 && counts.rejects > 0)
      throw new AppError('malformed-input', `nothing could be read: ${counts.rejects} lines are no JSON objects`, {
        code: 'score.nothing',
        hint: 'look at them with --rejects rejects.csv',
      });
    messages.say(
      `${counts.rows} rows of ${inputs.join(', ')}${counts.rejects === 0 ? '' : `, ${counts.rejects} lines left out${flags.rejects === undefined ? ' (--rejects rejects.csv writes them)' : `, written to ${flags.rejects}`}`}`,
    );
  });
}

/** What the flags ask for, or null: the format of the input. */
function formatAsked(flags: ScoreFlags): Written | null {
  const id = flags.format === undefined ? null : formatById(flags.format).id;
  if (id !== null && id !== 'csv' && id !== 'tsv' && id !== 'ndjson') {
    throw new AppError('usage', `score writes csv, tsv or ndjson, not ${id}`, { code: 'score.format' });
  }
  const ending = flags.output === undefined ? undefined : formatOfFile(flags.output)?.id;
  const told = id ?? (ending === 'csv' || ending === 'tsv' || ending === 'ndjson' ? ending : null);
  if (flags.excel !== true) return told;
  if (told === null || told === 'csv') return 'csv';
  throw new AppError('usage', `--excel goes with csv, not with ${told}`, { code: 'output.excel', hint: 'add -f csv' });
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
  // An ending says what kind of file it is to be; which delimiter a table has is the input's to say.
  const kept = flags.format === undefined && flags.excel !== true && asked !== 'ndjson' && isSameKind(input, asked);
  if (asked === 'ndjson' || (asked === null && input.kind === 'json')) yield* asNdjson(all);
  else if (kept) yield* asSameTable(all);
  else {
    const table = await scoredTable(all, (text) => warnings.add(text));
    const context = { width: 80, color: false, excel: flags.excel ?? false, timezone };
    yield* formatById(asked ?? 'csv').write([table], context);
  }
}

function isSameKind(input: ScoredBatch['input'], asked: Written | null): boolean {
  if (input.kind === 'json') return false;
  return asked === null || (asked === 'tsv') === (input.dialect.delimiter === '\t');
}

async function* counted(batches: AsyncGenerator<ScoredBatch>, counts: { rows: number }): AsyncGenerator<ScoredBatch> {
  for await (const batch of batches) {
    counts.rows += batch.rows.length;
    yield batch;
  }
}

function withTextColumn(map: MapOption | null, name: string | undefined): MapOption | null {
  if (name === undefined) return map;
  return {
    columns: { ...map?.columns, text: column(name) },
    from: new Map([...(map?.from ?? []), ['text', name]]),
    order: map?.order ?? null,
  };
}

/** The first few as they come, the rest as a number. */
class Warnings {
  readonly #messages: Messages;
  #count = 0;

  constructor(messages: Messages) {
    this.#messages = messages;
  }

  add(text: string): void {
    this.#count++;
    if (this.#count <= MOST_WARNINGS) this.#messages.warn(text);
  }

  finish(): void {
    const more = this.#count - MOST_WARNINGS;
    if (more > 0) this.#messages.warn(`${more} more rows of this kind`);
  }
}
