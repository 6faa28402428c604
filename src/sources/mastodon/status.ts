/** A status of the Mastodon API, as Mastodon and its many relatives send it, and the post that it is. */
import * as v from 'valibot';
import type { PostDraft } from '../../posts/row.js';

const ID = v.union([v.string(), v.number()]);
const COUNT = v.nullish(v.number());

const ACCOUNT = v.looseObject({
  id: v.nullish(ID),
  acct: v.nullish(v.string()),
  username: v.nullish(v.string()),
  display_name: v.nullish(v.string()),
  url: v.nullish(v.string()),
  uri: v.nullish(v.string()),
  bot: v.nullish(v.boolean()),
  noindex: v.nullish(v.boolean()),
  followers_count: COUNT,
});

const BASE = {
  id: ID,
  uri: v.nullish(v.string()),
  url: v.nullish(v.string()),
  account: v.nullish(ACCOUNT),
  created_at: v.nullish(v.string()),
  edited_at: v.nullish(v.string()),
  content: v.nullish(v.string()),
  spoiler_text: v.nullish(v.string()),
  visibility: v.nullish(v.string()),
  language: v.nullish(v.string()),
  in_reply_to_id: v.nullish(ID),
  in_reply_to_account_id: v.nullish(ID),
  favourites_count: COUNT,
  reblogs_count: COUNT,
  replies_count: COUNT,
  quotes_count: COUNT,
  // Everything beyond is optional for us, and not worth losing a post for.
  mentions: v.fallback(v.nullish(v.array(v.looseObject({ id: v.nullish(ID), acct: v.nullish(v.string()) }))), null),
  media_attachments: v.fallback(v.nullish(v.array(v.looseObject({ description: v.nullish(v.string()) }))), null),
  quote: v.fallback(
    v.nullish(v.looseObject({ quoted_status: v.nullish(v.looseObject({ uri: v.nullish(v.string()) })) })),
    null,
  ),
};

export const STATUS = v.looseObject({
  ...BASE,
  reblog: v.nullish(v.looseObject(BASE)),
});
export type Status = v.InferOutput<typeof STATUS>;

export interface StatusContext {
  /** Host of the server that was asked: local accounts have none in their names. */
  readonly host: string;
  /** Whether posts that are public but kept off the timelines count. */
  readonly unlisted: boolean;
  /** Whether authors who do not want to be indexed are left out. */
  readonly honourNoindex: boolean;
  /** Global addresses by the ids that they have on this server, of all statuses seen in the run. */
  readonly known: Map<string, string>;
}

/** Null for what is not public, or whose author wants to be in no index. */
export function draftOf(status: Status, context: StatusContext): PostDraft | null {
  const { account, reblog } = status;
  const visible = status.visibility === 'public' || (context.unlisted && status.visibility === 'unlisted');
  // Servers that know no visibility have public posts only.
  if (!visible && (status.visibility ?? null) !== null) return null;
  if (context.honourNoindex && account?.noindex === true) return null;
  const parent = keyById(status.in_reply_to_id, context);
  const quoted = status.quote?.quoted_status?.uri ?? null;
  const source = reblog ?? status;
  const handle = handleOf(account, context.host);
  return {
    network: 'mastodon',
    id: status.uri ?? status.url ?? `${context.host}/${status.id}`,
    url: status.url ?? status.uri,
    kind: reblog ? 'repost' : (status.in_reply_to_id ?? null) !== null ? 'reply' : quoted !== null ? 'quote' : 'post',
    created_at: status.created_at,
    text: [source.spoiler_text ?? '', source.content ?? ''].filter((part) => part !== '').join('\n'),
    lang: source.language,
    author_id: account?.uri ?? account?.url ?? null,
    author_handle: handle,
    author_name: account?.display_name || account?.username,
    author_followers: account?.followers_count,
    parent,
    parent_author: parentHandle(status, context.host),
    repost_of: reblog ? keyOf(reblog.uri) : keyOf(quoted),
    likes: source.favourites_count,
    reposts: source.reblogs_count,
    replies: source.replies_count,
    quotes: source.quotes_count,
    place: handle?.split('@')[1] ?? null,
    extras: {
      bot: account?.bot === true ? true : null,
      edited_at: status.edited_at,
      media_description: status.media_attachments
        ?.map(({ description }) => description ?? '')
        .filter(Boolean)
        .join('\n'),
      // Where the parent itself was never seen, at least which it is on this server.
      in_reply_to_id: parent === null ? status.in_reply_to_id : null,
    },
  };
}

/** Remembers the global addresses of statuses, so that replies find their parents. Takes anything. */
export function remember(items: readonly unknown[], known: Map<string, string>): void {
  for (const item of items) {
    const { id, uri } = (item ?? {}) as { readonly id?: unknown; readonly uri?: unknown };
    if ((typeof id === 'string' || typeof id === 'number') && typeof uri === 'string') known.set(String(id), uri);
  }
}

export function keyOf(uri: string | null | undefined): string | null {
  return uri === null || uri === undefined ? null : `mastodon:${uri}`;
}

function keyById(id: string | number | null | undefined, { known }: StatusContext): string | null {
  return id === null || id === undefined ? null : keyOf(known.get(String(id)));
}

/** With its host, which local accounts leave out. */
function handleOf(account: v.InferOutput<typeof ACCOUNT> | null | undefined, host: string): string | null {
  const name = account?.acct || account?.username || null;
  return name === null || name.includes('@') ? name : `${name}@${host}`;
}

function parentHandle({ mentions, in_reply_to_account_id: id, account }: Status, host: string): string | null {
  if (id === null || id === undefined) return null;
  const mentioned = mentions?.find((mention) => String(mention.id) === String(id))?.acct;
  if (mentioned) return mentioned.includes('@') ? mentioned : `${mentioned}@${host}`;
  return account && String(account.id) === String(id) ? handleOf(account, host) : null;
}
