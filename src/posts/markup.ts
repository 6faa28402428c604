/** HTML and entities become text, on the way in. */
import { decodeHTML } from 'entities';

/** Elements that end a line. */
const BLOCKS = new Set(
  'p div br li ul ol dl dt dd tr table h1 h2 h3 h4 h5 h6 blockquote pre section article header footer hr'.split(' '),
);
const INLINE = new Set(
  'a b i u s em strong span font small big sub sup code tt img del ins mark q cite abbr label time td th tbody thead wbr html head body title meta link center video audio source figure figcaption iframe svg path button form input strike script style'.split(
    ' ',
  ),
);
/** Elements whose content is not for readers. */
const HIDDEN = new Set(['script', 'style']);

/** Control characters that no text needs; tab and line feed stay. */
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;

/** Terminal sequences, of which taking out the escape alone would leave `[31m` stuck to a word. */
const SEQUENCES = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\))/g;

const NAME = /\/?([a-z][a-z0-9]{0,12})(?=[\s/>])/iy;

/**
 * Plain text of a post: known HTML elements and entities out, line breaks kept, control characters out, composed (NFC).
 * What merely looks like a tag ("a <b but c> d", "<3") stays. Linear in the length, whatever the text.
 */
export function plainText(text: string): string {
  let plain = text.replace(/\r\n?/g, '\n');
  if (plain.includes('<')) plain = withoutTags(plain);
  if (plain.includes('&')) plain = decodeHTML(plain);
  if (plain.includes('\u001B')) plain = plain.replace(SEQUENCES, '');
  plain = plain.replace(CONTROLS, '').replaceAll('\u00A0', ' ').normalize('NFC');
  if (!plain.includes('\n')) return plain.trim();
  return plain
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A text that is no HTML, such that `plainText` gives it back as it is. */
export function asMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function withoutTags(text: string): string {
  let out = '';
  let copied = 0;
  let close = -1;
  // Where hidden elements end, searched only forwards too; none is left once a search came back empty.
  const ends = new Map<string, number>();
  const endOf = (name: string, from: number): number => {
    let end = ends.get(name) ?? 0;
    if (end !== -1 && end < from) end = text.indexOf(`</${name}`, from);
    ends.set(name, end);
    return end;
  };
  for (let open = text.indexOf('<'); open !== -1; ) {
    const next = text.indexOf('<', open + 1);
    if (text.startsWith('<!--', open)) {
      const end = text.indexOf('-->', open + 4);
      if (end === -1) break;
      out += text.slice(copied, open);
      copied = end + 3;
      open = text.indexOf('<', copied);
      continue;
    }
    // Searched only forwards, so that a text full of brackets costs no more than any other.
    if (close < open) close = text.indexOf('>', open);
    if (close === -1) break;
    NAME.lastIndex = open + 1;
    const name = NAME.exec(text)?.[1]?.toLowerCase();
    const whole = next === -1 || close < next;
    if (
      name === undefined ||
      !whole ||
      !(BLOCKS.has(name) || INLINE.has(name)) ||
      !areAttributes(text, NAME.lastIndex, close)
    ) {
      open = next;
      continue;
    }
    out += text.slice(copied, open) + (BLOCKS.has(name) ? '\n' : '');
    copied = close + 1;
    if (HIDDEN.has(name) && text[open + 1] !== '/') {
      const end = endOf(name, copied);
      if (end !== -1) copied = end;
    }
    open = text.indexOf('<', copied);
  }
  return out + text.slice(copied);
}

/** Attributes that need no value. */
const BARE =
  /^(?:\s+(?:async|autoplay|checked|controls|defer|disabled|hidden|loop|muted|noshade|nowrap|open|readonly|required|selected))+\s*\/?$/i;

/** Whether what follows the name of an element can belong to it: `a <b but c> d` and `a<b && b>c` hold no element. */
function areAttributes(text: string, from: number, to: number): boolean {
  if (from === to) return true;
  const written = text.slice(from, to);
  return written.includes('=') || /^[\s/]*$/.test(written) || BARE.test(written);
}

/** SQL (RE2) that finds texts which `plainText` might change; all others are never looked at. */
export const NEEDS_CLEANING =
  '[&<\\x00-\\x08\\x0B-\\x1F\\x7F]|[\\x{0080}-\\x{00A0}]|[\\x{0300}-\\x{036F}]|^\\s|\\s$|\\n\\n\\n|[ \\t]\\n';
