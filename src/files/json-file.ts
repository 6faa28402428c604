import { AppError } from '../core/errors.js';
import { mendedJson } from '../core/loose-json.js';
import { Damage } from './damage.js';
import { locateInTable } from './delimited-file.js';
import { isUtf8Name } from './encoding.js';
import { flattenLines, flattenRecord } from './json-flatten.js';
import { type JsonLayout, recordsPath, surveyJson } from './json-layout.js';
import { locateRecords, type SplitOptions, type SplitOutcome, splitRecords } from './json-records.js';
import { shapeOf } from './json-shape.js';
import type { JsonBreak } from './json-splitter.js';
import { linesOfOffsets } from './lines.js';
import { type Location, type OpenedFile, type OpenOptions, SAMPLE_RECORDS, type Sample } from './opened-file.js';
import { LINES_SHAPE } from './record-scanner.js';
import { kept, renumbered } from './renumber.js';
import { rewriteTable } from './rewrite.js';
import { spool } from './spool.js';
import { headBytes, type PlainFile, plainBytes, type TextSource, utf8Bytes } from './text-source.js';

const SCRIPT = /^\s*(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.[\]'"]*\s*=\s*[[{]/;
const SAMPLE_BYTES = 1_048_576;

/** Whether text may be JSON, or a script that assigns JSON (`window.YTD.tweets.part0 = [`). */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text) || SCRIPT.test(text) || hasBrokenStart(text);
}

