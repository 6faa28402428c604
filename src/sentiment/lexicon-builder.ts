/** Puts entries together into a compiled lexicon. */
import { combineCheck, combineHash } from '../language/hash.js';
import { combineWords, hashPhrase, type WordHash } from '../language/scan.js';
import { BEGINNING } from './beginnings.js';
import { type Entry, LONGEST_PHRASE, ORIGINS, ROLE } from './entry.js';
import { allocate, FILTER_BITS, type LexiconArrays, RECORD, viewsOf } from './lexicon-layout.js';
import { signalBits } from './signals.js';

/**
 * What a phrase has from its words, when it is bad or good: whom and what it is about, and that it complains or praises. Not
 * what raises an alarm: nothing burns in `feel the burn`.
 */
const OF_BAD = signalBits('complaint address service');
const OF_GOOD = signalBits('praise address service');

interface Draft {
  readonly hash: number;
  readonly check: number;
  /** Whether it stands for several tokens. */
  readonly isPhrase: boolean;
  /** The draft of its first word. */
  first: Draft | null;
  /** Hashes of its words; none of a single word. */
  words: readonly WordHash[];
  text: string;
  flags: number;
  weight: number;
  factor: number;
  roles: number;
  signals: number;
  /** Signals that it has from its words. */
  inherited: number;
  origin: number;
}

export class LexiconBuilder {
  readonly #drafts = new Map<string, Draft>();

  /** Adds an entry, or what it says to the entry of the same text. A later weight replaces an earlier one. */
  add(entry: Entry): void {
    const words = hashPhrase(entry.text);
    const [first, ...others] = words;
    if (first === undefined || words.length > LONGEST_PHRASE) return;
    let { hash, check, folded, foldedCheck } = first;
    if (isBeginning(entry)) {
      check = (check ^ BEGINNING) >>> 0;
      foldedCheck = (foldedCheck ^ BEGINNING) >>> 0;
    }
    let isPhrase = false;
    const beginning = this.#draft(hash, check, false);
    for (const next of others) {
      this.#draft(hash, check, isPhrase).flags |= RECORD.startsPhrase;
      this.#draft(folded, foldedCheck, isPhrase).flags |= RECORD.startsPhrase;
      isPhrase = true;
      hash = combineHash(hash, next.hash);
      check = combineCheck(check, next.check);
      folded = combineHash(folded, next.folded);
      foldedCheck = combineCheck(foldedCheck, next.foldedCheck);
    }
    for (const [draft, alias] of [
      [this.#draft(hash, check, isPhrase), 0],
      ...(folded !== hash || foldedCheck !== check
        ? [[this.#draft(folded, foldedCheck, isPhrase), RECORD.alias] as const]
        : []),
    ] as const) {
      put(draft, entry, alias);
      if (!isPhrase) continue;
      draft.first = beginning;
      draft.words = words;
    }
  }

  #draft(hash: number, check: number, isPhrase: boolean): Draft {
    const key = `${hash} ${check}`;
    let draft = this.#drafts.get(key);
    if (draft === undefined) {
      draft = {
        hash,
        check,
        isPhrase,
        first: null,
        words: [],
        text: '',
        flags: 0,
        weight: 0,
        factor: 0,
        roles: 0,
        signals: 0,
        inherited: 0,
        origin: 0,
      };
      this.#drafts.set(key, draft);
    }
    return draft;
  }

  #inherited({ weight, roles, words }: Draft): number {
    if (weight === 0 || roles !== 0 || words.length === 0) return 0;
    let signals = 0;
    for (let from = 0; from < words.length; from++) {
      for (let to = from + 1; to <= words.length; to++) {
        if (to - from === words.length) continue;
        const row = combineWords(words.slice(from, to));
        const draft =
          this.#drafts.get(`${row.hash} ${row.check}`) ?? this.#drafts.get(`${row.folded} ${row.foldedCheck}`);
        signals |= draft?.signals ?? 0;
      }
    }
    return signals & (weight < 0 ? OF_BAD : OF_GOOD);
  }

  /** The compiled lexicon and the texts of its records, in order. */
  build(): { data: ArrayBuffer; texts: string[] } {
    const drafts = [...this.#drafts.values()];
    for (const draft of drafts) {
      if (draft.first !== null && (draft.first.roles & ROLE.negator) !== 0) draft.flags |= RECORD.negatesItself;
    }
    // A phrase that weighs stands for its words, and goes on pointing to what they point to.
    for (const draft of drafts) draft.inherited = this.#inherited(draft);
    for (const draft of drafts) draft.signals |= draft.inherited;
    const slots = 2 ** Math.ceil(Math.log2(Math.max(16, 2 * (drafts.length + 1))));
    const data = allocate(slots, drafts.length + 1);
    const arrays = viewsOf(data);
    if (arrays === null) throw new RangeError(`cannot lay out ${drafts.length} records`);
    for (const [index, draft] of drafts.entries()) write(arrays, draft, index + 1);
    return { data, texts: ['', ...drafts.map(({ text }) => text)] };
  }
}

/** A star stands for any ending, but not in what others listed, nor in a face. */
function isBeginning({ text, origin }: Entry): boolean {
  return origin === 'learnt' && /^\p{L}.*\*$/u.test(text);
}

function put(draft: Draft, entry: Entry, alias: number): void {
  const taken = (draft.flags & RECORD.entry) !== 0;
  if (taken && alias > 0 && (draft.flags & RECORD.alias) === 0) return;
  if (taken && alias === 0 && (draft.flags & RECORD.alias) > 0) {
    draft.flags &= RECORD.startsPhrase;
    draft.roles = 0;
    draft.signals = 0;
    draft.weight = 0;
  }
  draft.text = entry.text;
  draft.flags |= alias | RECORD.entry;
  if (entry.weight !== null) {
    draft.weight = entry.weight;
    draft.origin = ORIGINS.indexOf(entry.origin);
    draft.flags |= RECORD.hasWeight;
  }
  draft.roles |= entry.roles ?? 0;
  draft.factor = entry.factor ?? draft.factor;
  draft.signals |= entry.signals ?? 0;
}

function write(arrays: LexiconArrays, draft: Draft, record: number): void {
  const { keys, slots, filter } = arrays;
  let slot = draft.hash & (slots.length - 1);
  while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
  slots[slot] = record;
  keys[2 * slot] = draft.hash;
  keys[2 * slot + 1] = draft.check;
  if (draft.isPhrase) {
    const bit = draft.hash >>> (32 - FILTER_BITS);
    filter[bit >>> 5] = (filter[bit >>> 5] as number) | (1 << (bit & 31));
  }
  arrays.weight[record] = draft.weight;
  arrays.factor[record] = draft.factor;
  arrays.signals[record] = draft.signals;
  arrays.roles[record] = draft.roles;
  arrays.flags[record] = draft.flags;
  arrays.origin[record] = draft.origin;
}
