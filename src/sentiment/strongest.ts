/** The few entries that say most in a text, as one line for people. */
import type { FiredEntry } from './trace.js';

const MOST = 3;
/** What weighs less would be shown as 0.0. */
const LEAST = 0.05;

/** `no answer −2.5; refund −1.0; thanks +1.2`: the three strongest, each once, in the order of the text; or null. */
export function strongestEntries(entries: readonly FiredEntry[]): string | null {
  const strongest = new Map<string, FiredEntry>();
  for (const fired of entries) {
    const known = strongest.get(fired.entry);
    if (Math.abs(fired.weight) < LEAST || Math.abs(fired.weight) <= Math.abs(known?.weight ?? 0)) continue;
    strongest.set(fired.entry, fired);
  }
  const shown = [...strongest.values()].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, MOST);
  if (shown.length === 0) return null;
  shown.sort((a, b) => a.from - b.from || a.to - b.to);
  return shown.map(({ entry, weight }) => `${entry} ${signed(weight)}`).join('; ');
}

function signed(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`;
}
