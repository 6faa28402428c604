// tsc makes JavaScript only: the SQL goes to dist as it is, the lexicons compiled (and readable beside it).
import { chmodSync, cpSync, writeFileSync } from 'node:fs';

cpSync('src', 'dist', { recursive: true, filter: (path) => !path.endsWith('.ts') });

const { compileLexicon } = await import('../dist/sentiment/compile-lexicon.js');
const { LEXICON_NAMES } = await import('../dist/sentiment/load.js');
for (const name of LEXICON_NAMES) {
  const { data, texts } = compileLexicon(name);
  writeFileSync(`dist/sentiment/lexicons/${name}.bin`, new Uint8Array(data));
  writeFileSync(`dist/sentiment/lexicons/${name}.texts`, texts.join('\n'));
}

chmodSync('bin/brandwatch.js', 0o755);
