/** Videos and comments as the YouTube Data API sends them, and the posts that they are. */
import * as v from 'valibot';
import type { PostDraft } from '../../posts/row.js';

const ID = v.union([v.string(), v.number()]);
const TEXT = v.nullish(v.string());
/** Counts of `statistics` are text. */
const COUNT = v.fallback(v.nullish(v.union([v.string(), v.number()])), null);

export const FOUND = v.looseObject({ id: v.looseObject({ videoId: ID }) });
export const LISTED = v.looseObject({ contentDetails: v.looseObject({ videoId: ID }) });

export const VIDEO = v.looseObject({
  id: ID,
  snippet: v.looseObject({
    publishedAt: TEXT,
    channelId: TEXT,
    channelTitle: TEXT,
    title: TEXT,
    description: TEXT,
    defaultLanguage: TEXT,
    defaultAudioLanguage: TEXT,
  }),
  statistics: v.nullish(v.looseObject({ viewCount: COUNT, likeCount: COUNT, commentCount: COUNT })),
  status: v.nullish(v.looseObject({ privacyStatus: TEXT })),
});
export type Video = v.InferOutput<typeof VIDEO>;

export const COMMENT = v.looseObject({
  id: ID,
  snippet: v.looseObject({
    videoId: TEXT,
    channelId: TEXT,
    parentId: TEXT,
    textOriginal: TEXT,
    textDisplay: TEXT,
    authorDisplayName: TEXT,
    authorChannelId: v.fallback(v.nullish(v.looseObject({ value: TEXT })), null),
    likeCount: v.nullish(v.number()),
    publishedAt: TEXT,
    updatedAt: TEXT,
  }),
});
export type Comment = v.InferOutput<typeof COMMENT>;

export const THREAD = v.looseObject({
  snippet: v.looseObject({
    videoId: TEXT,
    channelId: TEXT,
    topLevelComment: COMMENT,
    totalReplyCount: v.nullish(v.number()),
    isPublic: v.nullish(v.boolean()),
  }),
  replies: v.fallback(v.nullish(v.looseObject({ comments: v.array(v.unknown()) })), null),
});
export type Thread = v.InferOutput<typeof THREAD>;

/** What a channel tells of its owner, and of how many see it. */
export interface Channel {
  readonly title: string | null;
  readonly handle: string | null;
  /** Rounded by YouTube; null where it is hidden. */
  readonly subscribers: string | null;
  readonly country: string | null;
}

export type Channels = ReadonlyMap<string, Channel>;

/** Null for what is not public. */
export function draftOfVideo({ id, snippet, statistics, status }: Video, channels: Channels): PostDraft | null {
  if ((status?.privacyStatus ?? 'public') !== 'public') return null;
  const channel = channels.get(snippet.channelId ?? '');
  return {
    network: 'youtube',
    id,
    url: `https://www.youtube.com/watch?v=${encodeURIComponent(id)}`,
    kind: 'post',
    created_at: snippet.publishedAt,
    text: snippet.description,
    title: snippet.title,
    lang: snippet.defaultAudioLanguage ?? snippet.defaultLanguage,
    author_id: snippet.channelId,
    author_handle: channel?.handle,
    author_name: snippet.channelTitle ?? channel?.title,
    author_followers: channel?.subscribers,
    author_location: channel?.country,
    thread: `youtube:${id}`,
    likes: statistics?.likeCount,
    replies: statistics?.commentCount,
    views: statistics?.viewCount,
  };
}

export interface CommentContext {
  readonly channels: Channels;
  /** The comment that begins the thread; itself for that one. */
  readonly top: Comment;
  /** Of the thread; null where it is not told. */
  readonly videoId: string | null;
  readonly replies: number | null;
}

export function draftOfComment(
  { id, snippet }: Comment,
  { channels, top, videoId, replies }: CommentContext,
): PostDraft {
  const video = snippet.videoId ?? videoId;
  const author = snippet.authorChannelId?.value ?? null;
  const owner = snippet.channelId ?? top.snippet.channelId ?? null;
  const channel = channels.get(author ?? '');
  const place = channels.get(owner ?? '');
  // Names of accounts are handles since 2023; older replies have whatever people called themselves.
  const name = snippet.authorDisplayName ?? null;
  const handle = name?.startsWith('@') ? name : channel?.handle;
  const isTop = String(id) === String(top.id);
  return {
    network: 'youtube',
    id,
    url:
      video === null
        ? null
        : `https://www.youtube.com/watch?v=${encodeURIComponent(video)}&lc=${encodeURIComponent(id)}`,
    kind: 'comment',
    created_at: snippet.publishedAt,
    text: snippet.textOriginal ?? snippet.textDisplay,
    author_id: author,
    author_handle: handle,
    author_name: channel?.title ?? (name?.startsWith('@') ? null : name),
    author_followers: channel?.subscribers,
    author_location: channel?.country,
    thread: video === null ? null : `youtube:${video}`,
    parent: isTop ? (video === null ? null : `youtube:${video}`) : `youtube:${top.id}`,
    parent_author: isTop ? place?.handle : handleOf(top),
    likes: snippet.likeCount,
    replies: isTop ? replies : null,
    place: place?.title,
    place_reach: place?.subscribers,
    extras: {
      edited_at: snippet.updatedAt === snippet.publishedAt ? null : snippet.updatedAt,
      by_channel_owner: author !== null && author === owner ? true : null,
    },
  };
}

function handleOf({ snippet }: Comment): string | null {
  return snippet.authorDisplayName?.startsWith('@') ? snippet.authorDisplayName.slice(1) : null;
}
