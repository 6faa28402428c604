/** The text of a configuration file. Apart from what it becomes, since most commands find no file and need no parser. */
import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { AppError } from '../core/errors.js';
import { type ConfigDocument, valueAt } from './document.js';
import type { Path } from './path.js';

/** Aliases that a file may resolve: people use a few; a file that unfolds without end uses billions. */
const MAX_ALIASES = 1000;

const HINTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  BAD_SCALAR_START: 'put a text that starts with @, `, % or another sign in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'put a text that holds ": " in quotes, and give the keys of one list or mapping one indent',
  MISSING_CHAR: 'close the quote or the bracket',
  BAD_INDENT: 'give the keys of one list or mapping one indent',
  DUPLICATE_KEY: 'keep one of the two',
  MULTIPLE_DOCS: 'keep one document: remove the line ---',
  TAG_RESOLVE_FAILED: 'put a text that starts with ! in quotes',
};

/**
 * Parses YAML, of which JSON is a part.
 * `prefix` is the path of the configuration inside the file: `['brandwatch']` in package.json.
 * Throws AppError `configuration` with line and column.
 */
export function parseConfig(text: string, name: string, prefix: Path = []): ConfigDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) {
    const { line, col } = lines.linePos(problem.pos[0]);
    const message = problem.message.split('\n')[0] ?? '';
    throw broken(name, `line ${line}, column ${col}: ${lowerFirst(message)}`, HINTS[problem.code], problem);
  }
  let whole: unknown;
  try {
    whole = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    throw broken(name, lowerFirst(error instanceof Error ? error.message : String(error)), undefined, error);
  }
  if (holdsItself(whole, []))
    throw broken(name, 'an alias stands inside of what it names', 'write that part out instead of *naming it', null);
  const value = valueAt(whole, prefix);

  const lineOf = (path: Path): number | null => {
    for (let length = path.length; length > 0; length--) {
      const parent = document.getIn([...prefix, ...path.slice(0, length - 1)], true);
      const step = path[length - 1];
      const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === step) : null;
      const node = pair?.key ?? document.getIn([...prefix, ...path.slice(0, length)], true);
      const offset = offsetOf(node);
      if (offset !== null) return lines.linePos(offset).line;
    }
    return null;
  };
  return {
    name,
    value: value ?? undefined,
    at: (path) => valueAt(value, path),
    line: lineOf,
    source: (path) => {
      const node = document.getIn([...prefix, ...path], true);
      return isScalar(node) && typeof node.value === 'number' ? (node.source ?? null) : null;
    },
  };
}

function holdsItself(value: unknown, around: readonly object[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (around.includes(value)) return true;
  const inside = [...around, value];
  return Object.values(value).some((inner) => holdsItself(inner, inside));
}

function broken(name: string, problem: string, hint: string | undefined, cause: unknown): AppError {
  return new AppError('configuration', `cannot read ${name}: ${problem}`, {
    code: 'config.syntax',
    hint: hint ?? 'the file must be YAML or JSON, as in .brandwatchrc.example',
    cause,
  });
}

function offsetOf(node: unknown): number | null {
  const range = (node as Node | undefined | null)?.range;
  return range?.[0] ?? null;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
