const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * A series as one line of bars, at most `width` of them, from zero (or the lowest value, when that is below) to the
 * highest; a gap is a space, but none at the end. A longer series is cut into equal stretches, each shown by the value
 * farthest from the mean of all, so that neither a peak nor a drop gets lost.
 */
export function sparkline(values: readonly (number | null)[], width: number): string {
  const points = resampled(
    values.map((value) => (value !== null && Number.isFinite(value) ? value : null)),
    Math.max(1, Math.floor(width)),
  );
  let low = 0;
  let high = 0;
  for (const point of points) {
    low = Math.min(low, point ?? 0);
    high = Math.max(high, point ?? 0);
  }
  // Scaled first: the distance between two finite numbers need not be finite.
  const scale = Math.max(high, -low);
  const span = (high / scale - low / scale) / (BARS.length - 1);
  const bar = (point: number) => BARS[scale === 0 ? 0 : Math.round((point / scale - low / scale) / span)] ?? ' ';
  return points
    .map((point) => (point === null ? ' ' : bar(point)))
    .join('')
    .trimEnd();
}

function resampled(values: readonly (number | null)[], width: number): readonly (number | null)[] {
  if (values.length <= width) return values;
  const known = values.filter((value) => value !== null);
  const mean = known.reduce((sum, value) => sum + value / known.length, 0);
  return Array.from({ length: width }, (_, index) => {
    let shown: number | null = null;
    const end = Math.floor(((index + 1) * values.length) / width);
    for (let at = Math.floor((index * values.length) / width); at < end; at++) {
      const value = values[at] ?? null;
      if (value !== null && (shown === null || Math.abs(value - mean) > Math.abs(shown - mean))) shown = value;
    }
    return shown;
  });
}
