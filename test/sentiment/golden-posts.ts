/** Two thousand invented posts for the golden file: the same ones on every platform, with hostile ones among them. */
import { WORDS, type Words } from './golden-words.js';

export interface GoldenPost {
  readonly id: string;
  /** What the post says its language is; null leaves it to be identified. */
  readonly lang: string | null;
  readonly text: string;
}

const POSTS_PER_LANGUAGE = 200;

/** Mulberry32, in integers only. */
class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed | 0;
  }
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }
  percent(chance: number): boolean {
    return this.below(100) < chance;
  }
  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}

const MARKS = ['.', '.', '.', '.', '.', '!', '!', '!', '!!!', '...', '…', '', '', '', ' !', '!!1', '?!', ';', '。'];
const ASKING = ['', '', '', '', '?', '??', '!'];
const GAPS = [...Array.from({ length: 20 }, () => ' '), '\n', '\n\n', '\r\n', '\t', '  ', '\u00a0', ' – ', ' / '];

/** What is put after the words. */
const ENDS: readonly (readonly string[])[] = [
  [
    ...['😡', '😍', '❤️', '❤', '😭😭😭', '🤬', '🙏', '🎉🎉', '😂', '🙄', '👎', '💔', '🐌', '🔥', '🤡'],
    ...['😊', '💩', '🫠', '☹️', '✅', '👍🏽', '👎🏿', '🙏🏻', '👏🏾👏🏾', '🤦🏼‍♀️', '🤷🏽‍♂️'],
    ...['🖕🏼', '💪🏿', '👩🏽‍💻', '🧑🏻‍🤝‍🧑🏿', '👨‍👩‍👧‍👦', '👩‍👩‍👦', '👨‍👧', '❤️‍🔥'],
    ...['❤️‍🩹', '😮‍💨', '🏳️‍🌈', '🏴‍☠️', '🐻‍❄️', '👁️‍🗨️', '🇫🇷', '🇪🇸', '🇵🇹🇧🇷'],
    ...['🇩🇪', '🇳🇱', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '1️⃣', '#️⃣', '™️', '🏳️'],
  ],
  [
    ...[':)', ':-)', ':(', ':-((', ';)', ':D', 'xD', ':/', '<3', '</3', ':P', ":'(", '>:(', '^^', '-_-'],
    ...['o_O', '¯\\_(ツ)_/¯', '=)'],
  ],
  [
    ...['https://acme.example/x?y=1', 'http://acme.example', 'www.acme.example', 'acme.example/aide'],
    ...['https://t.example/AbC#bad', '(https://acme.example/best_(worst))', 'https://acme.example/très-bon'],
    ...['help@acme.example', '[link](https://acme.example)'],
  ],
  [
    ...['@acme', '@acme @acme_help', '.@acme', '@Acme_ES', '(@acme)', 'cc @acme @sam.doe'],
    ...['@acme@social.example', '/u/acme'],
  ],
  [
    ...['3,50 €', '$1,299.99', '50%', '24/7', '10:45', 'v2.1.0', '1/10', '5/5', '★★★★★', '★☆☆☆☆'],
    ...['0/10', '+34 600 000 000', '1 000 000', '½', '٣'],
  ],
  [
    ...['lol', 'mdr', 'jaja', 'jajajaja', 'rsrs', 'haha', 'WTF', 'OMG', 'pff', '/s', '*sigh*', '"service"'],
    ...['«top»', '„super“', 'RT'],
  ],
];

