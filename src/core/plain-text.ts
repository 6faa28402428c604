import { stripVTControlCharacters } from 'node:util';

/**
 * What strangers wrote, made harmless for people's eyes: nothing in the result moves a cursor, reorders or hides other
 * text. Files that machines read (CSV, JSON) keep the text as it is and don't use this.
 */

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/** Scripts whose spelling needs zero-width joiners; anywhere else a joiner is a way to hide something. */
const JOINING =
  '\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}';

/**
 * Everything without a shape of its own: controls (C0, DEL, C1), format characters (bidirectional overrides, zero-width
 * spaces, tags), lone surrogates, fillers. `kept` is the invisible part of an emoji, a flag, or a joined letter.
 */
const INVISIBLE = new RegExp(
  `(?<kept>${[
    '\\u{1F3F4}[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{3,6}\\u{E007F}',
    '(?<=\\p{Extended_Pictographic}[\\uFE0F\\p{Emoji_Modifier}]?)\\u200D(?=\\p{Extended_Pictographic})',
    '(?<=\\p{Emoji})\\uFE0F',
    `(?<=[${JOINING}])[\\u200C\\u200D](?=[${JOINING}])`,
  ].join('|')})|[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Default_Ignorable_Code_Point}]`,
  'gu',
);

/** More marks than any orthography stacks on one letter: they paint over the lines above and below. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** The text without controls, escape sequences and hidden characters; line breaks become `\n`, tabs a space. */
export function plainText(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  const lines = stripVTControlCharacters(text).replace(LINE_BREAK, '\n').replaceAll('\t', ' ').split('\n');
  return lines.map((line) => line.replace(INVISIBLE, '$<kept>').replace(STACKED_MARKS, '$1')).join('\n');
}

/** The same on one line: every run of white space is one space, none at the ends. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}

const SURROGATE = /[\uD800-\uDFFF]/;

/** The text with lone surrogates, which no encoding can hold, replaced by U+FFFD. */
export function wellFormed(text: string): string {
  // Most texts hold no surrogate at all, which is found out several times faster.
  return SURROGATE.test(text) ? text.replace(/\p{Cs}/gu, '\uFFFD') : text;
}
