/** Posts as X's API v2 sends them, under their old names (tweet) and their new ones (post), and the posts that they are. */
import * as v from 'valibot';
import type { PostDraft } from '../../posts/row.js';

const ID = v.union([v.string(), v.number()]);
const TEXT = v.nullish(v.string());
const COUNT = v.nullish(v.number());
const ENTITIES = v.fallback(
  v.nullish(v.looseObject({ urls: v.nullish(v.array(v.looseObject({ url: TEXT, expanded_url: TEXT }))) })),
  null,
);
const NOTE = v.fallback(v.nullish(v.looseObject({ text: TEXT, entities: ENTITIES })), null);
const REFERENCES = v.fallback(v.nullish(v.array(v.looseObject({ type: v.string(), id: ID }))), null);
const EDITS = v.fallback(v.nullish(v.array(ID)), null);

export const POST = v.looseObject({
  id: ID,
  text: TEXT,
  author_id: v.nullish(ID),
  created_at: TEXT,
  lang: TEXT,
  conversation_id: v.nullish(ID),
  in_reply_to_user_id: v.nullish(ID),
  referenced_tweets: REFERENCES,
  referenced_posts: REFERENCES,
  note_tweet: NOTE,
  note_post: NOTE,
  entities: ENTITIES,
  edit_history_tweet_ids: EDITS,
  edit_history_post_ids: EDITS,
  public_metrics: v.nullish(
    v.looseObject({
      like_count: COUNT,
      reply_count: COUNT,
      retweet_count: COUNT,
      repost_count: COUNT,
      quote_count: COUNT,
      impression_count: COUNT,
      bookmark_count: COUNT,
    }),
  ),
  geo: v.fallback(v.nullish(v.looseObject({ place_id: TEXT })), null),
});
export type Post = v.InferOutput<typeof POST>;

export const USER = v.looseObject({
  id: ID,
  username: TEXT,
  name: TEXT,
  location: TEXT,
  verified: v.nullish(v.boolean()),
  verified_type: TEXT,
  public_metrics: v.fallback(v.nullish(v.looseObject({ followers_count: COUNT })), null),
});
export type User = v.InferOutput<typeof USER>;

/** What came with a page, by id. */
export interface Included {
  readonly users: ReadonlyMap<string, User>;
  readonly posts: ReadonlyMap<string, Post>;
}

export function draftOf(post: Post, { users, posts }: Included): PostDraft {
  const references = new Map(
    (post.referenced_posts ?? post.referenced_tweets ?? []).map(({ type, id }) => [type, String(id)]),
  );
  const reposted = references.get('retweeted') ?? references.get('reposted') ?? null;
  const quoted = references.get('quoted') ?? null;
  const parent = references.get('replied_to') ?? null;
  const author = users.get(String(post.author_id));
  // A repost cuts the text of what it repeats, and has its figures.
  const original = reposted === null ? post : (posts.get(reposted) ?? post);
  const metrics = reposted === null ? post.public_metrics : null;
  const edits = post.edit_history_post_ids ?? post.edit_history_tweet_ids ?? [];
  const id = String(post.id);
  return {
    network: 'x',
    id,
    url: `https://x.com/${author?.username ?? 'i'}/status/${encodeURIComponent(id)}`,
    kind: reposted !== null ? 'repost' : parent !== null ? 'reply' : quoted !== null ? 'quote' : 'post',
    created_at: post.created_at,
    text: textOf(original),
    lang: languageOf(post.lang),
    author_id: post.author_id,
    author_handle: author?.username,
    author_name: author?.name,
    author_followers: author?.public_metrics?.followers_count,
    author_verified: isVerified(author),
    author_location: author?.location,
    thread: keyOf(post.conversation_id),
    parent: keyOf(parent),
    parent_author: users.get(String(post.in_reply_to_user_id))?.username,
    repost_of: keyOf(reposted ?? quoted),
    likes: metrics?.like_count,
    reposts: metrics?.repost_count ?? metrics?.retweet_count,
    replies: metrics?.reply_count,
    quotes: metrics?.quote_count,
    // Posts from before X counted have 0, which is no count.
    views: metrics?.impression_count === 0 ? null : metrics?.impression_count,
    extras: {
      bookmarks: metrics?.bookmark_count,
      verified_type: author?.verified_type === 'none' ? null : author?.verified_type,
      // Each edit is a post of its own.
      edit_of: edits.length > 1 ? String(edits[0]) : null,
      geo_place: post.geo?.place_id,
    },
  };
}

/** The whole text, with addresses instead of the short ones of X. */
function textOf(post: Post): string | null {
  const note = post.note_post ?? post.note_tweet;
  const text = note?.text ?? post.text ?? null;
  if (text === null) return null;
  const urls = [...(note?.entities?.urls ?? []), ...(post.entities?.urls ?? [])];
  const long = new Map(urls.map(({ url, expanded_url: expanded }) => [url ?? '', expanded ?? url ?? '']));
  return text.replace(/https:\/\/t\.co\/\w+/g, (short) => long.get(short) ?? short);
}

/** X has codes of its own for what is no language, and old ones for Indonesian and Hebrew. */
function languageOf(code: string | null | undefined): string | null {
  if (code === null || code === undefined || /^q[a-t][a-z]$/.test(code)) return null;
  return code === 'in' ? 'id' : code === 'iw' ? 'he' : code;
}

/** A blue mark is paid for: with it X vouches for nothing. */
function isVerified(user: User | undefined): boolean | null {
  const type = user?.verified_type ?? null;
  return type === null ? (user?.verified ?? null) : type === 'business' || type === 'government';
}

function keyOf(id: string | number | null | undefined): string | null {
  return id === null || id === undefined ? null : `x:${id}`;
}
