/** A post as views of Bluesky show it, and the post that it is. */
import * as v from 'valibot';
import { asMarkup } from '../../posts/markup.js';
import { readMoment } from '../../posts/moment.js';
import type { PostDraft } from '../../posts/row.js';

const COUNT = v.nullish(v.number());
const LABELS = v.fallback(v.nullish(v.array(v.looseObject({ val: v.nullish(v.string()) }))), null);
const REF = v.looseObject({ uri: v.nullish(v.string()) });

const AUTHOR = v.looseObject({
  did: v.nullish(v.string()),
  handle: v.nullish(v.string()),
  displayName: v.nullish(v.string()),
  verification: v.fallback(v.nullish(v.looseObject({ verifiedStatus: v.nullish(v.string()) })), null),
  labels: LABELS,
});

/** Written by the program of the author, and by it alone: of what is not our text, nothing is worth losing a post for. */
const RECORD = v.looseObject({
  text: v.nullish(v.string()),
  createdAt: v.fallback(v.nullish(v.string()), null),
  langs: v.fallback(v.nullish(v.array(v.string())), null),
  reply: v.fallback(v.nullish(v.looseObject({ root: v.nullish(REF), parent: v.nullish(REF) })), null),
  embed: v.fallback(
    v.nullish(
      v.looseObject({
        record: v.nullish(v.looseObject({ uri: v.nullish(v.string()), record: v.nullish(REF) })),
        external: v.nullish(REF),
        images: v.nullish(v.array(v.looseObject({ alt: v.nullish(v.string()) }))),
        alt: v.nullish(v.string()),
        media: v.nullish(v.looseObject({ images: v.nullish(v.array(v.looseObject({ alt: v.nullish(v.string()) }))) })),
      }),
    ),
    null,
  ),
});

export const POST = v.looseObject({
  uri: v.union([v.string(), v.number()]),
  author: v.nullish(AUTHOR),
  record: RECORD,
  indexedAt: v.nullish(v.string()),
  likeCount: COUNT,
  repostCount: COUNT,
  replyCount: COUNT,
  quoteCount: COUNT,
  bookmarkCount: COUNT,
});
export type Post = v.InferOutput<typeof POST>;

export interface Profile {
  readonly handle: string | null;
  /** Null where the network does not say. */
  readonly followers: number | null;
  /** All of it, as the network shows it; null where it shows none. */
  readonly view: unknown;
}

export interface PostContext {
  /** By DID. */
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Whether authors who want to be seen by signed-in people alone are left out. */
  readonly honourLabels: boolean;
}

/** What accounts set that do not want to be shown outside of the network. */
const NOT_OUTSIDE = '!no-unauthenticated';
/** What a handle is that does not lead to its account any more. */
const NO_HANDLE = 'handle.invalid';

/** Null for authors who do not want to be shown outside. */
export function draftOf(post: Post, { profiles, honourLabels }: PostContext): PostDraft | null {
  const { author, record } = post;
  if (honourLabels && author?.labels?.some(({ val }) => val === NOT_OUTSIDE) === true) return null;
  const uri = String(post.uri);
  const parent = record.reply?.parent?.uri ?? null;
  const quoted = quotedBy(record);
  const did = author?.did ?? null;
  const handle = author?.handle && author.handle !== NO_HANDLE ? author.handle : null;
  const seenAt = post.indexedAt ?? null;
  const [lang, ...langs] = record.langs ?? [];
  return {
    network: 'bluesky',
    id: uri,
    url: addressOf(uri, handle),
    kind: parent !== null ? 'reply' : quoted !== null ? 'quote' : 'post',
    created_at: momentOf(record.createdAt ?? null, seenAt),
    text: asMarkup(record.text ?? ''),
    lang,
    author_id: did,
    author_handle: handle,
    author_name: asMarkup(author?.displayName ?? ''),
    author_followers: did === null ? null : profiles.get(did)?.followers,
    author_verified: verifiedBy(author?.verification?.verifiedStatus),
    thread: keyOf(parent === null ? uri : record.reply?.root?.uri),
    parent: keyOf(parent),
    parent_author: parent === null ? null : profiles.get(didIn(parent) ?? '')?.handle,
    repost_of: keyOf(quoted),
    likes: post.likeCount,
    reposts: post.repostCount,
    replies: post.replyCount,
    quotes: post.quoteCount,
    extras: {
      bookmarks: post.bookmarkCount,
      link: record.embed?.external?.uri,
      media_description: [...(record.embed?.images ?? []), ...(record.embed?.media?.images ?? []), record.embed]
        .map((media) => media?.alt ?? '')
        .filter(Boolean)
        .join('\n'),
      langs: langs.length === 0 ? null : record.langs,
    },
  };
}

/** DIDs of those of whom a draft tells more with their profile: the authors, and whom they answer. Takes anything. */
export function didsIn(items: readonly unknown[]): string[] {
  const dids = items.flatMap((item) => {
    const checked = v.safeParse(POST, item);
    if (!checked.success) return [];
    const { author, record } = checked.output;
    return [author?.did, didIn(record.reply?.parent?.uri)];
  });
  return [...new Set(dids)].filter((did): did is string => typeof did === 'string' && did.startsWith('did:'));
}

export function keyOf(uri: string | null | undefined): string | null {
  return uri === null || uri === undefined ? null : `bluesky:${uri}`;
}

function didIn(uri: string | null | undefined): string | null {
  return /^at:\/\/(did:[^/]+)/.exec(uri ?? '')?.[1] ?? null;
}

/** Its page on the usual site; null where the address of the record is none that we know. */
function addressOf(uri: string, handle: string | null): string | null {
  const [, did, id] = /^at:\/\/([^/]+)\/app\.bsky\.feed\.post\/([^/]+)$/.exec(uri) ?? [];
  return did === undefined ? null : `https://bsky.app/profile/${handle ?? did}/post/${id}`;
}

/** The post that is quoted; lists and feeds can be embedded as well. */
function quotedBy({ embed }: v.InferOutput<typeof RECORD>): string | null {
  const uri = embed?.record?.uri ?? embed?.record?.record?.uri ?? null;
  return uri?.includes('/app.bsky.feed.post/') === true ? uri : null;
}

/** Authors write into the record what time they like; the network has seen it at another. The earlier is right. */
function momentOf(claimed: string | null, seen: string | null): string | number | null {
  const times = [claimed, seen].map((text) => (text === null ? null : readMoment(text)));
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? (claimed ?? seen) : Math.min(...known);
}

function verifiedBy(status: string | null | undefined): boolean | null {
  return status === null || status === undefined ? null : status === 'valid';
}
