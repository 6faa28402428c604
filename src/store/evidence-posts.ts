/** The posts that an alert names, as they are in the store. */
import { sqlText } from '../core/engine.js';
import { makeIdentityHashes } from './append.js';
import type { Store } from './store.js';

export interface EvidencePost {
  readonly key: string;
  readonly network: string | null;
  readonly handle: string | null;
  readonly followers: number | null;
  /** Milliseconds. */
  readonly at: number | null;
  readonly text: string;
  readonly url: string | null;
}

/** By key. What has been pruned or forgotten is not among them. */
export async function evidencePosts({ engine }: Store, keys: readonly string[]): Promise<Map<string, EvidencePost>> {
  if (keys.length === 0) return new Map();
  await makeIdentityHashes(engine);
  const rows = await engine.rows(`SELECT key, network, author_handle, author_followers, epoch_ms(created_at),
      coalesce(text, title, ''), url
    FROM store.posts
    WHERE key_hash IN (${keys.map((key) => `store_key(${sqlText(key)})`).join(', ')}) AND key IN (${keys.map(sqlText).join(', ')})`);
  const posts = rows.map(
    ([key, network, handle, followers, at, text, url]): EvidencePost => ({
      key: String(key),
      network: typeof network === 'string' ? network : null,
      handle: typeof handle === 'string' ? handle : null,
      followers: followers === null || followers === undefined ? null : Number(followers),
      at: at === null || at === undefined ? null : Number(at),
      text: String(text),
      url: typeof url === 'string' ? url : null,
    }),
  );
  return new Map(posts.map((post) => [post.key, post]));
}