/** Posts that nobody would write but somebody sends. */
const HOSTILE: readonly string[] = [
  ...['', ' ', '\n\n\t ', '\u0000', '\ufeff', '\u200d\u200d', '.', '?', '!!!!!!!!', '¿?', '@', '#'],
  ...['@@acme ##fail', '…', "'", '"', '-', '😡', '😍😍😍', '👨‍👩‍👧‍👦🏳️‍🌈🇫🇷👍🏽', '🏽', '🇫'],
  ...['\ufe0f', '❤️'.repeat(400), ':) :( :) :(', '❤ ❤️ ♥ <3'],
  ...['https://acme.example/terrible/never-again?love=hate', 'https://', 'http://[::1', 'www.', '@acme'],
  ...['#NeverAgain', 'constructor', '__proto__', 'toString hasOwnProperty valueOf'],
  ...['__proto__.polluted is great', 'null', 'undefined NaN', '-0', '\ud83d', '\ude21'],
  ...['bad \ud83d service', 'good \ude21\ud83d app', '\ud83d\ud83d\ude21', 'awful\udfff', '\ud800\u0041'],
  ...['الخدمة سيئة جدا @acme', 'שירות נהדר, תודה!', '\u202egreat service\u202c not'],
  ...['terrible \u2067خدمة\u2069 merci', 'السلام love it', '服务太差了!', 'サービスが最悪です'],
  ...['서비스가 별로예요', 'Ужасный сервис, спасибо', 'Απαράδεκτο!', 'บริการแย่มาก', 'सेवा खराब है'],
  ...['a'.repeat(5000), 'é'.repeat(5000), '!'.repeat(5000), 'no '.repeat(1500), 'not very '.repeat(300)],
  ...['loooo'.repeat(400), 'good but '.repeat(200), '#'.repeat(300), '@a'.repeat(300)],
  ...['e\u0301'.repeat(300), `z${'\u0301'.repeat(500)}algo is bad`, 'ｇｒｅａｔ ｓｅｒｖｉｃｅ'],
  ...['𝓽𝓮𝓻𝓻𝓲𝓫𝓵𝓮', 'ﬁne and eﬃcient', 'STRASSE straße ẞ', 'İSTANBUL ıstanbul', 'terrıble'],
  ...['gооd (Cyrillic o)', "don't don’t don`t donʼt love it", 'l’appli n’est pas géniale'],
  ...['excel·lent excel.lent excel•lent', 'co\u00adope\u00adra\u00adtive'],
  ...['<script>alert("hate")</script>', '&lt;3 &amp; love &#128545;', "'; DROP TABLE posts; --", '=1+1'],
  ...['{{great}} $awful %s %n', '\\u0000', 'great\u200bservice', 'ter\u200drible'],
  ...['bad\u2028good\u2029awful', 'S E R V I C E  n u l', 'g.r.e.a.t', 'good/bad good-bad good_bad'],
];

