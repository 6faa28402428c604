import type { Reply, RequestOptions } from './http.js';

export interface Redirect {
  readonly url: URL;
  readonly options: RequestOptions;
}

/** Headers that belong to the host to which they were sent; all others of a source are taken along. */
const HARMLESS = new Set(['accept', 'accept-language', 'if-none-match', 'if-modified-since', 'content-type']);

/** Where a reply sends us on, or null where it does not. To another origin nothing goes that could be a credential. */
export function redirected(reply: Reply, from: URL, options: RequestOptions): Redirect | null {
  if (![301, 302, 303, 307, 308].includes(reply.status)) return null;
  const location = reply.header('location');
  if (location === null || !URL.canParse(location, from.href)) return null;
  const url = new URL(location, from);
  // What follows `@` would be sent as a user and a password.
  url.username = '';
  url.password = '';
  const { method = 'GET', body, headers = {}, ...rest } = options;
  const same = url.origin === from.origin;
  const keepsBody = (reply.status === 307 || reply.status === 308) && same;
  const kept = same ? headers : Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.has(name)));
  return {
    url,
    options: {
      ...rest,
      headers: kept,
      ...(keepsBody ? { method, ...(body === undefined ? {} : { body }) } : { method: 'GET' as const }),
    },
  };
}
