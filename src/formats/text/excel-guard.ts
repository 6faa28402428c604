/**
 * Makes a text cell of a CSV inert for spreadsheets. Excel, LibreOffice and Sheets guess the type of every cell of a
 * CSV, quoted or not: a text that starts like a formula runs, and an id of 18 digits is rounded for good.
 *
 * The mark is a leading apostrophe, for both. It is visible, so that whoever copies the cell or reads the file with
 * something else sees why it differs, and one rule (drop a leading apostrophe) undoes it. Rejected:
 * - `="123"`: breaks every other reader, and users asked for it to be taken out again;
 * - a leading tab, no-break space, zero-width space or control character: invisible, so that a copied id finds nothing
 *   and nobody sees why; a tab in front is itself said to start formulas, and some spreadsheets trim it and convert;
 * - `sep=,` in front: Excel then ignores the BOM and breaks every accent.
 */
export function guarded(text: string): string {
  if (ORDINARY.test(text)) return text;
  const inner = text.replace(INNER_START, (match, before: string, start?: string) =>
    start === undefined ? match : `${before}'${start}`,
  );
  return FORMULA.test(text) || isConverted(text) ? `'${inner}` : inner;
}

/** Most cells, told apart cheaply: a letter first, nothing to split at, and longer than the name of any day. */
const ORDINARY = /^[A-Za-z][^;\r\n]{40,}$/;

/** Invisible characters that spreadsheets, or whatever the file passes before, may drop. */
const SKIPPED = '[\\s\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}]*';
/** `= + - @` and all that Unicode holds for a form of them (NFKC), since some spreadsheets normalise what they read. */
const STARTS =
  '[=\\u207C\\u208C\\u2A75\\u2A76\\uFE66\\uFF1D+\\u207A\\u208A\\uFB29\\uFE62\\uFF0B\\-\\u207B\\u208B\\u2212\\uFE63\\uFF0D@\\uFE6B\\uFF20]';

const FORMULA = new RegExp(`^(?:[\\t\\r\\n]|${SKIPPED}${STARTS})`, 'u');

/**
 * Where lists are separated by semicolons, as in most of Europe, Excel splits a comma-separated file at semicolons and
 * line breaks inside of quoted cells too: what follows one is the start of a cell. `;-)` is no formula.
 */
const INNER_START = new RegExp(`([;\\r\\n]${SKIPPED})(${STARTS}(?!\\)))?`, 'gu');

/** Longer than any text that is only a number, a date or a time. */
const LONGEST_CONVERTED = 400;
/** A whole number that survives the conversion: no leading zero, fewer than the 12 digits Excel shows in full. */
const HARMLESS = /^(?:0|[1-9]\d{0,10})$/;
const NUMBER_DATE_OR_TIME = /^[\p{Sc}(\s]*[.,]?\d[\d\s.,:/()%\p{Sc}+-]*(?:e[+-]?\d+)?\s*(?:[ap]m?)?$/iu;
const MONTH =
  /^(?:\d{1,4}[\s.,/-]*)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[\s.,/-]*[\d\s.,:/-]*(?:[ap]m)?$/i;
const BOOLEAN = /^(?:true|false)$/i;

/** Whether a spreadsheet would turn the text into another value: long ids, `1E5`, `007`, `3/4`, `10.5`, `MAR1`, `true`. */
function isConverted(text: string): boolean {
  if (text.length > LONGEST_CONVERTED) return false;
  const seen = text.normalize('NFKC').replace(INVISIBLE, '').trim();
  if (HARMLESS.test(seen)) return false;
  return NUMBER_DATE_OR_TIME.test(seen) || (MONTH.test(seen) && /\d/.test(seen)) || BOOLEAN.test(seen);
}

const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
