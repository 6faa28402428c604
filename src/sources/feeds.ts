/** Feeds: RSS, Atom and JSON Feed. The only way to many sites, and a way to most. */
import { createHash } from 'node:crypto';
import { AppError } from '../core/errors.js';
import { plainText } from '../posts/markup.js';
import { normalisePost, type PostDraft, type PostRow, type RowContext, UnfitPost } from '../posts/row.js';
import { feedLinkIn } from './feeds/discover.js';
import type { Feed, FeedItem } from './feeds/feed.js';
import { jsonFeed } from './feeds/json-feed.js';
import { parseXml } from './feeds/xml.js';
import { xmlFeed } from './feeds/xml-feed.js';
import type { Http, Reply, RequestOptions } from './http/http.js';
import { plainRateLimit } from './http/limits.js';
import { defineSource, type FetchRequest, type Json, type Page, type Quarantined } from './source.js';

const ACCEPT = 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5';

export default defineSource({
  id: 'feeds',
  title: 'Feeds (RSS, Atom, JSON Feed)',
  network: 'feed',
  finds: 'what a feed holds: usually the newest 10 to 50 articles, reviews or comments of a site',
  query: { is: 'address of a feed, or of a page that names one', optional: false, words: false },
  modes: ['query'],
  replies: false,
  baseUrl: null,
  credentials: [],
  limits: 'none that is known; a feed that has not changed is not sent again (ETag, Last-Modified)',
  rates: { all: { requests: 60, perMs: 60_000, burst: 5 } },
  reach: ['views', 'likes', 'replies'],
  terms: 'texts belong to those who wrote them; many feeds hold only summaries',
  evidence: {
    kind: 'real server run',
    of: 'nginx 1.22.1 on loopback: unchanged feeds by tag and by date (304), changed ones, packed bytes, redirects, encodings, 410; the formats by feeds of our own and the samples of three public parsers; no live site',
    date: '2026-11-26',
  },
  matching: 'exact',
  // Articles appear with the date on which they were begun. What is known by then is left out anyway.
  overlapMs: 30 * 24 * 3_600_000,
  options: { match: { about: 'a query that items must match, as in brandwatch query' } },
  parseRateLimit: plainRateLimit,
  trusted: ({ query }) => (query === null ? [] : [query]),
  async *pages(request, http, checkpoint) {
    const known = rememberedOf(checkpoint.memory);
    const { reply, asked } = await open(request, http, known);
    if (reply.status === 304) {
      yield {
        posts: [],
        quarantined: [],
        checkpoint: { cursor: null, memory: checkpoint.memory },
        note: 'not changed since the last time',
      };
      return;
    }
    yield pageOf(reply, asked, request, http);
  },
  check: async (request, http) => {
    if (request.query === null) return 'needs an address to say more';
    const { items } = feedIn((await open(request, http, null)).reply);
    return `a feed of ${items.length} items`;
  },
});

interface Remembered {
  readonly etag: string | null;
  readonly modified: string | null;
  /** Of which address they are, where it is not the one in the request: a page named it. */
  readonly of: string | null;
}

function rememberedOf(memory: Json): Remembered | null {
  if (typeof memory !== 'object' || memory === null || !('etag' in memory)) return null;
  const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
  return { etag: text(memory['etag']), modified: text(memory['modified']), of: text(memory['of']) };
}

interface Opened {
  readonly reply: Reply;
  /** The address that a page named, which was asked in its place. */
  readonly asked: string | null;
}

/** The feed at the address, or the one that the page there names. */
async function open(request: FetchRequest, http: Http, known: Remembered | null): Promise<Opened> {
  const address = request.query ?? '';
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) {
    throw new AppError('usage', `"${address}" is no address of a feed`, {
      code: 'fetch.feed-address',
      hint: 'for example https://example.com/feed.xml',
    });
  }
  const reply = await ask(address, http, known?.of === null ? known : null);
  const link = reply.status === 304 ? null : feedLinkIn(reply);
  if (link === null) return { reply, asked: null };
  return { reply: await ask(link.href, http, known?.of === link.href ? known : null), asked: link.href };
}

