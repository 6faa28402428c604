/** Which preset a file's columns are the signature of. */
import { headerKey } from './expression.js';
import type { Preset } from './preset.js';

export interface Detection {
  /** The preset whose longest fitting signature is longest, or null. */
  readonly preset: Preset | null;
  /** Where none fits: the one of which most columns are there, and those that are not. */
  readonly nearest: { readonly preset: Preset; readonly missing: readonly string[] } | null;
}

/**
 * A preset of the file's own shape goes first; one of the other shape is for files that were converted, e.g. a dump of JSON
 * that somebody keeps as CSV or Parquet.
 * @param near share of a signature's columns from which on a preset may be called the nearest
 */
export function detectPreset(
  presets: readonly Preset[],
  columns: readonly string[],
  shape: 'table' | 'json',
  near = 0.5,
): Detection {
  const own = detectAmong(
    presets.filter((preset) => preset.shape === shape),
    columns,
    shape,
    near,
  );
  if (own.preset !== null) return own;
  const other = detectAmong(
    presets.filter((preset) => preset.shape !== shape),
    columns,
    shape,
    near,
  );
  return other.preset === null ? { preset: null, nearest: own.nearest ?? (near === 0 ? other.nearest : null) } : other;
}

function detectAmong(
  presets: readonly Preset[],
  columns: readonly string[],
  shape: 'table' | 'json',
  near: number,
): Detection {
  const present = new Set(columns.map(headerKey));
  const covers = (name: string): boolean =>
    present.has(headerKey(name)) ||
    // A path of a JSON record is there too when what lies below it is.
    (shape === 'json' && [...present].some((key) => key.startsWith(`${headerKey(name)}.`)));
  let best: { preset: Preset; length: number } | null = null;
  let nearest: { preset: Preset; share: number; missing: readonly string[] } | null = null;
  for (const preset of presets) {
    for (const signature of preset.signatures) {
      const missing = signature.filter((name) => !covers(name));
      const share = 1 - missing.length / signature.length;
      if (missing.length === 0) {
        if (best === null || signature.length > best.length) best = { preset, length: signature.length };
      } else if (share >= near && (nearest === null || share > nearest.share)) {
        nearest = { preset, share, missing };
      }
    }
  }
  return { preset: best?.preset ?? null, nearest: best === null ? nearest : null };
}
