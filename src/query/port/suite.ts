/** What a suite's query language calls things, for translating it: facts of its documentation, by the names of its fields. */

/** How a field reads here: a query, or null where there is none; with what is different, if anything. */
export interface PortedField {
  readonly query: string | null;
  readonly note?: string;
}

export interface Suite {
  readonly id: 'brandwatch' | 'meltwater' | 'talkwalker';
  readonly title: string;
  /** Words between the sides of NEAR without a number; null where it needs one. */
  readonly nearDefault: number | null;
  /** Fields by their names in lower case. A value comes without quotes. */
  readonly fields: Readonly<Record<string, (value: string) => PortedField>>;
}

/** A value as this language writes it behind `name:`. */
export function valued(name: string): (value: string) => PortedField {
  return (value) => ({ query: `${name}:${quoted(value)}` });
}

export function quoted(value: string): string {
  return /^[\p{L}\p{N}_.*?/-]+$/u.test(value) ? value : `"${value.replace(/["\\]/gu, '\\$&')}"`;
}

/** `[1000 TO 5000]`, `[1000 TO *]`, `>1000` or a number. */
export function numeric(name: string): (value: string) => PortedField {
  return (value) => {
    const range = /^[[{]\s*(\S+)\s+TO\s+(\S+)\s*[\]}]$/iu.exec(value);
    if (range === null) return { query: `${name}:${value}` };
    const [, from, to] = range;
    if (to === '*') return { query: `${name}:>=${from}` };
    return { query: from === '*' ? `${name}:<=${to}` : `${name}:${from}..${to}` };
  };
}

/** The text is looked into as a whole: there is no field for its headline. */
export function anywhere(what: string): (value: string) => PortedField {
  return (value) => ({
    query: /\s/u.test(value) ? `"${value.replace(/["\\]/gu, '\\$&')}"` : value,
    note: `${what} is looked for in title and text together`,
  });
}

/** What is known by another word here. */
export function chosen(name: string, words: Readonly<Record<string, string>>): (value: string) => PortedField {
  return (value) => {
    const word = words[value.toLowerCase()];
    return word === undefined ? { query: null } : { query: `${name}:${word}` };
  };
}

/** Languages by name or tag. */
export function language(value: string): PortedField {
  const tag = LANGUAGES[value.toLowerCase()] ?? value.toLowerCase().split(/[-_]/u)[0] ?? '';
  return { query: /^[a-z]{2,3}$/u.test(tag) ? `lang:${tag}` : null };
}

const LANGUAGES: Readonly<Record<string, string>> = {
  english: 'en',
  spanish: 'es',
  french: 'fr',
  german: 'de',
  italian: 'it',
  portuguese: 'pt',
  dutch: 'nl',
  catalan: 'ca',
  basque: 'eu',
  galician: 'gl',
};

export const SENTIMENTS = { positive: 'positive', negative: 'negative', neutral: 'neutral' } as const;

/** A link in the text, by its host. */
export function link(value: string): PortedField {
  const host = value.replace(/^[a-z]+:\/\//iu, '').replace(/^www\./iu, '');
  const [bare = '', ...path] = host.split('/');
  if (!/^[\w-]+(?:\.[\w-]+)+$/u.test(bare)) return { query: null };
  return path.join('') === ''
    ? { query: bare }
    : { query: bare, note: 'a link in the text is known by its site alone: the path is left out' };
}

export function site(value: string): PortedField {
  const host = value
    .replace(/^[a-z]+:\/\//iu, '')
    .replace(/^www\./iu, '')
    .replace(/^\*\.|\/$/gu, '');
  return { query: /^[\w.-]+$/u.test(host) ? `site:${host}` : `url:${quoted(host)}` };
}
