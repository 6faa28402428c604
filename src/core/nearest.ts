/**
 * The candidate that a misspelt word was probably meant to be, or null where none is near: at most a third of the longer
 * word's letters may differ (a swap of neighbours counts once). Case is ignored; ties go to the first.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const given = word.toLowerCase();
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const known = candidate.toLowerCase();
    const limit = Math.floor(Math.max(given.length, known.length) / 3);
    if (Math.abs(given.length - known.length) > limit) continue;
    const distance = editDistance(given, known);
    if (distance <= limit && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other. */
export function editDistance(from: string, to: string): number {
  const width = to.length + 1;
  let before = new Uint32Array(width);
  let above = Uint32Array.from({ length: width }, (_, column) => column);
  let row = new Uint32Array(width);
  for (let i = 1; i <= from.length; i++) {
    row[0] = i;
    for (let j = 1; j < width; j++) {
      const same = from[i - 1] === to[j - 1];
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row[j] = cost;
    }
    [before, above, row] = [above, row, before];
  }
  return above[to.length] ?? 0;
}