/** Says the parts of a language: each of a kind once before any of them again. */
class Speaker {
  readonly #words: Words;
  readonly #left = new Map<string, string[]>();
  readonly dice: Dice;
  constructor(words: Words, seed: number) {
    this.#words = words;
    this.dice = new Dice(seed);
  }
  say(part: string): string {
    let left = this.#left.get(part) ?? [];
    if (left.length === 0) left = [...(this.#words.get(part) ?? [])];
    this.#left.set(part, left);
    const [text = ''] = left.splice(this.dice.below(left.length), 1);
    return text.replaceAll('{n}', () => String(this.dice.pick([2, 3, 7, 12, 40, 45, 90, 10 + this.dice.below(990)])));
  }
}

const WHOLE = 'complaint complaint praise praise ask ask want want fact negated leave hazard'.split(' ');

/** A statement without its mark; a question has it. */
function statement(speaker: Speaker): string {
  const { dice } = speaker;
  const say = (part: string) => speaker.say(part);
  const either = (first: string, second: string) => say(dice.percent(50) ? first : second);
  switch (dice.below(14)) {
    case 0:
      return `${say('goods')} ${either('late', 'prompt')}`;
    case 1:
      return `${say('tech')} ${either('broken', 'works')}`;
    case 2:
    case 3: {
      const fill = new Map([
        ['{s}', say('place')],
        ['{v}', say('very')],
        ['{a}', either('poor', 'fine')],
      ]);
      return say('be').replace(/\{[sva]\}/g, (slot) => fill.get(slot) ?? slot);
    }
    case 4:
      return `${either('praise', 'negated')}, ${say('but')} ${either('complaint', 'leave')}`;
    case 5:
      return `${either('complaint', 'fact')}, ${say('but')} ${either('praise', 'negated')}`;
    case 6:
      return `${say('goods')} ${say('prompt')} ${say('but')} ${say('tech')} ${say('broken')}`;
    default:
      return say(dice.pick(WHOLE));
  }
}

/** With a capital, which comes after any ¿. */
function capitalized(text: string): string {
  return text.replace(/^¿?./u, (start) => start.toUpperCase());
}

/** With the last letter of a word, a vowel, said longer: soooo. */
function lengthened(text: string, dice: Dice): string {
  const ends = [...text.matchAll(/[aeiouy](?= |$)/g)];
  if (ends.length === 0) return text;
  const { index } = dice.pick(ends);
  return text.slice(0, index) + text.charAt(index).repeat(2 + dice.below(6)) + text.slice(index + 1);
}

/** As people write: in capitals, in small letters, longer, or with a word in capitals. */
function styled(text: string, dice: Dice): string {
  const style = dice.below(100);
  if (style < 6) return text.toUpperCase();
  if (style < 18) return text;
  if (style < 26) return capitalized(lengthened(text, dice));
  if (style < 34) {
    const words = text.split(' ');
    const loud = dice.below(words.length);
    return capitalized(words.map((word, index) => (index === loud ? word.toUpperCase() : word)).join(' '));
  }
  if (style < 38) return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  if (style < 41) return capitalized(text).replaceAll("'", '’');
  return capitalized(text);
}

function marked(text: string, dice: Dice): string {
  return text + dice.pick(text.endsWith('?') ? ASKING : MARKS);
}

function sentence(speaker: Speaker): string {
  const { dice } = speaker;
  return marked(styled(statement(speaker), dice), dice);
}

/** One to three sentences, with what may come before, between and after them. */
function post(speaker: Speaker): string {
  const { dice } = speaker;
  let text = '';
  if (dice.percent(30)) {
    const open = speaker.say('open');
    text = `${dice.percent(70) ? capitalized(open) : open} ${marked(statement(speaker), dice)}`;
  } else {
    text = sentence(speaker);
  }
  for (let more = dice.pick([0, 0, 1, 1, 1, 2]); more > 0; more--) text += dice.pick(GAPS) + sentence(speaker);
  if (dice.percent(25)) text += dice.pick(GAPS) + styled(speaker.say('close'), dice) + dice.pick(MARKS);
  if (dice.percent(25)) text += ` ${speaker.say('tag')}`;
  for (let more = dice.pick([0, 0, 0, 1, 1, 2]); more > 0; more--) {
    const end = dice.pick(dice.pick(ENDS));
    if (dice.percent(8)) text = `${end} ${text}`;
    else text += (dice.percent(85) ? ' ' : '') + end;
  }
  return text;
}

/** Hostile posts of a language: what its words become in bad hands. */
function hostileOf(speaker: Speaker, other: Speaker): readonly string[] {
  const say = () => capitalized(statement(speaker));
  const emoji = ENDS[0] ?? [];
  const accented = `${speaker.say('praise')} – ${speaker.say('complaint')} – ${speaker.say('tag')}`;
  return [
    accented.normalize('NFC'),
    accented.normalize('NFD'),
    accented.normalize('NFD').toUpperCase(),
    `${say()}. ${capitalized(statement(other))}!`,
    `${statement(other)}, ${speaker.say('but')} ${statement(speaker)}`,
    say().split('').join('\u200d'),
    say().replaceAll(' ', '\u200b'),
    say().replaceAll(' ', speaker.dice.pick(emoji)),
    `\u202e${say()}\u202c שלום ${say()}`,
    `${say()} \ud83d ${say()}\udc4d`,
    say().replaceAll(' ', '\n'),
    say().replaceAll(' ', ' #'),
    say().replace(/[aeiou]/g, '*'),
    `${say()}. `.repeat(30),
    `> ${say()}\n\n${say()}\n-- \n${say()}`,
  ];
}

/** The same 2 000 posts every time, 200 in each of ten languages. Hostile ones may be in any language. */
export function goldenPosts(): readonly GoldenPost[] {
  return WORDS.flatMap(([lang, words], turn) => {
    const [, others = words] = WORDS[(turn + 1) % WORDS.length] ?? [];
    const speaker = new Speaker(words, 0xacce + turn);
    const hostile = [
      ...HOSTILE.filter((_, index) => index % WORDS.length === turn),
      ...hostileOf(new Speaker(words, 0xbad + turn), new Speaker(others, 0xbad - turn)),
    ];
    return Array.from({ length: POSTS_PER_LANGUAGE }, (_, index) => ({
      id: `${lang}-${String(index + 1).padStart(3, '0')}`,
      lang: speaker.dice.percent(50) ? lang : null,
      // Every seventh is hostile until there are no more.
      text: (index % 7 === 6 ? hostile[(index - 6) / 7] : undefined) ?? post(speaker),
    }));
  });
}
