/** Forgets an author: erases them, writes the file anew, and looks whether anything is left. */
import { type Erased, eraseAuthor, type FoundAuthor, findAuthor } from '../../store/forget.js';
import { type Proof, searchFiles, searchStore } from '../../store/forget-proof.js';
import { rewrite } from '../../store/rewrite.js';
import type { Store } from './open-store.js';

export interface ForgetOptions {
  readonly network: string;
  readonly handle: string;
  /** Milliseconds. */
  readonly now: number;
  readonly onStep?: (text: string) => void;
}

export interface Forgotten {
  readonly author: FoundAuthor;
  readonly erased: Erased;
  readonly proof: Proof;
  /** Networks in the store. */
  readonly networks: readonly string[];
}

export async function forgetAuthor(store: Store, options: ForgetOptions): Promise<Forgotten> {
  const { engine } = store;
  const networks = await engine.rows('SELECT DISTINCT network FROM store.posts WHERE network IS NOT NULL ORDER BY 1');
  options.onStep?.('looking for the author');
  const author = await findAuthor(store, options.network, options.handle);
  options.onStep?.(`erasing ${author.posts} ${author.posts === 1 ? 'post' : 'posts'}`);
  const erased = await eraseAuthor(store, author, options.now);
  options.onStep?.('writing the file anew');
  await rewrite(store);
  options.onStep?.('looking for what is left');
  const inColumns = await searchStore(store, author);
  const inBytes = await searchFiles(store, author);
  await engine.run('DROP TABLE erased');
  return {
    author,
    erased,
    networks: networks.map(([network]) => String(network)),
    proof: {
      left: [...inColumns.left, ...inBytes.left],
      mentions: [...inColumns.mentions, ...inBytes.mentions],
      columns: inColumns.columns,
      needles: inBytes.needles,
      bytes: inBytes.bytes,
    },
  };
}
