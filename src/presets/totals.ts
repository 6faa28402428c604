/** The line below a table that adds its columns up: no post, and no example of what its columns hold. */

const WORDS =
  'totals?|grand totals?|sub-?totals?|totals?( rows| general| général| geral| generale)?|gesamt(summe)?|summe|sum|somme|suma|soma|somma|totale|totaal|totaux|totales|totais|average|mean|durchschnitt|mittelwert|moyenne|promedio|mitjana|media|média|gemiddelde';

/** Matches (RE2, too) the whole of a trimmed cell in lower case. */
export const TOTALS = `^(${WORDS}) ?:?$`;
const CELL = new RegExp(TOTALS);

/** Whether the first filled cell of a row says that the row adds up. */
export function isTotals(row: readonly (string | null)[]): boolean {
  const first = row.find((cell) => cell !== null && cell.trim() !== '');
  return first !== undefined && first !== null && CELL.test(first.trim().toLowerCase());
}
