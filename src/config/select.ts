import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import type { Brand, EffectiveConfig } from './config.js';

/**
 * The brands that `--brand` names, in the order of the configuration; all of them where it names none.
 * Throws AppError `usage` for a name that is not configured.
 */
export function selectBrands({ brands, file }: EffectiveConfig, names: readonly string[]): readonly Brand[] {
  if (names.length === 0) return brands;
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const known = brands.map(({ name }) => name);
  for (const name of names) {
    if (known.some((other) => other.toLowerCase() === name.toLowerCase())) continue;
    const meant = nearest(name, known);
    throw new AppError(
      'usage',
      `no brand "${name}" is configured${file === null ? ': there is no .brandwatchrc' : ''}`,
      {
        code: 'usage.unknown-brand',
        hint:
          meant !== null
            ? `did you mean "${meant}"?`
            : known.length > 0
              ? `configured are ${known.join(', ')}`
              : 'run brandwatch init to configure one',
      },
    );
  }
  return brands.filter(({ name }) => wanted.has(name.toLowerCase()));
}
