/** What to say of a request that did not do. */
import { AppError, isSystemError } from '../../core/errors.js';
import { plainLine } from '../../core/plain-text.js';
import type { Credential } from '../source.js';
import type { Waiting } from './bucket.js';
import { RequestFailure } from './failure.js';
import type { Reply } from './http.js';
import type { Redact } from './redact.js';

/** Characters of a body that a message shows. */
const SHOWN = 160;

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name cannot be looked up now',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection lost',
  EPIPE: 'connection lost',
  UND_ERR_SOCKET: 'connection lost',
  ERR_STREAM_PREMATURE_CLOSE: 'connection lost',
  ETIMEDOUT: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped midway',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is cut',
  Z_BUF_ERROR: 'the answer is cut',
  Z_DATA_ERROR: 'the answer is damaged',
  ENETUNREACH: 'there is no way to its network',
  EHOSTUNREACH: 'there is no way to it',
  EPRIVATE: 'it is in a private network, where addresses out of replies are not followed',
  ETOOLARGE: 'the answer is too large',
  EUNCHECKED:
    'its name cannot be looked up here, and what replies name is asked for through a proxy only once it was checked',
  EPACKING: 'the answer is packed in an unknown way',
};

const HINTS: Readonly<Record<string, string>> = {
  EPRIVATE: 'name a server of your own with --base-url, or the address itself, so that it may be asked',
  ETOOLARGE: 'check the address: no reply of an API is as large',
  EPACKING: 'check the address: it may not be that of the API',
  ENOTFOUND: 'check the name of the server; where only a proxy knows names, set HTTPS_PROXY',
  EPROXYREFUSED: 'check HTTPS_PROXY (or HTTP_PROXY), or name the server in NO_PROXY',
  EUNCHECKED: 'give the address that it leads to yourself, or with --base-url',
};

/** Why a request came to no reply, in words. */
export function networkReason(error: unknown): {
  readonly reason: string;
  readonly code: string;
  readonly said: string;
} {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code = isSystemError(inner) ? (inner.code ?? '') : '';
  const said = inner instanceof Error ? inner.message : String(inner);
  const reason =
    REASONS[code] ??
    (/^(?:CERT|ERR_TLS|.*SELF_SIGNED|UNABLE_TO)/.test(code)
      ? `its certificate is not accepted (${code})`
      : plainLine(said));
  return { reason, code, said };
}

export function networkFailure(url: URL, error: unknown, tries: number, redact: Redact): AppError {
  const { reason, code, said } = networkReason(error);
  const after = tries > 1 ? `, ${tries} tries` : '';
  return new RequestFailure('source-unavailable', redact(`cannot reach ${url.host}: ${reason}${after}`), {
    code: 'fetch.unreachable',
    hint: HINTS[code] ?? 'try again later: it goes on where it stopped',
    // Not the error itself, which may hold the address with a key in it.
    cause: new Error(redact(said)),
  });
}

export function badReply(url: URL, flaw: string, reply: Reply, redact: Redact): AppError {
  return new RequestFailure('source-unavailable', `${url.host} answers ${reply.status} ${flaw}`, {
    code: 'fetch.bad-reply',
    hint: 'try again later, or check that the address is that of the API',
    status: reply.status,
    body: redact(reply.text.slice(0, 2000)),
  });
}

interface Asked {
  readonly source: { readonly id: string; readonly credentials: readonly Credential[] };
  readonly given: readonly string[];
  /** What the user calls the variables of credentials, where it is not their own name. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly redact: Redact;
}

export function statusFailure(reply: Reply, url: URL, asked: Asked, tries: number): AppError {
  const body = asked.redact(reply.text.slice(0, 2000));
  const said = saidBy(body);
  const after = tries > 1 ? ` after ${tries} tries` : '';
  const message = asked.redact(`${url.host} answers ${reply.status}${said === '' ? '' : `: ${said}`}${after}`);
  const details = { status: reply.status, body };
  if (reply.status === 401 || reply.status === 403) {
    return new RequestFailure('credentials', message, {
      ...details,
      code: 'fetch.credentials',
      hint: credentialHint(asked),
    });
  }
  const hint =
    reply.status === 404 || reply.status === 410
      ? 'check the address: there is nothing at that place'
      : reply.status >= 500
        ? 'try again later: it goes on where it stopped'
        : 'the server does not take the request as it is: check query, options and --base-url';
  return new RequestFailure('source-unavailable', message, { ...details, code: 'fetch.status', hint });
}

export function credentialHint({ source, given, variables = {} }: Omit<Asked, 'redact'>): string {
  const missing = source.credentials.filter(({ env }) => !given.includes(env));
  const [first] = missing.length > 0 ? missing : source.credentials;
  if (first === undefined) return 'the server wants no strangers: name another one with --base-url';
  const verb = missing.length > 0 ? 'set' : 'check';
  return `${verb} ${variables[first.env] ?? first.env}: ${first.where}`;
}

/**
 * Where a wait is longer than the user wants: said as what it is, a wait that the host asked for or one of our own.
 * `failing` is what the host does instead of answering, where it is tried again after a failure.
 */
export function tooLong(host: string, ms: number, now: number, why: Waiting | { readonly failing: string }): AppError {
  const until = `${new Date(now + ms).toISOString().slice(0, 16)}Z`;
  const message =
    why === 'asked'
      ? `${host} wants no more requests until ${until}`
      : why === 'silent'
        ? `${host} refuses more requests and does not say for how long; the next try would be at ${until}`
        : why === 'pace'
          ? `the next request to ${host} would be at ${until}, to keep to its limits`
          : `${host} ${why.failing}; the next try would be ${Math.ceil(ms / 1000)} s later, more than --max-wait allows`;
  return new AppError('temporary', message, {
    code: 'fetch.wait',
    hint: `run it again ${typeof why === 'string' ? 'then' : 'later'}: it goes on where it stopped; or wait for it with --max-wait`,
  });
}

/** What an error body says for people: the usual members of JSON, or short plain text; nothing of HTML. */
function saidBy(body: string): string {
  if (/^\s*</.test(body)) return '';
  let text = body;
  try {
    const parsed: unknown = JSON.parse(body);
    text = messageIn(parsed) ?? '';
  } catch {
    // Plain text.
  }
  const line = plainLine(text);
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}

function messageIn(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return messageIn(value[0]);
  if (typeof value !== 'object' || value === null) return null;
  for (const name of ['message', 'error_message', 'error_description', 'error', 'errors', 'detail', 'title']) {
    const found = messageIn((value as Readonly<Record<string, unknown>>)[name]);
    if (found !== null) return found;
  }
  return null;
}
