/** `18 rows of 6 120`, for people. */
export function rowCount(shown: number, total: number | null): string {
  const rows = shown === 0 ? 'no rows' : `${grouped(shown)} ${shown === 1 ? 'row' : 'rows'}`;
  return total !== null && total > shown ? `${rows} of ${grouped(total)}` : rows;
}

/** A whole number in groups of three, e.g. `6 120`; a true minus sign. */
export function grouped(value: number): string {
  const digits = String(Math.abs(value)).replace(/\B(?=(?:\d{3})+$)/g, ' ');
  return value < 0 ? `−${digits}` : digits;
}
