/**
 * npx tsx scripts/docs.ts --write | --check — the parts of the documentation that the code knows better.
 *
 * A part stands between `<!-- generated: name -->` and `<!-- end -->`. --write makes each anew; --check changes nothing,
 * and exits with 1 when a file would change, naming it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { REGIONS } from './doc-regions.js';
import { partNames, withParts } from './marked-parts.js';

/** Files with parts made here, relative to the root of the project. Those of docs/accuracy.md need data that is not in it. */
export const DOC_FILES = [
  'README.md',
  'docs/cli.md',
  'docs/columns.md',
  'docs/configuration.md',
  'docs/importing.md',
  'docs/metrics.md',
  'docs/queries.md',
  'docs/sources.md',
] as const;

const root = new URL('../', import.meta.url);

export interface Doc {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** Every file as it is and as it should be. Throws when a part has no maker, or a maker no place. */
export async function renderDocs(): Promise<Doc[]> {
  const docs: Doc[] = [];
  const placed = new Set<string>();
  for (const file of DOC_FILES) {
    const before = readFileSync(new URL(file, root), 'utf8');
    const texts = new Map<string, string>();
    for (const name of partNames(before)) {
      const make = REGIONS[name];
      if (make === undefined) throw new Error(`${file}: nothing generates "${name}"`);
      placed.add(name);
      texts.set(name, await make());
    }
    docs.push({ file, before, after: withParts(before, texts) });
  }
  const lost = Object.keys(REGIONS).filter((name) => !placed.has(name));
  if (lost.length > 0) throw new Error(`no file has a place for ${lost.join(', ')}`);
  return docs;
}

async function main(mode: string | undefined): Promise<number> {
  if (mode !== '--write' && mode !== '--check') {
    process.stderr.write('usage: npx tsx scripts/docs.ts --write | --check\n');
    return 64;
  }
  const stale = (await renderDocs()).filter(({ before, after }) => before !== after);
  for (const { file, after } of stale) {
    if (mode === '--write') writeFileSync(new URL(file, root), after);
    process.stdout.write(mode === '--write' ? `wrote ${file}\n` : `${file} is stale: npm run docs:write\n`);
  }
  if (stale.length === 0) process.stdout.write(`${DOC_FILES.length} files are fresh\n`);
  return mode === '--check' && stale.length > 0 ? 1 : 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.chdir(fileURLToPath(root));
  process.exitCode = await main(process.argv[2]);
}
