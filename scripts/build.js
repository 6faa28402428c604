/**
 * node scripts/build.js — src becomes dist.
 *
 * The modules are put together into a few files: a command loads some three hundred of them, and to find, read and link
 * each of so many files is a fifth of what a short command takes. Packages stay packages. The SQL goes to dist as it is,
 * the lexicons compiled (and readable beside it).
 */
import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { build } from 'esbuild';

/** What is started or, by the tests and below, imported by its name. */
const ENTRIES = ['cli/main', 'judgement/worker', 'judgement/pool', 'sentiment/load', 'sentiment/compile-lexicon'];

/**
 * Modules find the files beside them by `import.meta.url`, which in a file of many modules must be what it was in the
 * module's own. Every output is one folder below dist, so that one `../` leads there from each.
 */
const places = {
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const place = relative('src', path).split(sep).join('/').replace(/\.ts$/, '.js');
      const text = readFileSync(path, 'utf8');
      return {
        loader: 'ts',
        contents: text.replaceAll('import.meta.url', `new URL('../${place}', import.meta.url).href`),
      };
    });
  },
};

const { metafile } = await build({
  entryPoints: ENTRIES.map((entry) => `src/${entry}.ts`),
  outbase: 'src',
  outdir: 'dist',
  chunkNames: 'modules/[name]-[hash]',
  bundle: true,
  splitting: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  charset: 'utf8',
  metafile: true,
  logLevel: 'warning',
  plugins: [places],
});

// Only now, so that what runs while this builds finds its modules nearly always.
const made = new Set(Object.keys(metafile.outputs));
for (const name of readdirSync('dist', { recursive: true })) {
  const path = `dist/${name.split(sep).join('/')}`;
  if (/\.(?:js|d\.ts)$/.test(path) && !made.has(path)) rmSync(path);
}

cpSync('src', 'dist', { recursive: true, filter: (path) => !path.endsWith('.ts') });

const { compileLexicon } = await import('../dist/sentiment/compile-lexicon.js');
const { LEXICON_NAMES } = await import('../dist/sentiment/load.js');
for (const name of LEXICON_NAMES) {
  const { data, texts } = compileLexicon(name);
  writeFileSync(`dist/sentiment/lexicons/${name}.bin`, new Uint8Array(data));
  writeFileSync(`dist/sentiment/lexicons/${name}.texts`, texts.join('\n'));
}

chmodSync('bin/brandwatch.js', 0o755);
