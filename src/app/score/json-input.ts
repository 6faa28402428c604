/** JSON, one record a line: every line stays as it was written. */
import type { TextColumn } from '../../core/engine.js';
import { AppError } from '../../core/errors.js';
import { mendedJson } from '../../core/loose-json.js';
import { wellFormed } from '../../core/plain-text.js';
import { flattenLines, flattenRecord } from '../../files/json-flatten.js';
import { recordsPath, surveyJson } from '../../files/json-layout.js';
import { type JsonMember, membersOf } from '../../files/json-members.js';
import { LOCATED_TEXT_BYTES, SAMPLE_RECORDS } from '../../files/opened-file.js';
import { RecordSplitter } from '../../files/record-splitter.js';
import { type TextStream, unstreamable } from '../../files/text-stream.js';
import { lineColumns } from '../../presets/file-columns.js';
import { PRESETS } from '../../presets/index.js';
import { type FilePlan, planColumns } from '../plan-columns.js';
import { RAW_ROWS } from './batch-judge.js';
import { inBatches } from './batches.js';
import type { InputOptions } from './input.js';

export interface JsonRow {
  /** The record as it was written, without the space around it. */
  readonly text: string;
  /** Its members on the top level. */
  readonly members: readonly JsonMember[];
}

export interface JsonInput {
  readonly kind: 'json';
  readonly name: string;
  readonly plan: FilePlan;
  /** Columns of RAW_ROWS. */
  rawNames(): readonly string[];
  texts(rows: readonly JsonRow[]): TextColumn[];
  batches(): AsyncGenerator<JsonRow[]>;
}

const LINES = { delimiter: '\u001f', quote: '', escape: '', newline: '\n' } as const;

/** The first whole line that is a record, or null. */
export function firstLine(text: string): string | null {
  const lines = wholeLines(text, false);
  return lines[flattenLines(lines).findIndex((record) => record !== null)] ?? null;
}

export async function openJsonInput(
  stream: TextStream,
  head: { readonly text: string; readonly complete: boolean },
  options: InputOptions,
): Promise<JsonInput> {
  const { name } = stream;
  const lines = wholeLines(head.text, head.complete);
  const records = flattenLines(lines);
  const sample = records.filter((record) => record !== null);
  if (await isDocument(head.text, lines, sample.length)) throw unstreamable(name, 'one JSON document');
  if (sample.length === 0) {
    for (const reject of rejectsIn(head.text, name)) options.onReject(reject);
    throw new AppError('malformed-input', `cannot read ${name}: none of its lines is a JSON object`, {
      code: 'score.nothing',
      hint: 'write one JSON object a line, e.g. {"text":"…"}',
    });
  }
  const header = [...new Set(sample.flatMap((record) => [...record.keys()]))];
  const columns = lineColumns({ paths: header, rows: RAW_ROWS });
  const rows = sample.map((record) => header.map((path) => record.get(path) ?? null));
  const plan = planColumns({ name, shape: 'json', header, sample: rows, columns }, options);
  return {
    kind: 'json',
    name,
    plan,
    rawNames: () => ['line'],
    texts: (batch) => [batch.map(({ text }) => readable(text))],
    batches() {
      const splitter = new RecordSplitter(LINES, 1);
      return inBatches(stream, {
        push: (piece) => splitter.push(piece),
        next(ended) {
          for (;;) {
            const record = splitter.next(ended);
            if (record === null) return null;
            const text = mendedJson(record.text.trim());
            if (text === '') continue;
            if (isObject(text)) return { text, members: membersOf(text) };
            options.onReject(rejected(name, record.line, record.text));
          }
        },
      });
    },
  };
}

function rejectsIn(text: string, name: string): ReturnType<typeof rejected>[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [rejected(name, index + 1, line)]));
}

function rejected(file: string, line: number, text: string) {
  return { file, line, reason: 'is not a JSON object', text: text.slice(0, LOCATED_TEXT_BYTES) };
}

function wholeLines(text: string, complete: boolean): string[] {
  const lines = text.split('\n', SAMPLE_RECORDS + 1);
  if (lines.length > SAMPLE_RECORDS || !complete) lines.pop();
  return lines.filter((line) => line.trim() !== '');
}

/** Whether the text is a list or a tree with the records somewhere inside, which cannot be read line by line. */
async function isDocument(text: string, lines: readonly string[], records: number): Promise<boolean> {
  if (records * 2 >= lines.length && lines.length > 1) return false;
  if (!text.trimStart().startsWith('{')) return true;
  if (records > 0 && lines.length === 1) {
    const paths = PRESETS.flatMap((preset) => preset.records ?? []);
    const layout = await surveyJson([Buffer.from(lines[0] ?? '')], paths, false);
    return recordsPath(layout, paths) !== null;
  }
  // The first line of a document that is laid out for people is an open brace, or one member of it.
  const [line = ''] = lines;
  return flattenRecord(line) === null && !/\}\s*$/.test(line);
}

function isObject(text: string): boolean {
  if (!text.startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const ESCAPED_SURROGATE = /\\u[dD][89a-fA-F]/;

/** The record as the engine takes it: it refuses halves of characters, which JavaScript and Python write. */
function readable(text: string): string {
  if (!ESCAPED_SURROGATE.test(text)) return text;
  return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
    typeof value === 'string' ? wellFormed(value) : value,
  );
}