async function ask(address: string, http: Http, known: Remembered | null): Promise<Reply> {
  const options: RequestOptions = {
    headers: {
      accept: ACCEPT,
      ...(known?.etag ? { 'if-none-match': known.etag } : {}),
      ...(known?.modified ? { 'if-modified-since': known.modified } : {}),
    },
    accept: [304, 410],
    flaw: ({ text }) => (text.trim() === '' ? 'with nothing' : null),
  };
  const reply = await http.request(address, options);
  if (reply.status !== 410) return reply;
  throw new AppError('source-unavailable', `${new URL(address).host} has given up the feed at ${address} (410)`, {
    code: 'fetch.gone',
    hint: 'take it out of the configuration',
  });
}

function feedIn(reply: Reply): Feed & { readonly wellFormed: boolean } {
  const { text } = reply;
  const isJson = /^\s*[{[]/.test(text);
  const json = isJson ? jsonFeed(text) : null;
  if (json !== null) return { ...json, wellFormed: true };
  const { root, wellFormed } = isJson ? { root: null, wellFormed: false } : parseXml(text);
  const feed = root === null ? null : xmlFeed(root);
  if (feed !== null) return { ...feed, wellFormed };
  const what =
    text.trim() === ''
      ? 'nothing'
      : isJson
        ? 'JSON that is no feed'
        : /<html/i.test(text)
          ? 'a page that names no feed'
          : 'no feed';
  throw new AppError('source-unavailable', `${new URL(reply.url).host} answers with ${what}`, {
    code: 'fetch.no-feed',
    hint: 'look for the address of the feed on the page, often behind an orange icon',
  });
}

function pageOf(reply: Reply, asked: string | null, request: FetchRequest, http: Http): Page {
  const feed = feedIn(reply);
  const context: RowContext = { source: request.label, collectedAt: http.now() };
  const posts: PostRow[] = [];
  const quarantined: Quarantined[] = [];
  for (const item of feed.items) {
    try {
      posts.push(normalisePost(draftOf(item, feed, reply.url), context));
    } catch (error) {
      if (!(error instanceof UnfitPost)) throw error;
      quarantined.push({ reason: error.message, item: JSON.stringify(item) });
    }
  }
  const etag = reply.header('etag');
  const modified = reply.header('last-modified');
  const memory =
    etag === null && modified === null ? null : { etag, modified, ...(asked === null ? {} : { of: asked }) };
  const note = 'the feed is not well formed; its items were read as far as they could be';
  return { posts, quarantined, checkpoint: { cursor: null, memory }, ...(feed.wellFormed ? {} : { note }) };
}

function draftOf(item: FeedItem, feed: Feed, feedUrl: string): PostDraft {
  const { text, title, date } = item;
  const url = item.url !== null && URL.canParse(item.url, feedUrl) ? new URL(item.url, feedUrl).href : null;
  if (text === null && title === null && url === null) throw new UnfitPost('has neither text, title nor address');
  const author = item.author ?? feed.author;
  return {
    network: 'feed',
    id: idOf(item.id, url, feedUrl) ?? hashOf(title, date, text, feedUrl),
    // Only what opens in a browser is an address.
    url: url !== null && /^https?:/.test(url) ? url : null,
    kind: item.answers === null ? 'article' : 'comment',
    created_at: date,
    text,
    title,
    lang: item.lang ?? feed.lang,
    author_id: author?.url ?? null,
    author_name: author?.name ?? null,
    parent: item.answers === null ? null : `feed:${idOf(item.answers, null, feedUrl)}`,
    replies: item.replies,
    likes: item.likes,
    rating: item.rating,
    views: item.views,
    place: new URL(feedUrl).host,
    extras: {
      feed: feed.title === null ? null : plainText(feed.title),
      categories: item.categories.length === 0 ? null : item.categories,
    },
  };
}

/** An id that means something everywhere stays as it is; any other is one of its feed. */
function idOf(id: string | null, url: string | null, feedUrl: string): string | null {
  if (id === null) return url;
  if (/^(?:https?|tag|urn|at|ni|doi):/i.test(id)) return id;
  return `${new URL(feedUrl).host}:${id}`;
}

function hashOf(title: string | null, date: string | null, text: string | null, feedUrl: string): string {
  const parts = JSON.stringify([feedUrl, title, date, title === null ? text : null]);
  return `sha256:${createHash('sha256').update(parts).digest('hex').slice(0, 32)}`;
}
