/** A post as Discourse shows it, in a search or in its topic, and the post that it is. */
import * as v from 'valibot';
import { asMarkup } from '../../posts/markup.js';
import type { PostDraft } from '../../posts/row.js';

const ID = v.union([v.string(), v.number()]);
const COUNT = v.nullish(v.number());
const TEXT = v.nullish(v.string());

export const POST = v.looseObject({
  id: ID,
  topic_id: v.nullish(ID),
  post_number: COUNT,
  post_type: COUNT,
  username: TEXT,
  name: TEXT,
  user_id: v.nullish(ID),
  created_at: TEXT,
  updated_at: TEXT,
  version: COUNT,
  blurb: TEXT,
  cooked: TEXT,
  like_count: COUNT,
  reply_count: COUNT,
  reads: COUNT,
  incoming_link_count: COUNT,
  reply_to_post_number: COUNT,
  trust_level: COUNT,
  staff: v.nullish(v.boolean()),
  hidden: v.nullish(v.boolean()),
  user_deleted: v.nullish(v.boolean()),
  deleted_at: TEXT,
  accepted_answer: v.nullish(v.boolean()),
  actions_summary: v.fallback(v.nullish(v.array(v.looseObject({ id: COUNT, count: COUNT }))), null),
});
export type Post = v.InferOutput<typeof POST>;

/** What is known of the topic of a post; null is unknown. */
export interface Around {
  readonly title: string | null;
  readonly slug: string | null;
  readonly views: number | null;
  readonly posts: number | null;
  /** Id of its first post. */
  readonly first: string | null;
  /** Posts of it that were seen, by their number within it. */
  readonly numbers: ReadonlyMap<number, { readonly id: string; readonly username: string | null }>;
}

export interface PostContext {
  /** Address of the forum. */
  readonly base: string;
  readonly around: Around | undefined;
  /** The same post as its topic shows it, which is more. */
  readonly whole: Post | undefined;
}

/** The action that is a like. */
const LIKE = 2;

/** Null for what people did not write, or cannot see any more. */
export function draftOf(found: Post, { base, around, whole }: PostContext): PostDraft | null {
  // What the search itself says goes first: it is the same for all, and no older.
  const post: Post = { ...whole, ...found };
  if ((post.post_type ?? 1) !== 1 || post.hidden === true || post.user_deleted === true) return null;
  if ((post.deleted_at ?? null) !== null) return null;
  const host = new URL(base).host;
  const number = post.post_number ?? null;
  const isFirst = number === 1;
  const first = isFirst ? String(post.id) : (around?.first ?? null);
  const answered = post.reply_to_post_number ?? (isFirst ? null : 1);
  const parent = answered === null ? undefined : around?.numbers.get(answered);
  const named = (post.username ?? null) !== null;
  return {
    network: 'discourse',
    id: `${host}:${post.id}`,
    url: addressOf(base, post, around),
    kind: isFirst ? 'post' : 'reply',
    created_at: post.created_at,
    text: post.cooked ?? post.blurb,
    title: isFirst ? asMarkup(around?.title ?? '') : null,
    author_id: named && (post.user_id ?? null) !== null ? `${host}:${post.user_id}` : null,
    author_handle: post.username,
    author_name: named ? asMarkup(post.name ?? '') : null,
    thread: keyOf(host, first),
    parent: keyOf(host, parent?.id ?? (answered === 1 ? first : null)),
    parent_author: parent?.username,
    likes: post.like_count ?? post.actions_summary?.find(({ id }) => id === LIKE)?.count,
    replies: isFirst && typeof around?.posts === 'number' ? around.posts - 1 : post.reply_count,
    views: isFirst ? around?.views : null,
    place: host,
    extras: {
      topic_title: isFirst ? null : around?.title,
      topic_views: isFirst ? null : around?.views,
      reads: post.reads,
      incoming_links: post.incoming_link_count,
      trust_level: post.trust_level,
      staff: post.staff === true ? true : null,
      accepted_answer: post.accepted_answer === true ? true : null,
      edited_at: (post.version ?? 1) > 1 ? post.updated_at : null,
      reply_to_post_number: post.reply_to_post_number,
      // The search gives only a beginning.
      excerpt: (post.cooked ?? null) === null ? true : null,
    },
  };
}

function keyOf(host: string, id: string | null): string | null {
  return id === null ? null : `discourse:${host}:${id}`;
}

function addressOf(
  base: string,
  { id, topic_id: topic, post_number: number }: Post,
  around: Around | undefined,
): string {
  if ((topic ?? null) === null || (number ?? null) === null) return `${base}/p/${encodeURIComponent(id)}`;
  const slug = around?.slug ? `${encodeURIComponent(around.slug)}/` : '';
  return `${base}/t/${slug}${encodeURIComponent(topic ?? '')}/${number}`;
}
