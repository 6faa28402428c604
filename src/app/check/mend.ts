/** A few entries that would mend the most labels: learnt on one half of the posts, tried on the other. */
import type { Label } from '../../posts/post.js';
import type { UserEntry } from '../../sentiment/user-entry.js';
import { type Candidate, findCandidates } from './candidates.js';
import { type LabelledPost, PostJudge } from './labelled-post.js';

export interface ProposedEntry extends UserEntry {
  /** Posts of the half it was learnt on that it set right, and that it spoilt. */
  readonly mended: number;
  readonly broken: number;
}

/** What the other half, which nothing was learnt from, says of the entries together. */
export interface Trial {
  readonly posts: number;
  /** Posts judged rightly without the entries, and with them. */
  readonly before: number;
  readonly after: number;
}

export interface Mending {
  /** Posts that were learnt from. */
  readonly learntFrom: number;
  /** In the order in which they were found; each counts beside those before it. */
  readonly entries: readonly ProposedEntry[];
  readonly trial: Trial;
}

const MOST_ENTRIES = 8;
/** In the order in which they are tried: of those that mend alike, the first is proposed. */
const WEIGHTS = [2, 1, 0, 3.5];
/** How clear of chance the difference of mended and broken must be, in its standard deviations: 3 to 0, 7 to 1. */
const CLEAR = 1.7;
/** What breaks more than half of what it mends says something of these posts, not of the word. */
const LEAST_RATIO = 2;

/** Deterministic. @param lexicon what the user weighs already, which new entries go before */
export function findMending(posts: readonly LabelledPost[], lexicon: readonly UserEntry[], mixed: boolean): Mending {
  const learning = posts.filter(({ text }) => isForLearning(text));
  const held = posts.filter(({ text }) => !isForLearning(text));
  const entries = learnEntries(learning, lexicon, mixed);
  const right = (own: readonly UserEntry[]): number => {
    const judge = new PostJudge(own, mixed);
    return held.filter((post) => judge.label(post) === post.given).length;
  };
  const trial = { posts: held.length, before: right(lexicon), after: right([...lexicon, ...entries]) };
  return { learntFrom: learning.length, entries, trial };
}

function learnEntries(posts: readonly LabelledPost[], lexicon: readonly UserEntry[], mixed: boolean): ProposedEntry[] {
  const judge = new PostJudge(lexicon, mixed);
  const found = posts.map((post) => judge.label(post));
  /** What each candidate gained when it was last tried: it seldom gains more beside others. */
  const open = findCandidates(posts, found).map((candidate) => ({ candidate, gain: Number.POSITIVE_INFINITY }));
  const entries: ProposedEntry[] = [];
  while (entries.length < MOST_ENTRIES) {
    let best: { readonly entry: ProposedEntry; readonly candidate: Candidate } | null = null;
    for (const item of [...open].sort((a, b) => b.gain - a.gain)) {
      if (best !== null && item.gain <= gainOf(best.entry)) break;
      const entry = bestEntry(item.candidate, posts, found, [...lexicon, ...entries], mixed);
      item.gain = gainOf(entry);
      if (isClear(entry) && (best === null || item.gain > gainOf(best.entry)))
        best = { entry, candidate: item.candidate };
    }
    if (best === null) break;
    const { entry, candidate } = best;
    entries.push(entry);
    open.splice(
      open.findIndex((item) => item.candidate === candidate),
      1,
    );
    const next = new PostJudge([...lexicon, ...entries], mixed);
    for (const index of candidate.posts) found[index] = next.label(posts[index] as LabelledPost);
  }
  return entries;
}

/** The weight of a candidate that mends most. */
function bestEntry(
  { text, lang, way, posts: holders }: Candidate,
  posts: readonly LabelledPost[],
  found: readonly Label[],
  lexicon: readonly UserEntry[],
  mixed: boolean,
): ProposedEntry {
  let best: ProposedEntry | null = null;
  for (const size of WEIGHTS) {
    const entry = { text, weight: size * way + 0, lang };
    const judge = new PostJudge([...lexicon, entry], mixed);
    let mended = 0;
    let broken = 0;
    for (const index of holders) {
      const post = posts[index] as LabelledPost;
      const wasRight = found[index] === post.given;
      const isRight = judge.label(post) === post.given;
      if (isRight && !wasRight) mended++;
      else if (wasRight && !isRight) broken++;
    }
    const tried = { ...entry, mended, broken };
    if (best === null || gainOf(tried) > gainOf(best)) best = tried;
  }
  return best ?? { text, weight: 0, lang, mended: 0, broken: 0 };
}

function gainOf({ mended, broken }: ProposedEntry): number {
  return mended - broken;
}

function isClear({ mended, broken }: ProposedEntry): boolean {
  return mended >= LEAST_RATIO * broken && mended > broken && mended - broken >= CLEAR * Math.sqrt(mended + broken);
}

/** Half of all texts, always the same ones: FNV-1a. */
export function isForLearning(text: string): boolean {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return ((hash ^ (hash >>> 15)) & 1) === 0;
}