/** Whether lines that are no JSON stand before lines that are: one bad line on top makes no table of the rest. */
function hasBrokenStart(text: string): boolean {
  if (!/\n\s*\{/.test(text)) return false;
  const lines = text.split('\n', SAMPLE_RECORDS).filter((line) => line.trim() !== '');
  return lines.filter((line) => flattenRecord(line) !== null).length * 2 >= lines.length;
}

/** Prepares JSON in any arrangement as one record a line. Null when the text is no JSON after all. */
export async function openJson(
  source: TextSource,
  head: { readonly text: string; readonly complete: boolean },
  options: OpenOptions,
): Promise<OpenedFile | null> {
  const { text, complete } = head;
  const prefix = SCRIPT.test(text);
  const known = options.recordsPaths ?? [];
  const bytes = [Buffer.from(text)];
  const lines = prefix ? null : recordLines(text, complete);
  let layout = await surveyJson(bytes, known, prefix);
  if (lines !== null && (layout.broken !== null || recordsPath(layout, known) === null))
    return openLines(source, text, options);
  if (layout.documents === 0 && layout.lists.length === 0 && layout.broken !== null && !isEnd(layout.broken))
    return startsAsTable(text) ? null : fail(source.name, layout.broken);
  // A list on the top level needs no second look; an object must be read to its end to know its largest list.
  const listed = prefix || /^\s*\[/.test(text);
  if (!complete && !listed && layout.documents < 2) layout = await surveyJson(utf8Bytes(source), known, prefix);
  const shape = listed || lines !== null || layout.documents > 1 ? 'record' : shapeOf(text, complete);
  if (shape === 'columns')
    throw new AppError('malformed-input', `cannot read ${source.name}: its JSON holds columns, not records`, {
      code: 'file.json-columns',
      hint: "export the posts as a list of objects; pandas does so with to_json(orient='records')",
    });
  const keyed = shape === 'keyed' && !layout.lists.some((list) => known.includes(list.path));
  const path = listed || keyed ? '' : recordsPath(layout, known);
  if (path === null && layout.linewise && layout.broken === null && layout.documents > 0)
    return openLines(source, text, options);
  return openSplit({
    name: source.name,
    original: prefix ? 'tweets-js' : 'json',
    encoding: source.encoding,
    notes: [...source.notes, ...whereabouts(path, keyed)],
    damage: source.damage,
    parts: [() => utf8Bytes(source)],
    split: { path, prefix, keyed },
    options,
  });
}

function whereabouts(path: string | null, keyed: boolean): string[] {
  if (keyed) return ['the records are the members of an object'];
  return path === null || path === '' ? [] : [`the records are in the list ${path}`];
}

interface SplitInput {
  readonly name: string;
  readonly original: 'json' | 'tweets-js';
  readonly encoding: string;
  readonly notes: readonly string[];
  readonly damage: Damage;
  /** The texts (UTF-8) in their order: one, or the parts of an archive. */
  readonly parts: readonly (() => AsyncIterable<Buffer>)[];
  readonly split: SplitOptions;
  readonly options: OpenOptions;
}

/** Prepares JSON whose records must be cut out of lists or documents. */
export async function openSplit(input: SplitInput): Promise<OpenedFile> {
  const { name, options, parts, split } = input;
  const outcomes: SplitOutcome[] = [];
  const path = await spool(
    (async function* () {
      for (const part of parts) {
        const outcome: SplitOutcome = { records: 0, dropped: 0, scalars: 0, broken: null };
        outcomes.push(outcome);
        yield* splitRecords(part(), split, outcome);
      }
    })(),
    options.tempDir,
    'ndjson',
    options.signal,
  );
  const records = outcomes.reduce((sum, outcome) => sum + outcome.records, 0);
  const dropped = outcomes.reduce((sum, outcome) => sum + outcome.dropped, 0);
  const scalars = outcomes.reduce((sum, outcome) => sum + outcome.scalars, 0);
  const broken = outcomes.find((outcome) => outcome.broken !== null)?.broken ?? null;
  if (records === 0 && broken !== null) return fail(name, broken);
  if (records === 0 && scalars + dropped > 0)
    throw new AppError('malformed-input', `cannot read ${name}: its JSON holds no list of objects`, {
      code: 'file.json-records',
      hint: 'export the posts as a list of objects, e.g. [{"text":"…"}]',
    });
  const notes = [...input.notes];
  if (dropped > 0) notes.push(`${dropped} records left out: deeper than 512 levels or larger than 16 MiB`);
  if (scalars > 0) notes.push(`${scalars} elements of the list left out: they are no objects`);
  if (broken !== null)
    input.damage.note(
      `the JSON breaks off at line ${broken.line}, column ${broken.column} (${broken.reason}): ${records} records before that were read`,
    );
  const locate = async (wanted: readonly number[]): Promise<Map<number, Location>> => {
    const found = new Map<number, Location>();
    let base = 0;
    for (const [index, part] of parts.entries()) {
      const count = outcomes[index]?.records ?? 0;
      const here = wanted.filter((record) => record >= base && record < base + count).map((record) => record - base);
      if (here.length > 0)
        for (const [record, location] of await locateRecords(part(), split, new Set(here)))
          found.set(record + base, location);
      base += count;
    }
    return found;
  };
  const file: PlainFile = { path, name, compression: 'none', signal: options.signal };
  const rowsOf = async (offsets: readonly number[]): Promise<number[]> =>
    (await linesOfOffsets(plainBytes(file, new Damage()), offsets, '\n')).map((line) => line - 1);
  return {
    name,
    path,
    spooled: true,
    container: 'lines',
    compression: 'none',
    encoding: input.encoding,
    original: input.original,
    dialect: null,
    sample: await sampleOfLines(file),
    notes,
    damage: input.damage.message,
    async locate(asked, refused = []) {
      const numbers = kept(asked, refused.length === 0 ? [] : await rowsOf(refused));
      return renumbered(numbers, await locate([...numbers.values()]));
    },
    async lineOfByte(offsets) {
      const rows = await rowsOf(offsets);
      const found = await locate([...new Set(rows)]);
      return rows.map((row) => found.get(row)?.line ?? 1);
    },
  };
}

/** Prepares what has one record a line already. */
async function openLines(source: TextSource, text: string, options: OpenOptions): Promise<OpenedFile> {
  const rewriting = options.rewrite === true || hasMixedLineEnds(text);
  const copying =
    rewriting ||
    !isUtf8Name(source.encoding) ||
    source.marked ||
    (source.damage.message !== null && source.compression === 'gzip');
  const file: TextSource = copying
    ? {
        path: await spool(
          rewriting ? rewriteTable(utf8Bytes(source), LINES_SHAPE.dialect) : utf8Bytes(source),
          options.tempDir,
          'ndjson',
          options.signal,
        ),
        name: source.name,
        compression: 'none',
        signal: options.signal,
        encoding: 'utf-8',
        marked: false,
        damage: new Damage(),
        notes: [],
      }
    : source;
  return {
    name: source.name,
    path: file.path,
    spooled: copying,
    container: 'lines',
    compression: file.compression,
    encoding: source.encoding,
    original: 'ndjson',
    dialect: null,
    sample: await sampleOfLines(file),
    notes: source.notes,
    damage: source.damage.message,
    locate: (records, refused = []) => locateInTable(utf8Bytes(file), LINES_SHAPE, records, refused),
    lineOfByte: (offsets) => linesOfOffsets(plainBytes(file, new Damage()), offsets, '\n'),
  };
}

/** Whether lines end in different ways, or have carriage returns inside: both make the engine give up. */
function hasMixedLineEnds(text: string): boolean {
  return /\r(?!\n)/.test(text) || (text.includes('\r\n') && /(?:^|[^\r])\n/.test(text));
}

/** The lines of the head where most are JSON objects on their own, or are what is left of such, else null. */
function recordLines(text: string, complete: boolean): readonly string[] | null {
  const lines = text.split('\n', SAMPLE_RECORDS + 1);
  if (!complete || lines.length > SAMPLE_RECORDS) lines.pop();
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length < 2) return null;
  const records = flattenLines(filled).filter((record) => record !== null).length;
  return records * 2 >= filled.length || (records > 0 && areRemains(filled)) ? filled : null;
}

/**
 * Whether most lines began as a record of their own and were broken: they end neither as members of a list do nor as what
 * goes on in the next line.
 */
function areRemains(lines: readonly string[]): boolean {
  const begun = lines.filter((line) => /^\s*\{\s*"/.test(line) && !/[,:[{]\s*$/.test(line));
  return begun.length * 2 > lines.length;
}

/** The first records of a file with one a line, flattened. */
async function sampleOfLines(file: PlainFile): Promise<Sample> {
  let bytes = await headBytes(file, SAMPLE_BYTES);
  // A first record larger than the head is read whole; a record has at most 16 MiB.
  for (let limit = SAMPLE_BYTES * 4; !bytes.includes(0x0a) && bytes.length >= limit / 4 && limit <= 2 ** 25; limit *= 4)
    bytes = await headBytes(file, limit);
  const lines = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split('\n');
  const columns = new Map<string, number>();
  const records: Map<string, string | null>[] = [];
  for (const line of lines) {
    if (records.length >= SAMPLE_RECORDS) break;
    const record = line.trim() === '' ? null : flattenRecord(mendedJson(line.trim()));
    if (record === null) continue;
    records.push(record);
    for (const path of record.keys()) if (!columns.has(path)) columns.set(path, columns.size);
  }
  const paths = [...columns.keys()];
  return { columns: paths, rows: records.map((record) => paths.map((path) => record.get(path) ?? null)) };
}

function isEnd(broken: JsonLayout['broken']): boolean {
  return broken?.reason.endsWith('no end') === true;
}

/** Whether the first line could be a header in brackets, e.g. `[id],[text]`. */
function startsAsTable(text: string): boolean {
  return /^\s*\[[^\]{}"]*\][^\n]*[,;\t|]/.test(text);
}

function fail(name: string, broken: JsonBreak): never {
  throw new AppError(
    'malformed-input',
    `cannot read ${name}: broken JSON at line ${broken.line}, column ${broken.column}: ${broken.reason}`,
    { code: 'file.json', hint: 'export it again; it may be cut off, or no JSON at all' },
  );
}
