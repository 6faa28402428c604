/** What a character is and becomes: tables filled once, so that the scanner neither makes strings nor runs expressions. */

/** How the scanner's main loop treats an ASCII byte. */
export const CLASS = { skip: 0, letter: 1, digit: 2, symbol: 3, lineBreak: 4, wide: 5 } as const;

/** What a code point above ASCII is. */
export const WIDE = { other: 0, letter: 1, single: 2, combining: 3, ignored: 4, mark: 5, emoji: 6, space: 7 } as const;

/** Class of each byte. */
export const byteClass = new Uint8Array(256);
/** The lower-case byte of ASCII letters, digits as they are, 0 for every other byte. */
export const asciiWord = new Uint8Array(256);

/** Code points below this, and those of Latin Extended Additional and Greek Extended, have table entries. */
const LOW = 0x600;
const EXTENDED = 0x1e00;
const EXTENDED_END = 0x2000;
const lowerTable = new Uint16Array(LOW + EXTENDED_END - EXTENDED);
const baseTable = new Uint16Array(LOW + EXTENDED_END - EXTENDED);
/** `letter × 128 + mark − U+0300` → composed letter. */
const composed = new Map<number, number>();

function slot(point: number): number {
  if (point < LOW) return point;
  return point >= EXTENDED && point < EXTENDED_END ? point - EXTENDED + LOW : -1;
}

function onePoint(text: string, otherwise: number): number {
  const point = text.codePointAt(0) ?? otherwise;
  return text.length === (point > 0xffff ? 2 : 1) ? point : otherwise;
}

function fillByteTables(): void {
  byteClass.fill(CLASS.wide, 0x80);
  byteClass.fill(CLASS.symbol, 0x21, 0x7f);
  byteClass[0x0a] = CLASS.lineBreak;
  byteClass.fill(CLASS.digit, 0x30, 0x3a);
  byteClass.fill(CLASS.letter, 0x41, 0x5b);
  byteClass.fill(CLASS.letter, 0x61, 0x7b);
  for (const quiet of "$%&'*+_`|~\\") byteClass[quiet.charCodeAt(0)] = CLASS.skip;
  for (let byte = 0x30; byte < 0x3a; byte++) asciiWord[byte] = byte;
  for (let byte = 0x61; byte < 0x7b; byte++) {
    asciiWord[byte] = byte;
    asciiWord[byte - 0x20] = byte;
  }
}

function fillLetter(point: number): void {
  const at = slot(point);
  const text = String.fromCodePoint(point);
  const lower = onePoint(text.toLowerCase(), point === 0x130 ? 0x69 : point);
  lowerTable[at] = lower;
  const parts = [...String.fromCodePoint(lower).normalize('NFD')];
  baseTable[at] = parts[0]?.codePointAt(0) ?? lower;
  if (lower !== point || parts.length < 2) return;
  const last = parts.pop() ?? '';
  const mark = onePoint(last, 0);
  const letter = onePoint(parts.join('').normalize('NFC'), 0);
  if (mark >= 0x300 && mark < 0x370 && letter > 0) composed.set(letter * 128 + mark - 0x300, point);
}

function fillLetterTables(): void {
  for (let point = 0; point < LOW; point++) fillLetter(point);
  for (let point = EXTENDED; point < EXTENDED_END; point++) fillLetter(point);
  // Letters whose stroke is no separate mark, so that NFD leaves them whole.
  for (const [letter, base] of ['øo', 'łl', 'đd', 'ħh', 'ıi', 'ŧt'].map((pair) => [...pair])) {
    baseTable[letter?.codePointAt(0) ?? 0] = base?.codePointAt(0) ?? 0;
  }
}

fillByteTables();
fillLetterTables();

/** The lower-case form; styled mathematical and full-width letters become plain ones. */
export function lowerCase(point: number): number {
  const at = slot(point);
  if (at >= 0) return lowerTable[at] as number;
  if (point >= 0x1d400 && point < 0x1d6a4) return 0x61 + ((point - 0x1d400) % 26);
  if (point >= 0xff21 && point < 0xff3b) return point - 0xff21 + 0x61;
  if (point >= 0xff41 && point < 0xff5b) return point - 0xff41 + 0x61;
  return point;
}

/** The letter without its accents; takes and gives lower case. */
export function withoutAccent(point: number): number {
  const at = slot(point);
  return at >= 0 ? (baseTable[at] as number) : point;
}

/** The second letter that a ligature unfolds to (œ → oe, æ → ae, ß → ss), or 0. */
export function ligatureTail(point: number): number {
  return point === 0x153 || point === 0xe6 ? 0x65 : point === 0xdf ? 0x73 : 0;
}

/** The first letter that a ligature unfolds to, else the letter without its accents. */
export function ligatureHead(point: number): number {
  return point === 0x153 ? 0x6f : point === 0xe6 ? 0x61 : point === 0xdf ? 0x73 : withoutAccent(point);
}

