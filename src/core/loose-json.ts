/** JSON as programs write it that do not quite write JSON. */

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)/g;

/**
 * One record with null for NaN and infinities (Python and pandas write them for what is missing), and without the comma
 * behind it (lines cut out of a list). The same text where there is neither. `mended_json` does the same in SQL.
 */
export function mendedJson(text: string): string {
  const record = text.endsWith('},') ? text.slice(0, -1) : text;
  if (!record.includes('NaN') && !record.includes('Infinity')) return record;
  return record.replace(STRING_OR_NUMBER, (token) => (token.startsWith('"') ? token : 'null'));
}
