/** The parts of a page that a program writes: between `<!-- generated: name -->` and `<!-- end -->`. */

const MARKED = /<!-- generated: ([\w-]+) -->\n[\s\S]*?<!-- end -->/g;

/** The names of the parts of a page, in its order. */
export function partNames(page: string): string[] {
  return [...page.matchAll(MARKED)].map(([, name = '']) => name);
}

/** The page with these parts in their places; parts that are not given stay. Throws when one has no place. */
export function withParts(page: string, parts: ReadonlyMap<string, string>): string {
  const names = partNames(page);
  const lost = [...parts.keys()].filter((name) => !names.includes(name));
  if (lost.length > 0) throw new Error(`the page has no place for ${lost.join(', ')}`);
  return page.replace(MARKED, (part, name: string) => {
    const text = parts.get(name);
    return text === undefined ? part : `<!-- generated: ${name} -->\n${text.trimEnd()}\n<!-- end -->`;
  });
}
