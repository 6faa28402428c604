import { readFile } from 'node:fs/promises';
import { AppError } from '../core/errors.js';
import { findSignature, looksLikeHeader, nameKey } from './header.js';
import { assertWhole, zipEntries } from './zip.js';

/** A sheet's rows as texts, with the numbers they have in the sheet. */
interface SheetTable {
  readonly sheet: string;
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
  /** For every row its number in the sheet, from 1. */
  readonly rowNumbers: readonly number[];
  /** The header's number in the sheet; 1 where there is none. */
  readonly headerRow: number;
  readonly notes: readonly string[];
}

const HEADER_ROWS = 30;
const BLOCK_ROWS = 1_000;
/** Every text is quoted: some readers stumble over a carriage return that is not. */
const STYLE = { quoted_string: true, quoted_empty: false } as const;

type CellValue = unknown;

interface RawSheet {
  readonly sheet: string;
  readonly data: readonly (readonly CellValue[])[];
}

/**
 * Reads one sheet of a workbook, whole in memory (as the format demands): the one whose first rows hold a known
 * signature, else the longest table (tools put a cover or a summary first), else the first that is not empty, or the one
 * asked for by name or number.
 */
export async function readWorkbook(
  path: string,
  name: string,
  options: {
    readonly sheet: string | undefined;
    readonly signatures: readonly (readonly string[])[];
    readonly signal?: AbortSignal | undefined;
  },
): Promise<SheetTable> {
  await assertReadable(path, name, options.signal);
  const sheets = await readSheets(path, name);
  const filled = sheets.map((sheet) => ({ sheet: sheet.sheet, rows: filledRows(sheet) }));
  const chosen = options.sheet === undefined ? guess(filled, options.signatures) : asked(filled, options.sheet, name);
  if (chosen === undefined || chosen.rows.length === 0)
    throw new AppError('malformed-input', `${name} is empty: no sheet has a filled cell`, {
      code: 'file.empty',
      hint: options.sheet === undefined ? 'export it again' : 'name another sheet with --sheet',
    });
  const at = headerRow(chosen.rows, options.signatures);
  const notes: string[] = [];
  if (sheets.length > 1) notes.push(`sheet "${chosen.sheet}" of ${sheets.length} read`);
  if (at !== null && at > 0)
    notes.push(`${at === 1 ? '1 filled row' : `${at} filled rows`} before the header left out`);
  if (at === null) notes.push('the first row does not look like a header');
  const body = at === null ? chosen.rows : chosen.rows.slice(at + 1);
  const header = at === null ? null : (chosen.rows[at]?.cells ?? null);
  const width = Math.max(header?.length ?? 0, ...body.slice(0, HEADER_ROWS).map((row) => row.cells.length));
  return {
    sheet: chosen.sheet,
    header: header === null ? null : padded(header, width),
    rows: body.map((row) => padded(row.cells, width)),
    rowNumbers: body.map((row) => row.number),
    headerRow: (at === null ? null : chosen.rows[at]?.number) ?? 1,
    notes,
  };
}

/** The table as CSV: header first, quotes doubled, lines ended by `\n`. */
export async function* sheetToCsv(table: SheetTable): AsyncGenerator<string> {
  const { stringify } = await import('csv-stringify/sync');
  if (table.header !== null) yield stringify([[...table.header]], STYLE);
  for (let at = 0; at < table.rows.length; at += BLOCK_ROWS)
    yield stringify(
      table.rows.slice(at, at + BLOCK_ROWS).map((row) => [...row]),
      STYLE,
    );
}

/** The largest part of a workbook that fits into one string. */
const MOST_PART_BYTES = 500_000_000;

/** Looks at every part that will be read: the library does not check what it unpacks, and has no bound for it. */
async function assertReadable(path: string, name: string, signal: AbortSignal | undefined): Promise<void> {
  for (const entry of await zipEntries(path, name)) {
    if (!/\.(xml|rels)$/.test(entry.path)) continue;
    if (entry.bytes > MOST_PART_BYTES)
      throw new AppError(
        'malformed-input',
        `cannot read ${name}: ${entry.path} in it unpacks to ${Math.round(entry.bytes / 1e6)} MB`,
        { code: 'file.workbook-size', hint: 'save the sheet as CSV, which has no such limit' },
      );
    await assertWhole(path, name, entry, signal);
  }
}

/**
 * The library's reader of streams never ends where a part is damaged; the one of whole files does, and is faster. A
 * workbook is held whole in either.
 */
