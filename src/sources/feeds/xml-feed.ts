/** RSS 0.9x, 1.0 and 2.0, and Atom, as feeds. */
import { childrenOf, descendantsOf, type Element, markupOf, textOf } from './element.js';
import type { Feed, FeedItem } from './feed.js';

const ITEMS = new Set(['item', 'entry']);
const ROOTS = new Set(['rss', 'rdf', 'feed', 'channel']);

/** Null where it is no feed. */
export function xmlFeed(root: Element): Feed | null {
  const top = root.children.find((child): child is Element => typeof child !== 'string' && ROOTS.has(child.name));
  const found = descendantsOf(root, ITEMS);
  if (top === undefined && found.length === 0) return null;
  const channel = top === undefined ? root : (childrenOf(top, 'channel')[0] ?? top);
  const base = channel.attributes['xml:base'] ?? top?.attributes['xml:base'] ?? null;
  return {
    title: markupOf(childrenOf(channel, 'title')[0]),
    lang: top?.attributes['xml:lang'] ?? textOf(childrenOf(channel, 'language', 'dc:language')[0]),
    author: authorOf(channel),
    items: found.map((item) => itemOf(item, base)),
  };
}

function itemOf(item: Element, base: string | null): FeedItem {
  const first = (...names: readonly string[]): Element | undefined => childrenOf(item, ...names)[0];
  const own = resolved(item.attributes['xml:base'] ?? null, base) ?? base;
  const guid = first('guid');
  const id = textOf(guid ?? first('id')) ?? item.attributes['rdf:about'] ?? item.attributes['about'] ?? null;
  const permanent = guid !== undefined && guid.attributes['ispermalink']?.toLowerCase() !== 'false';
  const media = [item, ...childrenOf(item, 'media:group')];
  const community = media.flatMap((place) => childrenOf(place, 'media:community'))[0];
  const stars = community === undefined ? undefined : childrenOf(community, 'media:starrating')[0];
  const views = community === undefined ? undefined : childrenOf(community, 'media:statistics')[0];
  const described = media.flatMap((place) => childrenOf(place, 'media:description'))[0];
  return {
    id,
    url: resolved(linkOf(item) ?? (permanent && id !== null && /^https?:/i.test(id) ? id : null), own),
    title: markupOf(first('title')),
    text: markupOf(first('content:encoded', 'content', 'summary', 'description', 'itunes:summary') ?? described),
    date: textOf(
      first('published', 'pubdate', 'dc:date', 'dcterms:created', 'issued', 'created', 'updated', 'modified'),
    ),
    author: authorOf(item),
    lang: item.attributes['xml:lang'] ?? textOf(first('dc:language')),
    categories: childrenOf(item, 'category', 'dc:subject').flatMap((category) => {
      const name = category.attributes['label'] ?? category.attributes['term'] ?? textOf(category);
      return name === null ? [] : [name];
    }),
    answers: first('thr:in-reply-to')?.attributes['ref'] ?? null,
    replies: textOf(first('slash:comments', 'thr:total')),
    likes: stars?.attributes['count'] ?? null,
    rating: stars?.attributes['average'] ?? null,
    views: views?.attributes['views'] ?? null,
  };
}

/** RSS has the address as text, Atom as an attribute of the link that is the page itself. */
function linkOf(item: Element): string | null {
  const links = childrenOf(item, 'link');
  const page = links.find(
    ({ attributes }) => attributes['href'] !== undefined && (attributes['rel'] ?? 'alternate') === 'alternate',
  );
  return page?.attributes['href'] ?? links.map(textOf).find((text) => text !== null) ?? null;
}

/** `Name`, `mail@example.org (Name)`, `Name <mail@example.org>` or an element of its own. Mail addresses are not kept. */
function authorOf(element: Element): FeedItem['author'] {
  const written = childrenOf(element, 'author', 'dc:creator', 'itunes:author', 'managingeditor')[0];
  if (written === undefined) return null;
  const named = textOf(childrenOf(written, 'name')[0]);
  const address = textOf(childrenOf(written, 'uri', 'url')[0]);
  const text = named ?? (childrenOf(written, 'name', 'email', 'uri', 'url').length > 0 ? null : textOf(written));
  const name = text === null ? null : personOf(text);
  return name === null && address === null ? null : { name, url: address };
}

function personOf(text: string): string | null {
  const bracketed = /^[^\s()<>]+@[^\s()<>]+\s*\(([^()]+)\)$/.exec(text)?.[1];
  const name = (bracketed ?? text.replace(/<[^<>@]*@[^<>]*>|\([^()@]*@[^()]*\)/g, '')).trim();
  return name === '' || /^[^\s@]+@[^\s@]+$/.test(name) ? null : name;
}

function resolved(address: string | null, base: string | null): string | null {
  if (address === null || base === null) return address;
  return URL.canParse(address, base) ? new URL(address, base).href : address;
}
