import { type JsonBreak, JsonSplitter, type Visitor } from './json-splitter.js';

/** How deep a list of records may lie inside an object. */
const DEEPEST_LIST = 4;
const MOST_LISTS = 200;
/** Share of a document that a list must fill to be taken for its records. */
const MAIN_SHARE = 0.5;

const PAGE_LISTS = new Set(
  'comments data entries feed.entry hits.hits items messages posts response.docs results reviews statuses tweets value'.split(
    ' ',
  ),
);

interface JsonList {
  readonly path: string;
  readonly records: number;
  readonly bytes: number;
}

/** What a JSON text consists of. */
export interface JsonLayout {
  /** Values on the top level that have ended. */
  readonly documents: number;
  /** Whether each of them is on a line of its own. */
  readonly linewise: boolean;
  /** Lists of objects, and objects at the paths of interest; '' is the top level itself. */
  readonly lists: readonly JsonList[];
  readonly bytes: number;
  readonly broken: JsonBreak | null;
}

/** Counts documents and lists of objects, in memory that does not depend on the size of the text. */
export async function surveyJson(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  recordsPaths: readonly string[],
  prefix: boolean,
): Promise<JsonLayout> {
  const lists = new Map<string, { records: number; bytes: number }>();
  const wanted = new Set(recordsPaths);
  let documents = 0;
  let linewise = true;
  let lastLine = 0;
  let bytes = 0;
  const visitor: Visitor = {
    decide(path, kind, listed) {
      if (kind === 'array') {
        // A known list counts even while it is empty: its document is then no record.
        if (wanted.has(path) && !lists.has(path)) lists.set(path, { records: 0, bytes: 0 });
        return 'enter';
      }
      if (listed || wanted.has(path)) return 'record';
      return path.split('.').length < DEEPEST_LIST ? 'enter' : 'pass';
    },
    record(_pieces, _line, path) {
      const list = lists.get(path);
      if (list !== undefined) {
        list.records += 1;
        list.bytes += splitter.recordBytes;
      } else if (lists.size < MOST_LISTS) lists.set(path, { records: 1, bytes: splitter.recordBytes });
    },
    document(startLine, endLine, isContainer) {
      documents += 1;
      if (startLine !== endLine || startLine === lastLine || !isContainer) linewise = false;
      lastLine = endLine;
    },
  };
  const splitter = new JsonSplitter(visitor, { prefix, capture: false });
  for await (const chunk of chunks) {
    splitter.push(chunk);
    bytes += chunk.length;
  }
  const broken = splitter.end();
  return { documents, linewise, lists: [...lists].map(([path, list]) => ({ path, ...list })), bytes, broken };
}

/**
 * The path of the list that holds the records: one that a known export has, else the one that fills most of the text.
 * Null where the documents themselves are the records.
 */
export function recordsPath(layout: JsonLayout, recordsPaths: readonly string[]): string | null {
  const known = layout.lists.filter((list) => recordsPaths.includes(list.path));
  const [best] = (known.length > 0 ? known : layout.lists).toSorted((a, b) => b.bytes - a.bytes);
  if (best === undefined) return null;
  if (known.length > 0 || best.path === '') return best.path;
  // One record a line may well be filled by a list of its own, unless that is named as pages of an API name theirs.
  if (layout.documents > 1 && !PAGE_LISTS.has(best.path)) return null;
  return best.bytes >= layout.bytes * MAIN_SHARE ? best.path : null;
}

/** A visitor's decision that finds the records of an object that holds one under each of its keys. */
export const underKeys: Visitor['decide'] = (path, kind) =>
  path === '' ? 'enter' : kind === 'object' ? 'record' : 'pass';

/** A visitor's decision that finds the records at one path; null: every document is a record. */
export function atPath(path: string | null): Visitor['decide'] {
  if (path === null) return (_path, kind) => (kind === 'object' ? 'record' : 'enter');
  return (at, kind) => {
    if (at === path) return kind === 'object' ? 'record' : 'enter';
    return at === '' || path.startsWith(`${at}.`) ? 'enter' : 'pass';
  };
}
