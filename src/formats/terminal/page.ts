/** One table as a page for people. Apart from the format, so that only who looks at a terminal loads what it needs. */
import { Chalk, type ChalkInstance } from 'chalk';
import { plainLine } from '../../core/plain-text.js';
import type { Cell, Series, Table, TableColumn } from '../../core/table.js';
import type { FormatContext } from '../format.js';
import { rowCount } from '../text/row-count.js';
import { stampItems } from '../text/stamp.js';
import { localTime, type Shown, shownCells } from './cells.js';
import { type Layout, layOut } from './layout.js';
import { clip, columnsOf, GAP, placed, wrap } from './lines.js';
import { sparkline } from './sparkline.js';

/** Lines that one row may take. */
const ROW_LINES = 2;
/** A sparkline shorter than this moves to a line of its own. */
const LEAST_SPARKLINE = 12;

function introduction(table: Table, width: number, chalk: ChalkInstance): string[] {
  const lines = table.headline.flatMap((line, index) =>
    wrap(plainLine(line), width).map((part) => (index === 0 ? chalk.bold(part) : part)),
  );
  lines.push(...sparklines(table.series, width));
  if (lines.length > 0) lines.push('');
  return lines;
}

function sparklines(series: readonly Series[], width: number): string[] {
  const titles = series.map(({ title }) => clip(plainLine(title), width));
  const widest = titles.reduce((widest, title) => Math.max(widest, columnsOf(title)), 0);
  const room = width - widest - GAP;
  return series.flatMap(({ values }, index) => {
    const title = titles[index] ?? '';
    if (room < Math.min(LEAST_SPARKLINE, values.length)) return [title, sparkline(values, width)];
    const padding = ' '.repeat(widest - columnsOf(title) + GAP);
    return [(title + padding + sparkline(values, room)).trimEnd()];
  });
}

/** Its lines, without their ends. */
export function* page(table: Table, rows: readonly (readonly Cell[])[], context: FormatContext): Generator<string> {
  const chalk = new Chalk({ level: context.color ? 1 : 0 });
  yield* introduction(table, context.width, chalk);
  yield* titleLines(table, context, chalk);
  const footer = [rowCount(rows.length, table.total)];
  if (rows.length > 0) {
    const { layout, cells, steps } = arranged(table, rows, context);
    yield* tableLines(layout, cells, steps, rows.length, chalk);
    if (layout.slots.some(({ column }) => column.type === 'timestamp')) footer.push(`times in ${context.timezone}`);
    if (layout.left > 0) footer.push(`${layout.left} ${layout.left === 1 ? 'column does' : 'columns do'} not fit`);
  }
  for (const line of wrap(footer.join(' · '), context.width)) yield chalk.dim(line);
  for (const note of table.notes) yield* wrap(plainLine(note.text), context.width, undefined, true);
}

/** The title, and at the right as much of the stamp as fits. */
function titleLines(table: Table, context: FormatContext, chalk: ChalkInstance): string[] {
  const title = plainLine(table.title);
  const room = context.width - columnsOf(title) - GAP;
  const items = stampItems(table.stamp).map((item) =>
    plainLine(item.replace(ISO_TIME, (time) => localTime(time, context.timezone) ?? time)),
  );
  while (items.length > 0 && columnsOf(items.join(', ')) > room) items.pop();
  const stamp = items.join(', ');
  if (stamp === '') return wrap(title, context.width).map((line) => chalk.bold(line));
  return [chalk.bold(title) + ' '.repeat(room + GAP - columnsOf(stamp)) + chalk.dim(stamp)];
}

const ISO_TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*Z/g;

function arranged(table: Table, rows: readonly (readonly Cell[])[], context: FormatContext) {
  const ranked = table.columns.filter((column) => column.terminal !== undefined);
  ranked.sort((a, b) => (a.terminal ?? 0) - (b.terminal ?? 0));
  // A table without ranks still deserves to be seen.
  const columns = ranked.length > 0 ? ranked : table.columns;
  const cells = new Map<TableColumn, readonly Shown[]>();
  const steps = stepsOf(table, rows, context);
  const wishes = columns.map((column) => {
    const at = table.columns.indexOf(column);
    const shown = shownCells(
      column,
      rows.map((row) => row[at]),
      context.timezone,
    );
    cells.set(column, shown);
    // No column gets wider than the terminal: what is beyond need not be measured.
    const widthOf = (text: string) => columnsOf(clip(text, context.width));
    const natural = shown.reduce((most, { text }) => Math.max(most, widthOf(text)), widthOf(header(column)));
    return { column, natural: Math.max(1, natural) };
  });
  return { layout: layOut(wishes, context.width), cells, steps };
}

/** What comes behind the arrow, for each row; empty where no column leads to another. */
function stepsOf(table: Table, rows: readonly (readonly Cell[])[], context: FormatContext): readonly string[] {
  const target = table.columns.find(({ leadsTo }) => leadsTo !== undefined)?.leadsTo;
  const at = table.columns.findIndex(({ name }) => name === target);
  const column = table.columns[at];
  if (column === undefined) return [];
  const shown = shownCells(
    column,
    rows.map((row) => row[at]),
    context.timezone,
  );
  return shown.map(({ text }) => text);
}

/** A text of two lines, then the arrow and what it leads to: where that is long, the text gives way a little. */
function withStep(text: string, step: string | undefined, width: number): string[] {
  if (step === undefined || step === '') return wrap(text, width, ROW_LINES);
  const most = Math.max(width, ROW_LINES * (width - 4));
  for (let room = most; room >= 1.5 * width; room -= 2) {
    const lines = wrap(`${clip(text, room)} → ${step}`, width);
    if (lines.length <= ROW_LINES + 1) return lines;
  }
  return wrap(`${clip(text, most)} → ${step}`, width, ROW_LINES + 2);
}

function* tableLines(
  { slots, indent }: Layout,
  cells: ReadonlyMap<TableColumn, readonly Shown[]>,
  steps: readonly string[],
  rows: number,
  chalk: ChalkInstance,
): Generator<string> {
  const plain = (text: string) => text;
  const styles = { bad: chalk.red, good: chalk.green };
  const heads = slots.map(({ column, width }) => ({
    text: clip(header(column), width),
    width,
    right: RIGHT.has(column.type),
    style: plain,
  }));
  yield chalk.dim(placed(heads, indent));
  for (let row = 0; row < rows; row++) {
    const parts = slots.map(({ column, width }) => {
      const { text, tone } = cells.get(column)?.[row] ?? { text: '', tone: null };
      const texts =
        column.wraps !== true
          ? [clip(text, width)]
          : withStep(text, column.leadsTo === undefined ? undefined : steps[row], width);
      return { texts, width, right: RIGHT.has(column.type), style: tone === null ? plain : styles[tone] };
    });
    const height = parts.reduce((most, { texts }) => Math.max(most, texts.length), 1);
    for (let at = 0; at < height; at++) {
      const line = parts.map(({ texts, ...part }) => ({ ...part, text: texts[at] ?? '' }));
      yield placed(line, indent);
    }
  }
}

const RIGHT: ReadonlySet<TableColumn['type']> = new Set(['integer', 'number', 'share'] as const);

function header(column: TableColumn): string {
  return plainLine(column.short ?? column.name);
}
