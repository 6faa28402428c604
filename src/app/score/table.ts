/** Scored rows as a table that any format can write. */
import type { Cell, Table, TableColumn } from '../../core/table.js';
import { EXPLANATION_COLUMN, SCORE_COLUMNS } from '../../posts/post.js';
import type { JsonRow } from './json-input.js';
import { addedColumns, cellsOf, EXPLANATION, keptNames } from './judgement.js';
import type { ScoredBatch } from './score-stream.js';
import { differentHeader, sameHeader, uniqueNames } from './write.js';

const NUMBERS: ReadonlySet<string> = new Set(['sentiment', 'confidence']);

/**
 * The columns of the first input and ours. Of JSON they are the keys of its first batch; a key that comes later has no
 * column any more, and is warned of.
 */
export async function scoredTable(
  batches: AsyncGenerator<ScoredBatch>,
  onWarning: (text: string) => void,
  explained = false,
): Promise<Table> {
  const added = addedColumns(explained);
  const early: ScoredBatch[] = [];
  for (;;) {
    const next = await batches.next();
    if (next.done === true) break;
    early.push(next.value);
    if (next.value.input.kind === 'table' || next.value.rows.length > 0) break;
  }
  const names = early.flatMap(namesOf);
  const header = uniqueNames(early[0]?.input.kind === 'table' ? names : [...new Set(names)]);
  async function* all(): AsyncGenerator<ScoredBatch> {
    yield* early;
    yield* batches;
  }
  return {
    id: 'scored',
    title: 'Scored rows',
    columns: [
      ...keptNames(header, added).map(
        (name): TableColumn => ({ name, type: 'text', about: 'as the input has it', hostile: true }),
      ),
      ...ourColumns(added),
    ],
    rows: rowsOf(all(), header, onWarning),
    total: null,
    headline: [],
    series: [],
    notes: [],
    stamp: {},
  };
}

function ourColumns(added: ReadonlySet<string>): TableColumn[] {
  return [...added].map((name) => ({
    name,
    type: NUMBERS.has(name) ? 'number' : name === 'reach' ? 'integer' : 'text',
    about: SCORE_COLUMNS.find((column) => column.name === name)?.about ?? ABOUT[name] ?? 'as scored',
  }));
}

const ABOUT: Readonly<Record<string, string>> = {
  lang: 'language of the text',
  [EXPLANATION]: EXPLANATION_COLUMN.about,
};

function namesOf({ input, rows }: ScoredBatch): readonly string[] {
  if (input.kind === 'table') return input.header;
  return rows.flatMap((row) => ('members' in row ? row.members.map(({ name }) => name) : []));
}

async function* rowsOf(
  batches: AsyncIterable<ScoredBatch>,
  header: readonly string[],
  onWarning: (text: string) => void,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  const places = new Map(header.map((name, index) => [name, index]));
  const warned = new Set<string>();
  for await (const { input, rows, judgements } of batches) {
    if (input.kind === 'table' && !sameHeader(uniqueNames(input.header), header)) throw differentHeader(input.name);
    const lost = (name: string): void => {
      if (!warned.has(name) && warned.size < MOST_WARNED) {
        onWarning(
          `${input.name}: "${name}" comes too late for a column of its own and is left out; -f ndjson keeps it`,
        );
        warned.add(name);
      }
    };
    const cells = rows.map((row, index): Cell[] => {
      const judgement = judgements[index];
      const given = 'members' in row ? cellsOfRecord(row, places, lost) : row.fields.map(cellOfText);
      return [...given, ...(judgement === undefined ? [] : cellsOf(judgement))];
    });
    if (cells.length > 0) yield cells;
  }
}

/** So many late columns are named; more of them say nothing new, and must not fill the memory. */
const MOST_WARNED = 20;

function cellsOfRecord(row: JsonRow, places: ReadonlyMap<string, number>, lost: (name: string) => void): Cell[] {
  const cells = new Array<Cell>(places.size).fill(null);
  for (const { name, valueFrom, valueTo } of row.members) {
    const place = places.get(name);
    if (place === undefined) lost(name);
    else cells[place] = cellOf(row.text.slice(valueFrom, valueTo));
  }
  return cells;
}

/** A number in its plainest form is one, so that a spreadsheet may take it for one; anything else stays a text. */
const NUMBER = /^(?!-0$)-?(?:0|[1-9]\d{0,10})(?:\.\d{0,5}[1-9])?$/;

function cellOfText(text: string): Cell {
  return NUMBER.test(text) ? Number(text) : text;
}

/** A JSON value as a cell: strings as they read, everything else as it is written. */
function cellOf(json: string): Cell {
  if (json === 'null') return null;
  return json.startsWith('"') ? String(JSON.parse(json)) : cellOfText(json);
}
