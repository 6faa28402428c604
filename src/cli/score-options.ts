/** What `score` reads and how, from its flags; with and without `--check`. */
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
export interface ScoreCounts {
  rejects: number;
  /** Inputs as people read them, each with its preset. */
  readonly inputs: string[];
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
    onReject: (reject) => {
      counts.rejects++;
      warnings.add(`${inputName(reject.file)}: line ${reject.line} ${reject.reason}`);
      void load.onRejects?.([reject]);
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
