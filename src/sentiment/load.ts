/** Lexicons, each read once and only when its language is met: compiled in the build, or now in a source tree. */
import { existsSync, readFileSync } from 'node:fs';
import { AppError } from '../core/errors.js';
import { LANGUAGES } from '../language/identify.js';
import { Lexicon } from './lexicon.js';
import { viewsOf } from './lexicon-layout.js';

/** What there are lexicons for: languages, and emoji and emoticons, which every language shares. */
export const LEARNT_LANGUAGES = ['en', 'fr', 'es', 'pt', 'it', 'de'] as const;
export const LEXICON_NAMES = [
  'emoji',
  ...LANGUAGES,
  ...LEARNT_LANGUAGES.map((lang) => `learnt.${lang}` as const),
] as const;
export type LexiconName = (typeof LEXICON_NAMES)[number];

const folder = new URL('./lexicons/', import.meta.url);
const loaded = new Map<LexiconName, Lexicon>();

/** In a source tree nothing is compiled beforehand, so that an edited list counts at once. */
const compiler = existsSync(new URL('emoji.bin', folder)) ? null : await import('./compile-lexicon.js');

/** Compiled lexicons by their names, in memory that threads have in common. */
export type SharedLexicons = ReadonlyMap<LexiconName, SharedArrayBuffer>;
let shared: SharedLexicons = new Map();

/** All lexicons, for threads to adopt instead of reading each its own; none in a source tree. */
export function shareLexicons(): SharedLexicons {
  if (compiler !== null) return new Map();
  return new Map(
    LEXICON_NAMES.map((name) => {
      const bytes = readFileSync(new URL(`${name}.bin`, folder));
      const memory = new SharedArrayBuffer(bytes.length);
      new Uint8Array(memory).set(bytes);
      return [name, memory];
    }),
  );
}

/** Makes a thread use the lexicons of another. To be called before any is loaded. */
export function adoptLexicons(lexicons: SharedLexicons): void {
  shared = lexicons;
}

function read(name: LexiconName): Lexicon {
  if (compiler !== null) {
    const { data, texts } = compiler.compileLexicon(name);
    return toLexicon(name, data, () => texts);
  }
  const adopted = shared.get(name);
  if (adopted !== undefined) return toLexicon(name, adopted, () => readTexts(name));
  const bytes = readFileSync(new URL(`${name}.bin`, folder));
  // The views need to begin at a multiple of their size.
  const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
  return toLexicon(name, whole ? bytes.buffer : new Uint8Array(bytes).buffer, () => readTexts(name));
}

function readTexts(name: LexiconName): string[] {
  return readFileSync(new URL(`${name}.texts`, folder), 'utf8').split('\n');
}

function toLexicon(name: string, data: ArrayBufferLike, texts: () => string[]): Lexicon {
  const arrays = viewsOf(data);
  if (arrays === null) {
    throw new AppError('internal', `cannot use ${name}.bin: it was compiled by another version or is not whole`, {
      code: 'lexicon.stale',
      hint: 'install brandwatch again, or run `npm run build` in a source tree',
    });
  }
  return new Lexicon(arrays, texts);
}

function load(name: LexiconName): Lexicon {
  let lexicon = loaded.get(name);
  if (lexicon === undefined) {
    lexicon = read(name);
    loaded.set(name, lexicon);
  }
  return lexicon;
}

/** The lexicon of emoji and emoticons. */
export function loadEmoji(): Lexicon {
  return load('emoji');
}

/** The lexicon of a language by its index in `LANGUAGES`, or null where there is none yet. */
export function loadLexicon(lang: number): Lexicon | null {
  const name = LEXICON_NAMES.find((known) => known === LANGUAGES[lang]);
  return name === undefined ? null : load(name);
}

/** What was learnt of a language's words by its index in `LANGUAGES`, or null where there were no posts to learn from. */
export function loadLearnt(lang: number): Lexicon | null {
  const known = LEARNT_LANGUAGES.find((tag) => tag === LANGUAGES[lang]);
  return known === undefined ? null : load(`learnt.${known}`);
}
