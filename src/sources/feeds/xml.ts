/** Text into a tree of elements: strictly where it can be, else so that one unclosed tag does not cost all items. */
import { XMLParser } from 'fast-xml-parser';
import { Parser } from 'htmlparser2';
import { type Element, elementName } from './element.js';

/** Nothing is ever loaded from elsewhere, and what a document type defines unfolds only so far. */
const STRICT = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: {
    enabled: true,
    maxEntityCount: 100,
    maxEntitySize: 10_000,
    maxExpansionDepth: 5,
    // Feeds with HTML in them have thousands of &lt;.
    maxTotalExpansions: 2_000_000,
    maxExpandedLength: 20_000_000,
  },
  maxNestedTags: 200,
});

/** The root holds what stands at the top of the document. `wellFormed` is false where the lenient parser had to be asked. */
export interface ParsedXml {
  readonly root: Element;
  readonly wellFormed: boolean;
}

export function parseXml(text: string): ParsedXml {
  // Blank lines before the declaration are the commonest mistake, and harmless.
  const trimmed = text.trimStart();
  try {
    const nodes: unknown = STRICT.parse(trimmed, true);
    return { root: { name: '', attributes: {}, children: fromNodes(nodes) }, wellFormed: true };
  } catch {
    return { root: parseLeniently(trimmed), wellFormed: false };
  }
}

/** The strict parser's nodes: `{ name: children, ':@': attributes }` and `{ '#text': text }`. */
function fromNodes(nodes: unknown): (Element | string)[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: Readonly<Record<string, unknown>>): (Element | string)[] => {
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === undefined) return [];
    if (name === '#text') return [String(node[name])];
    const given = (node[':@'] ?? {}) as Readonly<Record<string, unknown>>;
    const attributes = Object.fromEntries(
      Object.entries(given).map(([key, value]) => [key.toLowerCase(), String(value)]),
    );
    return [{ name: elementName(name), attributes, children: fromNodes(node[name]) }];
  });
}

const ITEMS = new Set(['item', 'entry']);

/** Elements of an item that hold text and nothing that is an item's own: when one opens inside another, that one was not closed. */
const LEAVES = new Set(
  'title link guid id pubdate published updated issued modified created description summary author category comments dc:creator dc:date content:encoded source enclosure'.split(
    ' ',
  ),
);
/** Of these, what may hold elements of the same names. */
const HOLDERS = new Set(['author', 'source']);

interface Growing extends Element {
  readonly children: (Element | string)[];
}

/** Deeper than that nothing of a feed stands; the rest is taken as if it were not there. */
const DEEPEST = 200;
/** So many tags were never closed: what follows is not read, since the parser looks through all of them each time. */
const MOST_UNCLOSED = 10_000;
class TooManyUnclosed extends Error {}

function parseLeniently(text: string): Element {
  const root: Growing = { name: '', attributes: {}, children: [] };
  const open: Growing[] = [root];
  const top = (): Growing => open.at(-1) ?? root;
  let skipped = 0;
  let unclosed = 0;
  const parser = new Parser(
    {
      onopentag: (written, given) => {
        unclosed += 1;
        if (unclosed > MOST_UNCLOSED) throw new TooManyUnclosed();
        if (open.length > DEEPEST) {
          skipped += 1;
          return;
        }
        const name = elementName(written);
        if (ITEMS.has(name)) {
          // An item is never inside another: the one before was not closed.
          const at = open.findIndex((element) => ITEMS.has(element.name));
          if (at > 0) open.length = at;
        } else if (LEAVES.has(name) && LEAVES.has(top().name) && !HOLDERS.has(top().name)) open.pop();
        const attributes = Object.fromEntries(Object.entries(given).map(([key, value]) => [key.toLowerCase(), value]));
        const element: Growing = { name, attributes, children: [] };
        top().children.push(element);
        open.push(element);
      },
      ontext: (piece) => {
        if (skipped === 0) top().children.push(piece);
      },
      onclosetag: (written) => {
        unclosed -= 1;
        if (skipped > 0) {
          skipped -= 1;
          return;
        }
        const name = elementName(written);
        const at = open.findLastIndex((element) => element.name === name);
        // What was closed already, since something else opened, closes nothing more.
        if (at > 0) open.length = at;
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeCDATA: true },
  );
  try {
    parser.end(text);
  } catch (error) {
    if (!(error instanceof TooManyUnclosed)) throw error;
  }
  return root;
}
