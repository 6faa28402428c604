/** Header names of known exports, and what tells a header from a record. */

/** How many names the longest signature has that a row holds completely; 0 for none. */
export function findSignature(row: readonly string[], signatures: readonly (readonly string[])[]): number {
  if (signatures.length === 0) return 0;
  const names = new Set(row.map(nameKey));
  let longest = 0;
  for (const signature of signatures)
    if (signature.length > longest && signature.every((name) => names.has(nameKey(name)))) longest = signature.length;
  return longest;
}

/** Names are compared without case, surrounding space, or a byte order mark. */
export function nameKey(name: string): string {
  return name
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

const LONGEST_NAME = 80;
const MOST_WORDS = 12;

/** Whether most cells of a row read like names of columns; empty cells (a spreadsheet's unnamed columns) may occur. */
export function looksLikeHeader(row: readonly string[]): boolean {
  const filled = row.filter((cell) => cell.trim() !== '');
  if (filled.length === 0 || filled.length * 2 < row.length) return false;
  const names = filled.filter(looksLikeName).length;
  return names / filled.length >= 0.75;
}

function looksLikeName(cell: string): boolean {
  const text = cell.trim();
  if (text.length > LONGEST_NAME || /[\n\r]/.test(text) || !/\p{L}/u.test(text)) return false;
  if (/^(https?:|www\.|@|#)/i.test(text) || /^\S+@\S+\.\S+$/.test(text)) return false;
  if (/^\d[\d.,:/-]*\s?\p{L}{0,3}$/u.test(text) || /^\d{1,4}[-/.]\d{1,2}[-/.]\d/.test(text)) return false;
  if (/^(true|false|null|nan|none)$/i.test(text)) return false;
  const words = text.split(/\s+/);
  if (words.length > MOST_WORDS) return false;
  return !(words.length > 3 && /[.!?…]$/.test(text)) && !/[.!?]\s+\p{L}/u.test(text);
}

/** Headers of files that hold nothing but texts: commas in those texts make no table. */
const TEXT_NAMES = new Set(
  (
    'text texts body comment comments content feedback full_text message messages post posts review reviews title ' +
    'tweet tweets verbatim texte commentaire avis texto comentario reseña opinión mensaje comentari ressenya opinió ' +
    'missatge kommentar bewertung nachricht testo commento recensione messaggio comentário avaliação mensagem tekst ' +
    'opmerking beoordeling bericht'
  ).split(' '),
);

export function isTextName(cell: string): boolean {
  return TEXT_NAMES.has(nameKey(cell));
}