async function readSheets(path: string, name: string): Promise<readonly RawSheet[]> {
  const { default: readXlsxFile } = await import('read-excel-file/universal');
  try {
    const bytes = new Uint8Array(await readFile(path));
    const sheets = await readXlsxFile(bytes.buffer, { trim: false, parseNumber: numberText });
    return sheets.map((sheet) => ({ sheet: sheet.sheet, data: sheet.data }));
  } catch (error) {
    throw new AppError('malformed-input', `cannot read ${name}: the workbook is broken`, {
      code: 'file.workbook',
      hint: 'open it in a spreadsheet and save it again, or save it as CSV',
      cause: error,
    });
  }
}

interface FilledRow {
  readonly cells: readonly string[];
  readonly number: number;
}

interface FilledSheet {
  readonly sheet: string;
  readonly rows: readonly FilledRow[];
}

function filledRows(sheet: RawSheet): FilledRow[] {
  const rows: FilledRow[] = [];
  for (const [index, row] of sheet.data.entries()) {
    const cells = row.map(cellText);
    while (cells.length > 0 && cells.at(-1) === '') cells.pop();
    if (cells.length > 0) rows.push({ cells, number: index + 1 });
  }
  return rows;
}

function guess(sheets: readonly FilledSheet[], signatures: readonly (readonly string[])[]): FilledSheet | undefined {
  let best: { readonly sheet: FilledSheet; readonly names: number } | null = null;
  for (const sheet of sheets)
    for (const row of sheet.rows.slice(0, HEADER_ROWS)) {
      const names = findSignature(row.cells, signatures);
      if (names > (best?.names ?? 0)) best = { sheet, names };
    }
  if (best !== null) return best.sheet;
  let longest: { readonly sheet: FilledSheet; readonly rows: number } | null = null;
  for (const sheet of sheets) {
    const rows = sheet.rows.length - 1 - (headerRow(sheet.rows, []) ?? sheet.rows.length);
    if (rows > (longest?.rows ?? 0) && widthOf(sheet.rows) > 1) longest = { sheet, rows };
  }
  return longest?.sheet ?? sheets.find((sheet) => sheet.rows.length > 0);
}

function asked(sheets: readonly FilledSheet[], sheet: string, name: string): FilledSheet {
  const found =
    sheets.find((candidate) => nameKey(candidate.sheet) === nameKey(sheet)) ??
    (/^\d+$/.test(sheet) ? sheets[Number(sheet) - 1] : undefined);
  if (found !== undefined) return found;
  throw new AppError('usage', `${name} has no sheet "${sheet}"`, {
    code: 'file.sheet',
    hint: `its sheets are ${sheets.map((candidate) => `"${candidate.sheet}"`).join(', ')}`,
  });
}

function headerRow(rows: readonly FilledRow[], signatures: readonly (readonly string[])[]): number | null {
  let best: { readonly at: number; readonly names: number } | null = null;
  for (const [at, row] of rows.slice(0, HEADER_ROWS).entries()) {
    const names = findSignature(row.cells, signatures);
    if (names > (best?.names ?? 0)) best = { at, names };
  }
  if (best !== null) return best.at;
  const widest = widthOf(rows);
  const at = rows.findIndex((row) => row.cells.filter((cell) => cell !== '').length * 2 > widest);
  const row = rows[at];
  return row !== undefined && at < HEADER_ROWS && looksLikeHeader(row.cells) ? at : null;
}

/** Cells of the widest of the first rows. */
function widthOf(rows: readonly FilledRow[]): number {
  return Math.max(0, ...rows.slice(0, HEADER_ROWS * 2).map((row) => row.cells.length));
}

function padded(cells: readonly string[], width: number): string[] {
  return cells.length >= width ? [...cells] : [...cells, ...Array<string>(width - cells.length).fill('')];
}

/**
 * A number as text: the shortest that is the same number. An integer past 2^53 stays as the file stores it, so that an
 * id that the spreadsheet has rounded can be told by its exponent or its zeros.
 */
function numberText(stored: string): string {
  const value = Number(stored);
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return stored;
  const shortest = String(value);
  return shortest.includes('e') ? stored : shortest;
}

function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  return typeof value === 'string' ? value : String(value);
}

/** Spreadsheets know no zones: the clock's reading, without one. A day alone stays a day, a time alone a time. */
function dateText(date: Date): string {
  // Times are stored as fractions of a day, which rarely are whole milliseconds.
  const ms = Math.round(date.getTime() / 10) * 10;
  if (!Number.isFinite(ms)) return '';
  const [day = '', time = ''] = new Date(ms)
    .toISOString()
    .replace('Z', '')
    .replace(/\.000$/, '')
    .split('T');
  if (day < '1900-01-01') return time;
  return time === '00:00:00' ? day : `${day} ${time}`;
}
