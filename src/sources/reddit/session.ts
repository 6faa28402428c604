/** The token of an approved client, one for a run. */
import { AppError } from '../../core/errors.js';
import { isStatus } from '../http/failure.js';
import type { Http } from '../http/http.js';
import type { FetchRequest } from '../source.js';

interface Token {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

export const TOKENS = 'https://www.reddit.com';
/** Asked for anew so long before its end. */
const MARGIN_MS = 60_000;

/** All streams of a run have the same client of HTTP, and so the same token. */
const tokens = new WeakMap<Http, Map<string, Token>>();

/** The value of the header `authorization`. Throws AppError `credentials` where Reddit does not know the client. */
export async function authorization(request: FetchRequest<string>, http: Http): Promise<string> {
  const { REDDIT_CLIENT_ID: id = '', REDDIT_CLIENT_SECRET: secret = '' } = request.credentials;
  const server = request.baseUrlGiven ? request.baseUrl : TOKENS;
  const known = tokens.get(http) ?? new Map<string, Token>();
  tokens.set(http, known);
  const cached = known.get(`${server} ${id}`);
  if (cached !== undefined && cached.expires - MARGIN_MS > http.now()) return `bearer ${cached.value}`;
  const { value } = await http
    .json(`${server}/api/v1/access_token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
        ...agentOf(request),
      },
      body: 'grant_type=client_credentials',
      scope: 'token',
    })
    .catch((error: unknown) => {
      if (isStatus(error, 400, 401, 403)) throw unknownClient(server);
      throw error;
    });
  const { access_token: token, expires_in: seconds } = (value ?? {}) as {
    readonly access_token?: unknown;
    readonly expires_in?: unknown;
  };
  // Refusals come with 200, too.
  if (typeof token !== 'string' || token === '') throw unknownClient(server);
  http.conceal(token);
  const lasts = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : 3_600_000;
  known.set(`${server} ${id}`, { value: token, expires: http.now() + lasts });
  return `bearer ${token}`;
}

/** Reddit slows down clients that do not name themselves in its own form. */
export function agentOf({ options }: FetchRequest<string>): Readonly<Record<string, string>> {
  const account = options['account']?.replace(/^\/?u\//, '');
  return account === undefined || !/^[\w-]{1,30}$/.test(account)
    ? {}
    : { 'user-agent': `node:brandwatch-cli:1 (by /u/${account})` };
}

function unknownClient(server: string): AppError {
  return new AppError(
    'credentials',
    `${new URL(server).host} does not take REDDIT_CLIENT_ID and REDDIT_CLIENT_SECRET`,
    {
      code: 'fetch.credentials',
      hint: 'check both: reddit.com/prefs/apps shows them, and new clients need the approval of Reddit',
    },
  );
}
