/** Paths of keys: as steps, as people read them, and as the tables of keys name them. */
import { BRAND_KEYS, GLOBAL_KEYS, type KeyDescription } from './keys.js';

export type Path = readonly (string | number)[];

/** `brands[0].accounts.x` */
export function showPath(path: Path): string {
  return path.reduce<string>((shown, step) => {
    if (typeof step === 'number') return `${shown}[${step}]`;
    return shown === '' ? step : `${shown}.${step}`;
  }, '');
}

/** `brands[].accounts.<network>`: the path as the table of keys names it. */
export function keyPattern(path: Path): string {
  // The short form of a list of one.
  const whole = path[0] === 'brand' ? ['brands', 0, ...path.slice(1)] : path;
  return whole.reduce<string>((pattern, step) => {
    if (typeof step === 'number') return `${pattern}[]`;
    if (/\.(?:accounts|outlets)$/u.test(pattern)) return `${pattern}.<network>`;
    if (pattern === 'alerts.owners') return `${pattern}.<owner>`;
    if (pattern === 'spending') return `${pattern}.<source>`;
    if (pattern.endsWith('.hours')) return `${pattern}.<days>`;
    if (pattern.endsWith('sources[].options')) return `${pattern}.<option>`;
    if (pattern.endsWith('sources[].credentials')) return `${pattern}.<variable>`;
    return pattern === '' ? step : `${pattern}.${step}`;
  }, '');
}

/** What the tables say of the value at a path; an element of a list is described by the key of the list. */
export function describeKey(path: Path): KeyDescription | null {
  for (let length = path.length; length > 0; length--) {
    const step = path[length];
    if (step !== undefined && typeof step !== 'number') return null;
    const pattern = keyPattern(path.slice(0, length));
    const key = BRAND_KEYS[pattern] ?? (Object.hasOwn(GLOBAL_KEYS, pattern) ? globalKey(pattern) : undefined);
    if (key !== undefined) return key;
  }
  return null;
}

/** The keys that may stand in the mapping at a path. */
export function knownKeys(path: Path): string[] {
  const patterns = [...Object.keys(GLOBAL_KEYS), 'brand', ...Object.keys(BRAND_KEYS)];
  const prefix = path.length === 0 ? '' : `${keyPattern(path)}.`;
  return patterns
    .filter((pattern) => pattern.startsWith(prefix))
    .map((pattern) => pattern.slice(prefix.length))
    .filter((rest) => /^[a-zA-Z]+$/u.test(rest));
}

/** Whether a value under a key of this name must never be shown. */
export function isSecretName(name: string): boolean {
  const words = name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/u).map((word) => word.toLowerCase());
  return words.some((word) => /^(?:(?:api|access)?(?:token|secret|key)|password|webhook)s?$/u.test(word));
}

export function isSecretPath(path: Path): boolean {
  return describeKey(path)?.secret === true || path.some((step) => typeof step === 'string' && isSecretName(step));
}

function globalKey(name: string): KeyDescription | undefined {
  return Object.entries(GLOBAL_KEYS).find(([known]) => known === name)?.[1];
}
