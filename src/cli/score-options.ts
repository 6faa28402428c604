/** What `score` reads and how, from its flags; with and without `--check`. */
import type { Reject } from '../app/rejects.js';
import { RowTally } from '../app/score/row-tally.js';
import type { ScoreOptions } from '../app/score/score-stream.js';
import { readUserLexicon } from '../app/user-lexicon.js';
import { watchOf } from '../app/watch.js';
import { selectBrands } from '../config/select.js';
import { expandPaths } from '../files/expand-paths.js';
import { inputName } from '../files/input-name.js';
import { column } from '../presets/expression.js';
import type { MapOption } from '../presets/map-option.js';
import type { CliContext } from './context.js';
import type { Messages } from './messages.js';
import type { GlobalFlags, JudgeFlags, StoreFlags, WhereFlags } from './options.js';
import { type Session, whereOf } from './session.js';

export type ScoreFlags = GlobalFlags &
  WhereFlags &
  StoreFlags &
  JudgeFlags & {
    rescore?: boolean;
    textColumn?: string;
    preset?: string;
    map?: string;
    delimiter?: string;
    encoding?: string;
    rejects?: string;
    maxRejects?: string;
    format?: string;
    output?: string;
    excel?: boolean;
    brand?: readonly string[];
    identifyLanguage?: boolean;
    explain?: boolean;
    check?: boolean;
    labelColumn?: string;
    writeLexicon?: string;
  };

/** Warnings of one kind of run that are shown one by one. */
const MOST_WARNINGS = 5;

/** What a run has seen so far. */
export class ScoreCounts {
  readonly tally = new RowTally();
  /** Inputs as people read them, each with its preset. */
  readonly inputs: string[] = [];

  /** What was read and what was not, in a line. */
  summary(rejectsFile: string | undefined): string {
    const { rows, rejected, misfits } = this.tally;
    const parts = [`${counted(rows)} of ${this.inputs.join(', ')}`];
    if (rejected > 0) parts.push(`${counted(rejected)} left out`);
    if (misfits > 0) parts.push(`${counted(misfits)} kept that did not fit`);
    const where = rejectsFile === undefined ? ' (--rejects rejects.csv writes them)' : `, written to ${rejectsFile}`;
    return parts.join(', ') + (rejected + misfits === 0 ? '' : where);
  }
}

function counted(rows: number): string {
  return `${rows} ${rows === 1 ? 'row' : 'rows'}`;
}

/** Throws for a brand that is not configured, and a lexicon that cannot be read. */
export async function scoreOptions(
  { config, load, messages }: Session,
  flags: ScoreFlags,
  context: CliContext,
  warnings: Warnings,
  counts: ScoreCounts,
): Promise<ScoreOptions> {
  const where = whereOf(flags, config, context);
  const noted = (reject: Reject): void => {
    warnings.add(`${inputName(reject.file)}: line ${reject.line} ${reject.reason}`);
    void load.onRejects?.([reject]);
  };
  return {
    files: await expandPaths(load.files, load.cwd),
    stdin: load.stdin,
    encoding: load.encoding,
    delimiter: load.delimiter,
    map: withTextColumn(load.map, flags.textColumn),
    preset: load.preset,
    signal: context.signal,
    watch: watchOf(selectBrands(config, flags.brand ?? []), where?.query ?? null),
    ...(where === null ? {} : { clock: where.clock }),
    labels: config.labels,
    lexicon: await readUserLexicon(config, context.cwd),
    identifyLanguage: flags.identifyLanguage ?? false,
    explain: flags.explain ?? false,
    onWarning: (text) => warnings.add(text),
    onRows: (file, rows) => counts.tally.read(file, rows),
    onReject: (reject) => {
      counts.tally.reject(reject);
      noted(reject);
    },
    onMisfit: (reject) => {
      counts.tally.misfit(reject);
      noted(reject);
    },
    onInput: ({ name, plan }) => {
      counts.inputs.push(`${inputName(name)} (${plan.preset.id})`);
      const text = plan.guesses.find((guess) => guess.column === 'text');
      if (text !== undefined)
        messages.warn(`${inputName(name)}: columns guessed, text from "${text.from}"; --text-column names it`);
    },
  };
}

function withTextColumn(map: MapOption | null, name: string | undefined): MapOption | null {
  if (name === undefined) return map;
  return {
    columns: { ...map?.columns, text: column(name) },
    from: new Map([...(map?.from ?? []), ['text', name]]),
    order: map?.order ?? null,
    options: new Map([['text', '--text-column']]),
  };
}

/** The first few as they come, the rest as a number. */
export class Warnings {
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
