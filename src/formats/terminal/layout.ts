import type { TableColumn } from '../../core/table.js';
import { GAP } from './lines.js';

/** A column and the width that its widest cell or header would like. */
export interface Wish {
  readonly column: TableColumn;
  readonly natural: number;
}

export interface Slot {
  readonly column: TableColumn;
  readonly width: number;
}

export interface Layout {
  readonly indent: number;
  /** In the order of their ranks. */
  readonly slots: readonly Slot[];
  /** How many columns found no room. */
  readonly left: number;
}

/** Terminals narrower than this waste nothing on an indent. */
const NARROW = 60;
/** A clipped text column is never narrower than this: less of a name says nothing. */
const LEAST_TEXT = 12;

/**
 * Gives each column its width. Text is clipped before a column is left out; then the highest rank goes first, but the
 * column that wraps stays to the end: it holds people's own words. Widths and indent together never exceed `width`.
 */
export function layOut(wishes: readonly Wish[], width: number): Layout {
  const indent = width < NARROW ? 0 : GAP;
  const room = width - indent;
  const kept = [...wishes];
  while (kept.length > 1) {
    for (const most of [Math.max(LEAST_TEXT, Math.floor(width / 5)), LEAST_TEXT]) {
      const least = kept.map((wish) => Math.min(wish.natural, leastWidth(wish.column, width, most)));
      const spare = room - least.reduce((sum, part) => sum + part, 0) - GAP * (kept.length - 1);
      if (spare >= 0) return { indent, slots: grown(kept, least, spare), left: wishes.length - kept.length };
    }
    const last = kept.findLastIndex((wish) => wish.column.wraps !== true);
    kept.splice(last < 0 ? kept.length - 1 : last, 1);
  }
  const slots = kept.map(({ column, natural }) => ({ column, width: Math.min(natural, room) }));
  return { indent, slots, left: wishes.length - kept.length };
}

/** Numbers and times are shown whole or not at all. */
function leastWidth(column: TableColumn, width: number, most: number): number {
  if (column.wraps === true) return width < NARROW ? 16 : Math.min(60, Math.floor(width * 0.35));
  return column.type === 'text' || column.type === 'list' ? most : Number.POSITIVE_INFINITY;
}

/** Spends the spare width: on the column that wraps, then on clipped ones by rank. */
function grown(wishes: readonly Wish[], least: readonly number[], spare: number): Slot[] {
  const widths = [...least];
  const order = wishes.map((_, index) => index).sort((a, b) => wraps(wishes[b]) - wraps(wishes[a]) || a - b);
  let left = spare;
  for (const index of order) {
    const more = Math.min(left, (wishes[index]?.natural ?? 0) - (widths[index] ?? 0));
    widths[index] = (widths[index] ?? 0) + more;
    left -= more;
  }
  return wishes.map(({ column }, index) => ({ column, width: widths[index] ?? 0 }));
}

function wraps(wish: Wish | undefined): number {
  return wish?.column.wraps === true ? 1 : 0;
}
