/** How Steam writes: its names of languages, and the marks in its texts. */

/** Primary tags (BCP 47) by the names that Steam has. */
export const STEAM_LANGUAGES: Readonly<Record<string, string>> = {
  arabic: 'ar',
  bulgarian: 'bg',
  schinese: 'zh',
  tchinese: 'zh',
  czech: 'cs',
  danish: 'da',
  dutch: 'nl',
  english: 'en',
  finnish: 'fi',
  french: 'fr',
  german: 'de',
  greek: 'el',
  hungarian: 'hu',
  indonesian: 'id',
  italian: 'it',
  japanese: 'ja',
  koreana: 'ko',
  norwegian: 'no',
  polish: 'pl',
  portuguese: 'pt',
  brazilian: 'pt',
  romanian: 'ro',
  russian: 'ru',
  spanish: 'es',
  latam: 'es',
  swedish: 'sv',
  thai: 'th',
  turkish: 'tr',
  ukrainian: 'uk',
  vietnamese: 'vi',
};

/** Marks that are known; what else stands in brackets is text. */
const MARK =
  /\[\/?(?:b|u|i|s|strike|spoiler|noparse|url|img|h[1-6]|p|hr|quote|code|list|olist|\*|table|tr|th|td)(?:=[^[\]\n]{0,500})?\]/gi;
const ENDS_LINE = /^\[\/?(?:h|p\]|quote|code|list|olist|\*|table|tr)/i;

/** A text without its BBCode; what ends a line becomes one. Linear in its length. */
export function withoutBbcode(text: string): string {
  return text.replace(MARK, (mark) => (ENDS_LINE.test(mark) ? '\n' : /^\[(?:td|th)/i.test(mark) ? ' ' : ''));
}
