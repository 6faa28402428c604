/** The handlers of `audit` and `report`. */
import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { audit } from '../app/audit.js';
import { columnPlaces } from '../app/columns.js';
import { selectBrands } from '../config/select.js';
import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import type { Table } from '../core/table.js';
import { REPORTS, reportById } from '../reports/index.js';
import { columnsOf, type Report } from '../reports/report.js';
import type { CliContext } from './context.js';
import { warnOfImport, warnOfStore } from './import-summary.js';
import type { OutputFlags } from './options.js';
import { reportCommand } from './report-command.js';
import { auditOptions, type ReadFlags, type Session, withSession } from './session.js';
import { columnNames, type Destination, destinationOf, writeTables } from './write-tables.js';

type Flags = ReadFlags & OutputFlags & { by?: string };

/** Rows that a terminal shows unless told. */
const SCREENFUL = 18;

/** Every report of an audit: a page on a terminal, one table in a pipe, a file for each in a folder. */
export async function runAudit(context: CliContext, files: readonly string[], flags: Flags): Promise<void> {
  const unhappy = reportNamed('unhappy');
  const overview = reportNamed('overview');
  checkOrder(unhappy, flags.by);
  checkFolder(context, flags);
  await withSession(context, files, flags, false, async (session) => {
    const destination = await destinationOf(context, session.config, flags, 'csv', session.load.files);
    checkColumns(session, unhappy, flags);
    const onScreen = destination.format.id === 'terminal' && !destination.folder;
    const audited = await audit(session.workspace, await limited(session, flags, context, onScreen));
    const together = destination.folder || destination.format.many;
    const tables =
      together && flags.columns === undefined
        ? [await audited.table(overview), await audited.table(unhappy)]
        : [await audited.table(unhappy)];
    await session.messages.done();
    const shown = onScreen ? onePage(tables, files, flags) : tables;
    await finish(context, session, flags, destination, shown);
    if (audited.loaded !== null) warnOfImport(audited.loaded, session.messages, flags.rejects);
    if (!together) session.messages.say('only the unhappy customers are written; -o folder/ writes every report');
  });
}

/** One report. */
export async function runReport(
  context: CliContext,
  name: string | undefined,
  files: readonly string[],
  flags: Flags,
): Promise<void> {
  const { report, inputs } = whichReport(name, files);
  checkOrder(report, flags.by);
  await withSession(
    context,
    inputs,
    flags,
    false,
    async (session) => {
      const destination = await destinationOf(context, session.config, flags, 'csv', session.load.files);
      checkColumns(session, report, flags);
      const onScreen = destination.format.id === 'terminal' && !destination.folder;
      const audited = await audit(
        session.workspace,
        await limited(session, flags, context, onScreen && report.id === 'unhappy'),
      );
      const table = await audited.table(report);
      await session.messages.done();
      await finish(context, session, flags, destination, [table]);
      if (audited.loaded !== null) warnOfImport(audited.loaded, session.messages, flags.rejects);
      if (audited.stored !== null) warnOfStore(audited.stored, session.messages);
    },
    'report',
  );
}

/** `report export.csv` is `report unhappy export.csv`: a first word that is no report is a file. */
function whichReport(
  name: string | undefined,
  files: readonly string[],
): { report: Report; inputs: readonly string[] } {
  const report = name === undefined ? reportNamed('unhappy') : reportById(name);
  if (report !== undefined) return { report, inputs: files };
  if (name !== undefined && /[./\\*]|^-$/.test(name))
    return { report: reportNamed('unhappy'), inputs: [name, ...files] };
  const close = nearest(
    name ?? '',
    REPORTS.map(({ id }) => id),
  );
  throw new AppError('usage', `there is no report "${name}"`, {
    code: 'report.unknown',
    hint: close === null ? `reports are ${REPORTS.map(({ id }) => id).join(', ')}` : `did you mean ${close}?`,
  });
}

function reportNamed(id: string): Report {
  const report = reportById(id);
  if (report === undefined) throw new AppError('internal', `no report ${id}`, { code: 'report.missing' });
  return report;
}

function checkOrder(report: Report, by: string | undefined): void {
  if (by === undefined || report.orders.includes(by)) return;
  throw new AppError(
    'usage',
    `--by is "${by}", expected ${report.orders.join(', ') || `nothing: ${report.id} has one order`}`,
    {
      code: 'report.order',
      hint: report.orders[0] === undefined ? 'leave out --by' : `for example --by ${report.orders[0]}`,
    },
  );
}

/** Known before anything is read, as is the number of brands. */
function checkColumns({ config }: Session, report: Report, flags: Flags): void {
  const brands = selectBrands(config, flags.brand ?? []).length;
  columnPlaces(report.id, columnsOf(report, brands), columnNames(flags));
}

/** An audit writes a folder or a file: a new name without slash and ending does not say which. */
function checkFolder({ cwd }: CliContext, { output, format, excel }: Flags): void {
  if (output === undefined || output === '-' || format !== undefined || excel === true) return;
  if (output.endsWith('/') || extname(output) !== '' || existsSync(resolve(cwd, output))) return;
  throw new AppError('usage', `-o ${output} is neither a folder nor a file with an ending`, {
    code: 'audit.output',
    hint: `-o ${output}/ writes every report into a folder, -o ${output}.csv the unhappy customers into a file`,
  });
}

async function limited(
  session: Session,
  flags: Flags,
  context: CliContext,
  screenful: boolean,
): ReturnType<typeof auditOptions> {
  const options = await auditOptions(session, flags, context);
  return screenful && options.limit === null ? { ...options, limit: SCREENFUL } : options;
}

/** On a screen the overview is its headline; the table is one command away. */
function onePage(tables: readonly Table[], files: readonly string[], flags: Flags): Table[] {
  const [overview, unhappy] = tables;
  if (overview === undefined || unhappy === undefined) return [...tables];
  const more = unhappy.total !== null && unhappy.total > SCREENFUL;
  const whole = reportCommand(unhappy.id, files, flags, 'unhappy.csv');
  const rest = more ? [{ text: `all of them: ${whole ?? 'the same command with -o unhappy.csv'}` }] : [];
  return [
    {
      ...unhappy,
      headline: overview.headline,
      series: overview.series,
      notes: [...rest, ...unhappy.notes, ...overview.notes],
    },
  ];
}

async function finish(
  context: CliContext,
  session: Session,
  flags: Flags,
  destination: Destination,
  tables: readonly Table[],
): Promise<void> {
  const written = await writeTables(tables, destination, context, session.config, flags);
  // A format for one table has rows only: what people should know of them is said beside it.
  if (!destination.format.many) {
    for (const { text } of tables.flatMap(({ notes }) => notes)) session.messages.say(text);
  }
  for (const path of written) session.messages.say(`wrote ${path}`);
}
