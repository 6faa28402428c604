/** Things of Reddit's API, a post (t3) or a comment (t1), and the posts that they are. */
import * as v from 'valibot';
import type { PostDraft } from '../../posts/row.js';

const ID = v.union([v.string(), v.number()]);
const TEXT = v.nullish(v.string());
const COUNT = v.nullish(v.number());

export const THING = v.looseObject({
  kind: v.nullish(v.string()),
  data: v.looseObject({
    id: ID,
    name: v.nullish(ID),
    author: TEXT,
    author_fullname: TEXT,
    title: TEXT,
    selftext: TEXT,
    body: TEXT,
    // `created` is shifted by a zone of its own.
    created_utc: COUNT,
    edited: v.fallback(v.nullish(v.union([v.boolean(), v.number()])), null),
    permalink: TEXT,
    url: TEXT,
    is_self: v.nullish(v.boolean()),
    parent_id: TEXT,
    link_id: TEXT,
    link_title: TEXT,
    crosspost_parent: TEXT,
    score: COUNT,
    score_hidden: v.nullish(v.boolean()),
    hide_score: v.nullish(v.boolean()),
    upvote_ratio: COUNT,
    num_comments: COUNT,
    num_crossposts: COUNT,
    view_count: COUNT,
    subreddit: TEXT,
    subreddit_subscribers: COUNT,
    subreddit_type: TEXT,
    over_18: v.nullish(v.boolean()),
    is_submitter: v.nullish(v.boolean()),
    removed_by_category: TEXT,
  }),
});
export type Thing = v.InferOutput<typeof THING>;

/** What a comment does not say of itself. */
export interface ThingContext {
  /** Subscribers by subreddit, as far as they are known. */
  readonly subscribers: ReadonlyMap<string, number | null>;
  /** Handles by full name, of those whom comments answer. */
  readonly authors: ReadonlyMap<string, string>;
}

/** Null for what is in no public subreddit, and for comments that are gone. */
export function draftOf({ kind, data }: Thing, { subscribers, authors }: ThingContext): PostDraft | null {
  if (['private', 'employees_only', 'user_private'].includes(data.subreddit_type ?? '')) return null;
  const isComment = kind === 't1' || (kind !== 't3' && (data.link_id ?? null) !== null);
  const text = kept(isComment ? data.body : data.selftext);
  const author = kept(data.author);
  if (isComment && text === null) return null;
  const id = String(data.id);
  const likes = data.score_hidden === true || data.hide_score === true ? null : data.score;
  const parent = data.parent_id ?? null;
  return {
    network: 'reddit',
    id,
    url: data.permalink?.startsWith('/') ? `https://www.reddit.com${data.permalink}` : null,
    kind: isComment ? 'comment' : (data.crosspost_parent ?? null) !== null ? 'repost' : 'post',
    created_at: typeof data.created_utc === 'number' ? data.created_utc * 1000 : null,
    text,
    title: isComment ? null : kept(data.title),
    // The id of an account that was deleted must not be kept.
    author_id: author === null ? null : data.author_fullname,
    author_handle: author,
    thread: isComment ? keyOf(data.link_id) : `reddit:${id}`,
    parent: isComment ? keyOf(parent) : null,
    parent_author: isComment && parent !== null ? authors.get(parent) : null,
    repost_of: isComment ? null : keyOf(data.crosspost_parent),
    likes,
    reposts: data.num_crossposts,
    replies: data.num_comments,
    views: data.view_count,
    place: data.subreddit,
    place_reach: data.subreddit_subscribers ?? subscribers.get(data.subreddit ?? ''),
    extras: {
      // Votes may be more against than for it, which is no count of likes.
      score: typeof likes === 'number' && likes < 0 ? likes : null,
      upvote_ratio: data.upvote_ratio,
      link: isComment || data.is_self !== false ? null : data.url,
      story_title: isComment ? data.link_title : null,
      edited_at: typeof data.edited === 'number' ? new Date(data.edited * 1000).toISOString() : null,
      over_18: data.over_18 === true ? true : null,
      is_submitter: data.is_submitter === true ? true : null,
      removed_by: data.removed_by_category,
    },
  };
}

/** Text that stands for nothing is none. */
function kept(text: string | null | undefined): string | null {
  return text === undefined || text === null || /^\s*\[(?:deleted|removed)\]\s*$/.test(text) ? null : text;
}

/** `t3_abc` is the post `abc`; other presets of Reddit use the bare id, too. */
function keyOf(name: string | null | undefined): string | null {
  const id = /^(?:t[13]_)?([0-9a-z]+)$/.exec(name ?? '')?.[1];
  return id === undefined ? null : `reddit:${id}`;
}
