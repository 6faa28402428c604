/** Options that several commands share, each declared and read in one place. */
import type { Command } from 'commander';
import type { EffectiveConfig } from '../config/config.js';
import type { CliContext } from './context.js';

export interface GlobalFlags {
  readonly config?: string;
  readonly timezone?: string;
  readonly threads?: string;
  readonly memory?: string;
  readonly quiet?: boolean;
  readonly color?: boolean;
}

export interface InputFlags {
  readonly map?: string;
  readonly preset?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly sheet?: string;
  readonly dateOrder?: string;
  readonly rejects?: string;
  readonly maxRejects?: string;
}

export interface OutputFlags {
  readonly format?: string;
  readonly output?: string;
  readonly excel?: boolean;
  readonly columns?: string;
  readonly limit?: string;
}

export interface SelectFlags {
  readonly brand?: readonly string[];
  readonly since?: string;
  readonly until?: string;
  readonly last?: string;
  readonly lang?: readonly string[];
  readonly network?: readonly string[];
}

export interface WhereFlags {
  readonly where?: string;
}

export interface StoreFlags {
  /** True where it stands without a path. */
  readonly store?: string | true;
  /** True where it stands without a span. */
  readonly wait?: string | true;
}

export interface JudgeFlags {
  readonly labels?: string;
  readonly lexicon?: string;
}

export function addGlobalOptions(command: Command): Command {
  return command
    .optionsGroup('General:')
    .option('-c, --config <file>', 'configuration (else .brandwatchrc, searched upwards)')
    .option('--timezone <zone>', 'zone of days, and of dates without one (IANA)')
    .option('--threads <n>', 'worker threads (default: all cores)')
    .option('--memory <size>', 'memory before it spills to disk, e.g. 800MB')
    .option('-q, --quiet', 'no progress and no summary')
    .option('--no-color', 'no colour (also: NO_COLOR)')
    .option('--debug', 'show where an error comes from');
}

/** Pairs of a flag that is given more than once belong together. */
export function morePairs(pairs: string, before: string | undefined): string {
  return before === undefined ? pairs : `${before},${pairs}`;
}

export function addInputOptions(command: Command): Command {
  return command
    .optionsGroup('Input:')
    .option('--preset <id>', 'read it as this export (see: brandwatch presets)')
    .option('--map <pairs>', 'columns, e.g. text=Comment,created_at=When:DD/MM/YYYY', morePairs)
    .option('--date-order <order>', 'dmy or mdy for 03/04/2026; else decided from the column')
    .option('--delimiter <char>', 'delimiter, e.g. ";" or tab')
    .option('--encoding <name>', 'encoding, e.g. windows-1252')
    .option('--sheet <name>', 'sheet of a workbook, by name or number')
    .option('--rejects <file>', 'write unreadable rows here, with file, line and reason')
    .option('--max-rejects <share>', 'fail above this share of unreadable rows (default 10%)');
}

export function addOutputOptions(command: Command): Command {
  return command
    .optionsGroup('Output:')
    .option('-f, --format <format>', 'terminal, csv, tsv, json, ndjson or markdown')
    .option('-o, --output <file>', 'write here; the ending chooses the format')
    .option('--excel', 'csv for a spreadsheet: BOM, CRLF, cells that would run made inert')
    .option('--columns <names>', 'only these columns, in this order')
    .option('-n, --limit <rows>', 'at most so many rows');
}

/** What the store keeps, and of whom. */
export interface KeepFlags {
  readonly pseudonymise: boolean | undefined;
  readonly retention: string | undefined;
}

/** Commands that read or write the store. */
export function addStoreOptions(command: Command): Command {
  return command
    .optionsGroup('Store:')
    .option('--store [file]', 'the store (default: .brandwatch/store.duckdb beside the configuration)')
    .option('--wait [span]', 'wait for another run that has it, at most so long, e.g. 30s, 10m');
}

/** Commands that put posts into the store. */
export function addKeepOptions(command: Command): Command {
  return command.option('--pseudonymise', 'store authors as pseudonyms, with no way back');
}

/** How posts are judged. */
export function addJudgeOptions(command: Command): Command {
  return command
    .optionsGroup('Judging:')
    .option('--labels <set>', 'four labels, or three: mixed goes to the others by the sign of its sentiment')
    .option('--lexicon <file>', 'your own words and weights: a CSV file of entry,weight,lang');
}

/** Commands that read posts. */
export function addWhereOption(command: Command, about = 'only posts that this query finds'): Command {
  return command.option('--where <expr>', `${about} (see: brandwatch help queries)`);
}

export function addSelectOptions(command: Command): Command {
  return addWhereOption(command.optionsGroup('Selection:'))
    .option('-b, --brand <name...>', 'only posts that name these configured brands')
    .option('--since <when>', 'from this moment or day on')
    .option('--until <when>', 'up to, but without, this moment or day')
    .option('--last <span>', 'the last 24h, 7d, 4w')
    .option('--lang <tag...>', 'only these languages')
    .option('--network <name...>', 'only these networks');
}

/** The effective configuration for a command's flags. */
export async function configFor(
  context: CliContext,
  flags: GlobalFlags & Partial<InputFlags> & Partial<OutputFlags> & JudgeFlags & StoreFlags & Partial<KeepFlags>,
): Promise<EffectiveConfig> {
  const { loadConfig } = await import('../config/load.js');
  return loadConfig({
    cwd: context.cwd,
    file: flags.config,
    env: context.env,
    flags: {
      timezone: flags.timezone,
      format: flags.format,
      threads: flags.threads,
      memory: flags.memory,
      quiet: flags.quiet,
      // Commander's default for --no-color is true, which is not something that the user said.
      color: flags.color === false ? false : undefined,
      limit: flags.limit,
      dateOrder: flags.dateOrder,
      maxRejects: flags.maxRejects,
      labels: flags.labels,
      lexicon: flags.lexicon,
      store: flags.store,
      pseudonymise: flags.pseudonymise,
      retention: flags.retention,
    },
  });
}

/** Whether to colour: the configuration's word, else NO_COLOR, else whether it is a terminal. */
export function wantsColor(config: EffectiveConfig, context: CliContext, toTerminal: boolean): boolean {
  if (config.color !== 'auto') return config.color === 'always';
  if ((context.env['NO_COLOR'] ?? '') !== '' || context.env['TERM'] === 'dumb') return false;
  return toTerminal;
}
