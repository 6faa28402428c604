/** Posts of files, or of a page of a source, into the store: cleaned, pseudonymised where that is wanted, with their words. */
import { POST_COLUMNS } from '../../posts/post.js';
import { type Appended, appendIncoming, createIncoming, INCOMING } from '../../store/append.js';
import type { StreamState } from '../../store/checkpoints.js';
import { dropForgotten, pseudonymise } from '../../store/identity.js';
import type { Store } from '../../store/store.js';
import { fillWords } from './words.js';

export interface Keeping {
  /** Whether authors become pseudonyms. */
  readonly pseudonymise: boolean;
  /** `network:handle` in lower case of accounts that keep their names. */
  readonly known: readonly string[];
  readonly now: () => number;
}

export interface Kept extends Appended {
  /** Posts of authors who are to stay forgotten. */
  readonly forgotten: number;
}

const NAMES = POST_COLUMNS.map(({ name }) => name).join(', ');

/** Stores posts that a statement selects, with the columns of a post and in its order, as one batch. */
export async function keepPosts(
  store: Store,
  select: (names: string) => string,
  keeping: Keeping,
  checkpoint: StreamState | null,
): Promise<Kept> {
  const { engine } = store;
  await createIncoming(engine);
  await engine.run(`INSERT INTO ${INCOMING} (${NAMES}) ${select(NAMES)}`);
  return keepIncoming(store, keeping, checkpoint);
}

/** Stores what stands in INCOMING as one batch. */
export async function keepIncoming(store: Store, keeping: Keeping, checkpoint: StreamState | null): Promise<Kept> {
  const { engine } = store;
  const forgotten = await dropForgotten(store);
  // Words are of the text, which stays as it is.
  await fillWords(engine);
  if (keeping.pseudonymise) await pseudonymise(store, keeping.known);
  return { ...(await appendIncoming(store, keeping.now(), checkpoint)), forgotten };
}
