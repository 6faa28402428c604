/** Tables as the documentation has them. */

export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A share, in percent to one decimal; a dash where there is none. */
export const percent = (share: number): string => (Number.isFinite(share) ? (100 * share).toFixed(1) : '–');

/** With a space between thousands, as 47 482. */
export const count = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ' ');