/** The one letter that a letter and a combining mark make (NFC), or 0 where there is none. */
export function compose(letter: number, mark: number): number {
  return composed.get(letter * 128 + mark - 0x300) ?? 0;
}

/** Whether writing runs on without spaces, so that each character is a token (Han, kana, Thai, Lao, Burmese, Khmer). */
function isUnspaced(point: number): boolean {
  return (
    (point >= 0x3040 && point < 0x3100) ||
    (point >= 0x3400 && point < 0xa000) ||
    (point >= 0xe00 && point < 0xf00) ||
    (point >= 0x1000 && point < 0x10a0) ||
    (point >= 0x1780 && point < 0x1800) ||
    (point >= 0xf900 && point < 0xfb00) ||
    (point >= 0x20000 && point < 0x32000)
  );
}

function isEmoji(point: number): boolean {
  return (
    (point >= 0x1f000 && point < 0x1fb00) ||
    (point >= 0x2600 && point < 0x27c0) ||
    (point >= 0x23e9 && point < 0x23fb) ||
    point === 0x231a ||
    point === 0x231b ||
    point === 0x2b50 ||
    point === 0x2b55
  );
}

/** The ASCII mark that a wide one stands for, or itself where it is a mark of its own; 0 for what is none. */
export function plainMark(point: number): number {
  switch (point) {
    case 0xa1:
    case 0xbf:
    case 0x2026:
    case 0x201c:
    case 0x201d:
      return point;
    case 0xff01:
    case 0x203c:
      return 0x21;
    case 0xff1f:
    case 0x61f:
    case 0x37e:
    case 0x2049:
    case 0x203d:
      return 0x3f;
    case 0x3002:
    case 0x964:
    case 0x6d4:
    case 0xff0e:
      return 0x2e;
    case 0xff0c:
    case 0x60c:
    case 0x3001:
      return 0x2c;
    case 0xff1b:
    case 0x61b:
      return 0x3b;
    case 0xff1a:
      return 0x3a;
    case 0x2013:
    case 0x2014:
    case 0x2015:
      return 0x2d;
    case 0xab:
    case 0x201e:
    case 0x300c:
      return 0x201c;
    case 0xbb:
    case 0x300d:
      return 0x201d;
    case 0xff08:
      return 0x28;
    case 0xff09:
      return 0x29;
    default:
      return 0;
  }
}

/** What a code point from U+0080 on is to the scanner. */
export function wideClass(point: number): number {
  if (point < 0x250) {
    if (point >= 0xc0) return point === 0xd7 || point === 0xf7 ? WIDE.other : WIDE.letter;
    if (point === 0xaa || point === 0xb5 || point === 0xba) return WIDE.letter;
    if (point === 0xad) return WIDE.ignored;
    if (point === 0xa0 || point === 0x85) return WIDE.space;
    return plainMark(point) > 0 ? WIDE.mark : WIDE.other;
  }
  if (point >= 0x300 && point < 0x370) return WIDE.combining;
  if (point >= 0x2000 && point < 0x2070) {
    if (point >= 0x200b && point <= 0x200f) return WIDE.ignored;
    if ((point >= 0x202a && point <= 0x202e) || point >= 0x2060) return WIDE.ignored;
    if (point <= 0x200a || point === 0x202f || point === 0x2028 || point === 0x2029) return WIDE.space;
    return plainMark(point) > 0 ? WIDE.mark : WIDE.other;
  }
  if (isEmoji(point)) return WIDE.emoji;
  if (plainMark(point) > 0) return WIDE.mark;
  if (point >= 0x2070 && point < 0x2c00) return WIDE.other;
  if (point >= 0x2e00 && point < 0x2e80) return WIDE.other;
  if (point >= 0x3000 && point < 0x3040) return point === 0x3000 ? WIDE.space : WIDE.other;
  if (isUnspaced(point)) return WIDE.single;
  if (point >= 0xd800 && point < 0xf900) return WIDE.other;
  if (point >= 0xfe00 && point < 0xfe10) return WIDE.ignored;
  if (point === 0xfeff) return WIDE.ignored;
  if (point >= 0xfe10 && point < 0xfe70) return WIDE.other;
  if (point >= 0xff00 && point < 0xff21) return WIDE.other;
  if (point >= 0xfff0 && point < 0x10000) return WIDE.other;
  if (point >= 0x1d000 && point < 0x1d400) return WIDE.other;
  if (point >= 0x1fb00 && point < 0x20000) return WIDE.other;
  if (point >= 0xe0000) return WIDE.ignored;
  return WIDE.letter;
}

/** Whether a letter belongs to the Latin script. */
export function isLatin(point: number): boolean {
  return point < 0x250 || (point >= 0x1e00 && point < 0x1f00) || (point >= 0x300 && point < 0x370);
}
