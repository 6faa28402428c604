/** JSON in which no id loses a digit. */

/** Digits from which on a whole number may be beyond 2^53. */
const LONG = 16;

/**
 * The value of a JSON text, in which whole numbers beyond ±(2^53 − 1) are text with all their digits. Throws SyntaxError.
 * Linear in the length; a text without such numbers costs one look at it more than `JSON.parse`.
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(/\d{16}/.test(text) ? withQuotedNumbers(text) : text);
}

/** The text with quotes around whole numbers that a double cannot hold; what stands inside of strings is left alone. */
function withQuotedNumbers(text: string): string {
  let out = '';
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
    } else if (code === 0x2d || isDigit(code)) {
      const from = at;
      at++;
      while (isDigit(text.charCodeAt(at))) at++;
      const next = text[at];
      const digits = at - from - (code === 0x2d ? 1 : 0);
      if (next === '.' || next === 'e' || next === 'E') {
        at++;
        while (/[\d.eE+-]/.test(text[at] ?? '')) at++;
      } else if (digits >= LONG && !Number.isSafeInteger(Number(text.slice(from, at)))) {
        out += `${text.slice(copied, from)}"${text.slice(from, at)}"`;
        copied = at;
      }
    } else at++;
  }
  return out + text.slice(copied);
}

/** The place behind the quote that closes the string which opens here. */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x22) return at + 1;
  }
  return text.length;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
