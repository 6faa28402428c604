/** Posts and comments as Lemmy shows them, in the shapes of 0.19 and of 1.0, and the posts that they are. */
import * as v from 'valibot';
import { asMarkup } from '../../posts/markup.js';
import type { PostDraft } from '../../posts/row.js';

const ID = v.union([v.string(), v.number()]);
const COUNT = v.nullish(v.number());
const TEXT = v.nullish(v.string());

/** 0.19 has them apart, 1.0 in the post or comment itself. */
const COUNTS = {
  score: COUNT,
  upvotes: COUNT,
  downvotes: COUNT,
  comments: COUNT,
  child_count: COUNT,
};

const COMMON = {
  id: v.nullish(ID),
  ap_id: ID,
  published: TEXT,
  published_at: TEXT,
  updated: TEXT,
  updated_at: TEXT,
  deleted: v.nullish(v.boolean()),
  removed: v.nullish(v.boolean()),
  language_id: v.nullish(v.number()),
  ...COUNTS,
};

export const VIEW = v.looseObject({
  post: v.looseObject({ ...COMMON, name: TEXT, body: TEXT, url: TEXT, nsfw: v.nullish(v.boolean()) }),
  comment: v.nullish(v.looseObject({ ...COMMON, content: TEXT, path: TEXT })),
  creator: v.nullish(
    v.looseObject({
      id: v.nullish(ID),
      name: TEXT,
      display_name: TEXT,
      actor_id: TEXT,
      ap_id: TEXT,
      bot_account: v.nullish(v.boolean()),
    }),
  ),
  community: v.nullish(
    v.looseObject({ id: v.nullish(ID), name: TEXT, actor_id: TEXT, ap_id: TEXT, subscribers: COUNT }),
  ),
  counts: v.nullish(v.looseObject(COUNTS)),
});
export type View = v.InferOutput<typeof VIEW>;

export interface ViewContext {
  /** Codes by the ids that the server has for languages. */
  readonly languages: ReadonlyMap<number, string>;
  /** By the id that the server has for a community. */
  readonly subscribers: ReadonlyMap<string, number | null>;
  /** Comments that were seen, by the ids that the server has for them. */
  readonly known: ReadonlyMap<string, { readonly key: string; readonly author: string | null }>;
}

/** Null for what was deleted or removed. */
export function draftOf(view: View, context: ViewContext): PostDraft | null {
  const { post, comment = null, creator, community } = view;
  const own = comment ?? post;
  if (own.deleted === true || own.removed === true) return null;
  const counts = { ...own, ...view.counts };
  const thread = keyOf(post.ap_id);
  const parentId = comment === null ? null : parentOf(comment.path);
  const parent = parentId === null ? undefined : context.known.get(parentId);
  const answersPost = comment !== null && parentId === null && (comment.path ?? null) !== null;
  const common: PostDraft = {
    network: 'lemmy',
    id: own.ap_id,
    url: String(own.ap_id),
    kind: comment === null ? 'post' : 'comment',
    created_at: own.published_at ?? own.published,
    lang: context.languages.get(own.language_id ?? 0),
    author_id: creator?.ap_id ?? creator?.actor_id,
    author_handle: nameOf(creator),
    author_name: asMarkup(creator?.display_name ?? creator?.name ?? ''),
    thread,
    likes: counts.upvotes,
    replies: comment === null ? counts.comments : counts.child_count,
    place: nameOf(community),
    place_reach: community?.subscribers ?? context.subscribers.get(String(community?.id)),
  };
  const extras = {
    score: counts.score,
    downvotes: counts.downvotes,
    bot: creator?.bot_account === true ? true : null,
    edited_at: own.updated_at ?? own.updated,
  };
  if (comment === null) {
    return {
      ...common,
      title: asMarkup(post.name ?? ''),
      text: asMarkup(post.body ?? ''),
      extras: { ...extras, link: post.url, nsfw: post.nsfw === true ? true : null },
    };
  }
  return {
    ...common,
    text: asMarkup(comment.content ?? ''),
    parent: answersPost ? thread : parent?.key,
    parent_author: parent?.author,
    // Where the parent itself was never seen, at least which it is on this server.
    extras: { ...extras, post_title: post.name, parent_id: parent === undefined ? parentId : null },
  };
}

/** `name@host`, as people write it. */
export function nameOf(
  actor: { readonly name?: unknown; readonly ap_id?: unknown; readonly actor_id?: unknown } | null | undefined,
): string | null {
  const name = typeof actor?.name === 'string' ? actor.name : null;
  const address = actor?.ap_id ?? actor?.actor_id;
  const host = typeof address === 'string' && URL.canParse(address) ? new URL(address).host : null;
  return name === null || host === null ? name : `${name}@${host}`;
}

export function keyOf(address: string | number): string {
  return `lemmy:${address}`;
}

/** The comment that is answered: `0.12.34` answers 12; `0.12` answers the post. */
function parentOf(path: string | null | undefined): string | null {
  const steps = path?.split('.') ?? [];
  return steps.length > 2 ? (steps.at(-2) ?? null) : null;
}
