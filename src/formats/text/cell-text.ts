import { wellFormed } from '../../core/plain-text.js';
import type { Cell } from '../../core/table.js';

/**
 * A number as every file has it: no grouping, a point, at most six decimals, no −0. No exponent either, whatever the
 * size; what is not finite is unknown, hence empty.
 */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  if (Math.abs(value) >= 1e21) return BigInt(value).toString();
  return String(sixDecimals(value));
}

/** Rounded to six decimals; −0 becomes 0. */
export function sixDecimals(value: number): number {
  return (Number.isInteger(value) ? value : Number(value.toFixed(6))) + 0;
}

/** A text as a file can hold it: without NUL, at which readers stop, and lone surrogates, which UTF-8 cannot encode. */
export function fileText(text: string): string {
  return wellFormed(text.includes('\0') ? text.replaceAll('\0', '') : text);
}

/** A cell as text: null is empty, booleans are true and false, lists are joined. */
export function cellText(cell: Cell | undefined, listSeparator: string): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  return cell.join(listSeparator);
}
