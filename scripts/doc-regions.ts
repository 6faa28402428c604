/** What each generated part of the documentation says, made from the registries and from the program itself. */
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { ALERT_COLUMNS } from '../src/alerts/columns.js';
import { COUNT_COLUMNS } from '../src/app/alerts/alert-counts.js';
import { fieldRows } from '../src/app/field-table.js';
import { modesOf } from '../src/app/source-table.js';
import type { CliContext } from '../src/cli/context.js';
import { EXIT_HELP } from '../src/cli/exit.js';
import { buildProgram, runCli } from '../src/cli/program.js';
import { configurationTable } from '../src/config/markdown.js';
import { FORMATS } from '../src/formats/index.js';
import { EXPLANATION_COLUMN, POST_COLUMNS, SCORE_COLUMNS } from '../src/posts/post.js';
import { PRESETS } from '../src/presets/index.js';
import { METRICS_HELP } from '../src/reports/formulas.js';
import { REPORTS } from '../src/reports/index.js';
import { columnsOf } from '../src/reports/report.js';
import { SOURCES } from '../src/sources/index.js';
import type { Source } from '../src/sources/source.js';

/** The command whose output the README shows. */
export const DEMO =
  'audit fixtures/demo/acme-october.csv --config fixtures/demo/.brandwatchrc --since 2026-10-01 --until 2026-11-01 --format terminal';
/** So that the README shows the head of the list and not all of a screenful. */
const DEMO_ROWS = 8;

export const REGIONS: Readonly<Record<string, () => string | Promise<string>>> = {
  demo,
  commands,
  'exit-codes': () => fenced(EXIT_HELP),
  'post-columns': () => columnTable(POST_COLUMNS),
  'score-columns': () => columnTable(SCORE_COLUMNS),
  'explanation-column': () => columnTable([EXPLANATION_COLUMN]),
  'report-columns': reportColumns,
  'alert-columns': () => columnTable(ALERT_COLUMNS),
  'count-columns': () => columnTable(COUNT_COLUMNS),
  formats: () =>
    table(
      ['format', 'what it is', 'endings'],
      FORMATS.map(({ id, summary, endings }) => [
        code(id),
        summary,
        endings.map((ending) => code(`.${ending}`)).join(' '),
      ]),
    ),
  keys: configurationTable,
  presets: presetTable,
  'query-fields': () =>
    table(
      ['field', 'about', 'takes', 'judged'],
      fieldRows().map(({ example, about, takes, judged }) => [code(example), about, takes, judged ? 'yes' : '']),
    ),
  sources: () => SOURCES.map(sourceSection).join('\n\n'),
  formulas: () => fenced(METRICS_HELP),
};

/** A command line as the program answers it on a terminal of so many columns, without colour. Throws when it fails. */
export async function answerTo(args: readonly string[], columns: number): Promise<string> {
  let out = '';
  let errors = '';
  const exitCode = await runCli(
    args,
    contextOf(columns, { out: (text) => (out += text), err: (text) => (errors += text) }),
  );
  if (exitCode !== 0) throw new Error(`brandwatch ${args.join(' ')} exits with ${exitCode}: ${errors}`);
  return out;
}

/** The command tree of a program that nobody listens to. */
export function silentProgram(): ReturnType<typeof buildProgram> {
  return buildProgram(contextOf(80, { out: () => '', err: () => '' }));
}

function contextOf(columns: number, write: { out(text: string): string; err(text: string): string }): CliContext {
  const sink = (take: (text: string) => string) =>
    Object.assign(
      new Writable({
        decodeStrings: false,
        write: (chunk, _, done) => {
          take(String(chunk));
          done();
        },
      }),
      { columns },
    );
  return {
    stdin: Readable.from([]),
    stdout: sink(write.out),
    stderr: sink(write.err),
    env: { NO_COLOR: '1' },
    cwd: fileURLToPath(new URL('../', import.meta.url)),
    now: () => new Date('2026-11-02T08:00:00Z'),
    pid: 1,
    isAlive: () => false,
    again: null,
    nothingPiped: true,
    cores: 2,
    signal: new AbortController().signal,
  };
}

async function demo(): Promise<string> {
  const page = await answerTo([...DEMO.split(' '), '-n', String(DEMO_ROWS), '--quiet'], 110);
  return fenced(`$ npm run demo\n${page}`);
}

async function commands(): Promise<string> {
  const parts = [`## brandwatch\n\n${fenced(await answerTo(['--help'], 80))}`];
  for (const name of silentProgram().commands.map((command) => command.name())) {
    parts.push(`## brandwatch ${name}\n\n${fenced(await answerTo([name, '--help'], 80))}`);
  }
  return parts.join('\n\n');
}

interface DocumentedColumn {
  readonly name: string;
  readonly type: string;
  readonly about: string;
}

function columnTable(columns: readonly DocumentedColumn[]): string {
  return table(
    ['column', 'type', 'what it holds'],
    columns.map(({ name, type, about }) => [code(name), type, about]),
  );
}

function reportColumns(): string {
  return REPORTS.map(
    (report) =>
      `### report ${report.id}\n\n${sentence(report.summary)}${report.orders.length === 0 ? '' : ` \`--by\` is ${report.orders.map(code).join(', ')}; the first is the default.`}\n\n${columnTable(columnsOf(report, 2))}`,
  ).join('\n\n');
}

function presetTable(): string {
  const known = { S: 'the source', 'S-ind': 'a parser of it', own: 'our own' } as const;
  return table(
    ['preset', 'export of', 'which', 'file', 'columns seen in'],
    PRESETS.map(({ id, title, summary, shape, evidence }) => [
      code(id),
      title,
      summary,
      shape === 'json' ? 'JSON' : 'table',
      known[evidence],
    ]),
  );
}

function sourceSection(source: Source): string {
  const { credentials, evidence, options } = source;
  const rows: (readonly [string, string])[] = [
    ['finds', source.finds],
    ['query', `${source.query.is}${source.query.optional ? ' (may be left out)' : ''}`],
    ['modes', modesOf(source).map(code).join(' ')],
    [
      'credentials',
      credentials
        .map(
          ({ env, about, where, optional }) =>
            `${code(env)}${optional ? ' (optional)' : ''}: ${about}. ${sentence(where)}`,
        )
        .join('<br>') || 'none',
    ],
    [
      'server',
      source.baseUrl === null
        ? ''
        : source.baseUrl === 'required'
          ? 'to be named with `--base-url`'
          : code(source.baseUrl),
    ],
    [
      'options',
      Object.entries(options)
        .map(([name, { about, values, fallback }]) => {
          const choice = values === undefined ? '' : ` (${values.map(code).join(', ')})`;
          return `${code(name)}: ${about}${choice}${fallback === undefined ? '' : `; ${code(fallback)} by default`}`;
        })
        .join('<br>'),
    ],
    ['limits', source.limits],
    ['reach', source.reach.map(code).join(' ')],
    ['terms', source.terms],
    ['rests on', `**${evidence.kind}**, ${evidence.date}: ${evidence.of}`],
  ];
  return `### ${source.id}: ${source.title}\n\n${table(
    ['', ''],
    rows.filter(([, text]) => text !== ''),
  )}`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function fenced(text: string): string {
  return `\`\`\`text\n${text.replace(/[ \t]+$/gm, '').trimEnd()}\n\`\`\``;
}

function code(text: string): string {
  return `\`${text}\``;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
