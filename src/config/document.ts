/** A configuration file, parsed, with the line of every key. */
import type { Path } from './path.js';

export interface ConfigDocument {
  /** As shown in messages, e.g. `.brandwatchrc`. */
  readonly name: string;
  /** Plain data; undefined for an empty file. */
  readonly value: unknown;
  /** The plain value at a path, undefined where there is none. */
  at(path: Path): unknown;
  /** 1-based line of the key (or element) at a path, else of the nearest thing around it that has one. */
  line(path: Path): number | null;
  /** A scalar as it was written, where numbers would have lost digits. */
  source(path: Path): string | null;
}

/** What a file without content comes to. */
export function emptyConfig(name: string): ConfigDocument {
  return { name, value: undefined, at: () => undefined, line: () => null, source: () => null };
}

/** The plain value at a path inside another one. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inside, step) => {
    if (typeof inside !== 'object' || inside === null || !Object.hasOwn(inside, step)) return undefined;
    return Object.entries(inside).find(([key]) => key === String(step))?.[1];
  }, value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
