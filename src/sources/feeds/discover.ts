import { Parser } from 'htmlparser2';
import type { Reply } from '../http/http.js';

const TYPES = /^(?:application\/(?:rss|atom|feed)\+(?:xml|json)|application\/json|text\/xml)/i;

/** The feed that a page names as its own, as a whole address. Null where the reply is no page, or names none. */
export function feedLinkIn(reply: Reply): URL | null {
  if (!/^\s*(?:<!--[^>]*-->\s*)?<(?:!doctype\s+html|html)/i.test(reply.text.slice(0, 500))) return null;
  let found: string | null = null;
  const parser = new Parser({
    onopentag: (name, { rel = '', type = '', href }) => {
      if (found === null && name === 'link' && /\balternate\b/i.test(rel) && TYPES.test(type) && href) found = href;
    },
  });
  parser.end(reply.text.slice(0, 500_000));
  return found !== null && URL.canParse(found, reply.url) ? new URL(found, reply.url) : null;
}
