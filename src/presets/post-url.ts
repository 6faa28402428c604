/** What the address of a post tells, on networks whose addresses hold ids and handles. */
import { sqlText } from '../core/engine.js';
import { capture, type Expressible, type Expression, toExpression } from './expression.js';

/** The host of a URL: `https://www.example.org/a` → `www.example.org`. */
export function hostOf(url: Expressible): Expression {
  return capture(url, '^[A-Za-z]+://([^/?#]+)');
}

/** Where addresses of posts show the network's own id: a part of the address, then the pattern, comments first. */
const IDS_IN_URLS: readonly (readonly [part: string, pattern: string])[] = [
  ['/status', '(?:twitter|x)\\.com/.*?/status(?:es)?/([0-9]+)'],
  ['reddit.com/', '/comments/[0-9a-z]+/[^/?]*/([0-9a-z]+)'],
  ['reddit.com/', '/comments/([0-9a-z]+)'],
  ['youtu', '[?&]lc=([A-Za-z0-9_.-]+)'],
  ['youtu', '(?:[?&]v=|youtu\\.be/|/shorts/)([A-Za-z0-9_-]{11})'],
  ['facebook.com/', '[?&]comment_id=([0-9]+)'],
  [
    'facebook.com/',
    '(?:/posts/(?:[^/?]+/)?|/permalink/|/videos/(?:[^/?]+/)?|/reel/|[?&](?:story_)?fbid=)([0-9]+|pfbid[0-9A-Za-z]+)',
  ],
  ['instagram.com/', '/(?:p|reel|tv)/([A-Za-z0-9_-]+)'],
  ['tiktok.com/', '/(?:video|photo)/([0-9]+)'],
  ['linkedin.com/', '(?:urn:li:(?:activity|share|ugcPost):|activity-)([0-9]+)'],
  ['news.ycombinator.com/', '[?&]id=([0-9]+)'],
  ['trustpilot.', '/reviews/([0-9a-f]{24})'],
];

/** The network's own id of a post, as its address shows it; null for addresses that show none. */
export function idInUrl(url: Expressible): Expression {
  const inner = toExpression(url);
  return (raw) => {
    const sql = inner(raw);
    if (sql === null) return null;
    const ids = IDS_IN_URLS.map(
      ([part, pattern]) =>
        `CASE WHEN contains(${sql}, ${sqlText(part)}) THEN nullif(regexp_extract(${sql}, ${sqlText(pattern)}, 1), '') END`,
    );
    return `coalesce(${ids.join(', ')})`;
  };
}

/** The author's handle, where the address of a post holds it (X, TikTok). */
export function handleInUrl(url: Expressible): Expression {
  return capture(
    url,
    '(?:twitter\\.com|//(?:www\\.|mobile\\.)?x\\.com|tiktok\\.com)/@?([A-Za-z0-9_.]{2,24})/(?:status|video|photo)',
  );
}
