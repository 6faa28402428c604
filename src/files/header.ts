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
  if (/^(https?:|www\.|@|#(?! ))/i.test(text) || /^\S+@\S+\.\S+$/.test(text)) return false;
  if (/^\d[\d.,:/-]*\s?\p{L}{0,3}$/u.test(text) || /^\d{1,4}[-/.]\d{1,2}[-/.]\d/.test(text)) return false;
  if (/^(true|false|null|nan|none)$/i.test(text)) return false;
  // Half of a text in single quotes, or a value in them.
  if (/^'[^']*$|^[^']*'$|^'\d[^\p{L}]*'$/u.test(text)) return false;
  // More delimiters of one kind than a name has: a line that was cut at another one.
  if (/(?:,[^,]*){3}|(?:;[^;]*){3}|\t|(?:\|[^|]*){3}/.test(text)) return false;
  const words = text.split(/\s+/);
  if (words.length > MOST_WORDS) return false;
  return !(words.length > 3 && /[.!?…]$/.test(text)) && !/[.!?]\s+\p{L}/u.test(text);
}

/** Whether every cell is a different short name, as a program or a spreadsheet's owner writes it: `created_at`, `Post ID`. */
export function holdsPlainNames(row: readonly string[]): boolean {
  const plain = /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*( [\p{L}\p{M}\p{N}_.-]+){0,2}$/u;
  return (
    new Set(row.map(nameKey)).size === row.length &&
    row.every((cell) => plain.test(cell.replace(/^\uFEFF/, '').trim()) && looksLikeName(cell))
  );
}

/** Whether a row of plain names has at least two, and no less than half, of those that known exports have. */
export function holdsKnownNames(row: readonly string[], known: ReadonlySet<string>): boolean {
  if (row.length < 2 || !holdsPlainNames(row)) return false;
  const found = row.filter((cell) => known.has(nameKey(cell))).length;
  return found >= 2 && found * 2 >= row.length;
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
