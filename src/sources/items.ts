/** Items of a reply into posts, one by one: a malformed one is quarantined with its reason, and the others go on. */
import * as v from 'valibot';
import { AppError } from '../core/errors.js';
import { normalisePost, type PostDraft, type PostRow, type RowContext, UnfitPost } from '../posts/row.js';
import type { FetchRequest, Quarantined } from './source.js';

export interface ReadItems {
  readonly posts: PostRow[];
  readonly quarantined: Quarantined[];
}

/** Characters of an item that are kept. */
const KEPT = 4000;

/**
 * Checks each item against a loose schema (`v.looseObject`, only keys that are used, `v.nullish` where the network may
 * leave out) and maps it. `map` returns null for what is no post of ours (private, deleted, another kind), and may throw
 * UnfitPost.
 */
export function readItems<Item>(
  items: readonly unknown[],
  schema: v.GenericSchema<unknown, Item>,
  context: RowContext,
  map: (item: Item) => PostDraft | readonly PostDraft[] | null,
): ReadItems {
  const posts: PostRow[] = [];
  const quarantined: Quarantined[] = [];
  for (const item of items) {
    try {
      const checked = v.safeParse(schema, item, { abortEarly: true });
      if (!checked.success) throw new UnfitPost(reasonOf(checked.issues[0]));
      const mapped = map(checked.output);
      const drafts = mapped === null ? [] : 'network' in mapped ? [mapped] : mapped;
      posts.push(...drafts.map((draft) => normalisePost(draft, context)));
    } catch (error) {
      if (!(error instanceof UnfitPost)) throw error;
      quarantined.push({ reason: error.message, item: shown(item) });
    }
  }
  return { posts, quarantined };
}

/** Those posts of a page that count: within the window, and what the query wants. Only of these are replies asked for. */
export function counted(
  posts: readonly PostRow[],
  { since, until, wanted }: Pick<FetchRequest, 'since' | 'until' | 'wanted'>,
): PostRow[] {
  return posts.filter((post) => {
    const at = Date.parse(post.created_at);
    return (since === null || at >= since) && (until === null || at < until) && wanted?.(post) !== false;
  });
}

/** The list at a key of a reply. Throws AppError where there is something else, as from another server altogether. */
export function listIn(value: unknown, key: string | null, host: string): readonly unknown[] {
  const found = key === null ? value : (value as Readonly<Record<string, unknown>> | null)?.[key];
  if (Array.isArray(found)) return found;
  throw new AppError('source-unavailable', `${host} answers without ${key === null ? 'a list' : `a list of ${key}`}`, {
    code: 'fetch.shape',
    hint: 'check that the address is that of such a server',
  });
}

function reasonOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  const problem = issue.received === 'undefined' ? 'is missing' : `is ${issue.received}, expected ${issue.expected}`;
  return path === null ? `is ${issue.received}, expected ${issue.expected}` : `${path} ${problem}`;
}

function shown(item: unknown): string {
  const text = typeof item === 'string' ? item : (JSON.stringify(item) ?? String(item));
  return text.length > KEPT ? `${text.slice(0, KEPT)}…` : text;
}
