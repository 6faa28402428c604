/** XML as a tree, whoever parsed it. */

export interface Element {
  /** In lower case, with its prefix where it has one: `dc:creator`. Those of Atom and RSS themselves have none. */
  readonly name: string;
  /** Names in lower case. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Text has its entities replaced. */
  readonly children: readonly (Element | string)[];
}

/** Prefixes that some feeds put before the names of their own format. */
const OWN_PREFIX = /^(?:atom\d*|rss|rdf|feed):(?!about$|resource$)/;

export function elementName(written: string): string {
  return written.toLowerCase().replace(OWN_PREFIX, '');
}

/** Direct children of one of these names, in the order of the names, then of the document. */
export function childrenOf(element: Element, ...names: readonly string[]): Element[] {
  const all = element.children.filter((child): child is Element => typeof child !== 'string');
  return names.flatMap((name) => all.filter((child) => child.name === name));
}

/** Everything of these names below an element, but not inside one that was found. */
export function descendantsOf(element: Element, names: ReadonlySet<string>): Element[] {
  const found: Element[] = [];
  // Deeper than a stack, if a stranger wants it so.
  const open: (Element | string)[] = [...element.children].reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') continue;
    if (names.has(next.name)) found.push(next);
    else for (let at = next.children.length - 1; at >= 0; at--) open.push(next.children[at] ?? '');
  }
  return found;
}

/** The text in an element, without the names of what is in it. */
export function textOf(element: Element | undefined): string | null {
  if (element === undefined) return null;
  const text = parts(element, false).trim();
  return text === '' ? null : text;
}

/** What is in an element as HTML: text that was markup already, and elements that stand there as such. */
export function markupOf(element: Element | undefined): string | null {
  if (element === undefined) return null;
  // Said to be plain text, so that what looks like a tag is none.
  const plain = element.attributes['type'] === 'text';
  const text = parts(element, true, plain).trim();
  return text === '' ? null : text;
}

function parts(element: Element, asMarkup: boolean, plain = false): string {
  let out = '';
  const open: (Element | string)[] = [...element.children].reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') out += plain ? next.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : next;
    else {
      const name = next.name.split(':').at(-1) ?? '';
      if (asMarkup && name === 'br') out += '<br>';
      else if (asMarkup) open.push(`</${name}>`);
      for (let at = next.children.length - 1; at >= 0; at--) open.push(next.children[at] ?? '');
      if (asMarkup && name !== 'br') out += `<${name}>`;
    }
  }
  return out;
}
