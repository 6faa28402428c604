/** JSON Feed 1.0 and 1.1, and what calls itself so. */
import { parseExactJson } from '../../core/exact-json.js';
import type { Feed, FeedItem } from './feed.js';

type Loose = Readonly<Record<string, unknown>>;

/** Null where it is no such feed. */
export function jsonFeed(text: string): Feed | null {
  let parsed: unknown;
  try {
    parsed = parseExactJson(text);
  } catch {
    return null;
  }
  const feed = recordOf(parsed);
  const items = feed?.['items'];
  if (feed === null || !Array.isArray(items)) return null;
  return {
    title: textOf(feed['title']),
    lang: textOf(feed['language']),
    author: authorOf(feed),
    items: items.flatMap((item: unknown) => {
      const one = recordOf(item);
      return one === null ? [] : [itemOf(one)];
    }),
  };
}

function itemOf(item: Loose): FeedItem {
  const plain = textOf(item['content_text']);
  const tags = item['tags'];
  return {
    id: textOf(item['id']),
    url: textOf(item['url']) ?? textOf(item['external_url']),
    title: textOf(item['title']),
    // Plain text is not to be taken for markup.
    text:
      textOf(item['content_html']) ??
      plain?.replaceAll('&', '&amp;').replaceAll('<', '&lt;') ??
      textOf(item['summary']),
    date: textOf(item['date_published']) ?? textOf(item['date_modified']),
    author: authorOf(item),
    lang: textOf(item['language']),
    categories: Array.isArray(tags) ? tags.flatMap((tag: unknown) => textOf(tag) ?? []) : [],
    answers: null,
    replies: null,
    likes: null,
    rating: null,
    views: null,
  };
}

/** 1.1 has a list, 1.0 one. */
function authorOf(thing: Loose): FeedItem['author'] {
  const authors = thing['authors'];
  const author = recordOf(Array.isArray(authors) ? authors[0] : thing['author']);
  const [name, url] = [textOf(author?.['name']), textOf(author?.['url'])];
  return name === null && url === null ? null : { name, url };
}

/** Ids are numbers in some. */
function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function recordOf(value: unknown): Loose | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : null;
}
