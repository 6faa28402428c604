/** What the user asks for, as streams: checked against what sources can do before anything is asked of a network. */
import type { Brand, SourceEntry } from '../../config/config.js';
import { AppError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { SOURCES, sourceById } from '../../sources/index.js';
import type { FetchRequest, Mode, Source } from '../../sources/source.js';
import { followProblem } from './follow.js';
import { recheckOf } from './recheck.js';
import type { Stream } from './stream.js';
import { streamKey } from './stream-key.js';

export interface PlanContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `usage` for the command line, `configuration` for a file. */
  readonly kind: 'usage' | 'configuration';
  /** Rows wanted, null for all. */
  readonly limit: number | null;
  /** Whether posts are wanted as they are written, instead of what there is. */
  readonly follow?: boolean;
}

/** One entry (of the configuration, or made of flags) as streams: one for each query. Throws AppError of the kind. */
export function streamsOf(entry: SourceEntry, context: PlanContext): Stream[] {
  const source = sourceNamed(entry.source, context.kind);
  const mode: Mode =
    context.follow === true ? 'follow' : entry.thread !== null ? 'thread' : entry.author !== null ? 'author' : 'query';
  checkEntry(source, entry, mode, context);
  const asked =
    mode === 'query' || mode === 'follow'
      ? entry.queries.length === 0
        ? [null]
        : entry.queries
      : [entry.thread ?? entry.author];
  return asked.map((one) => streamOf(source, entry, mode, one, context));
}

/**
 * What the configuration wants fetched. In a brand, an entry that needs a query and has none looks for each of the brand's
 * names. Throws AppError `configuration`.
 */
export function configuredStreams(
  config: { readonly brands: readonly Brand[]; readonly sources: readonly SourceEntry[] },
  context: Pick<PlanContext, 'env' | 'limit'>,
): Stream[] {
  const told: PlanContext = { ...context, kind: 'configuration' };
  const ofBrands = config.brands.flatMap((brand) =>
    brand.sources.flatMap((entry) => streamsOf(withNames(entry, brand), told)),
  );
  const all = [...ofBrands, ...config.sources.flatMap((entry) => streamsOf(entry, told))];
  return [...new Map(all.map((stream) => [stream.key, stream])).values()];
}

function withNames(entry: SourceEntry, brand: Brand): SourceEntry {
  const source = sourceById(entry.source);
  const needs = entry.queries.length === 0 && entry.author === null && entry.thread === null;
  if (!needs || source === undefined || source.query.optional || !source.query.words) return entry;
  const names = brand.names.length > 0 ? brand.names : [brand.name];
  return { ...entry, queries: names.map((name) => (/^[#@]|^\S+$/u.test(name) ? name : `"${name}"`)) };
}

export function sourceNamed(id: string, kind: 'usage' | 'configuration'): Source {
  const source = sourceById(id);
  if (source !== undefined) return source;
  const close = nearest(
    id,
    SOURCES.map((known) => known.id),
  );
  throw new AppError(kind, `there is no source "${id}"`, {
    code: 'fetch.source',
    hint: close === null ? 'brandwatch sources lists them' : `did you mean ${close}?`,
  });
}

function checkEntry(source: Source, entry: SourceEntry, mode: Mode, { kind }: PlanContext): void {
  const wrong = (message: string, hint: string): AppError =>
    new AppError(kind, message, { code: 'fetch.request', hint });
  if (entry.thread !== null && entry.author !== null) {
    throw wrong('a thread and an author are both given', 'fetch them one after the other');
  }
  if (mode === 'follow') {
    const problem = followProblem(source, entry);
    if (problem !== null) throw wrong(problem.message, problem.hint);
  } else if (mode !== 'query' && entry.queries.length > 0) {
    throw wrong(
      `${source.id} is given both a query and ${mode === 'thread' ? 'a thread' : 'an author'}`,
      'give one of them',
    );
  }
  if (!source.modes.includes(mode)) {
    throw wrong(
      `${source.id} cannot fetch ${mode === 'query' ? 'by a query' : `a whole ${mode}`.replace('a whole author', 'all of an author')}`,
      `it can: ${source.modes.join(', ')}`,
    );
  }
  if (mode === 'query' && entry.queries.length === 0 && !source.query.optional) {
    throw wrong(
      `${source.id} needs a query: ${source.query.is}`,
      source.query.words
        ? `for example: brandwatch fetch ${source.id} acme`
        : 'brandwatch sources says what each takes',
    );
  }
  if (entry.replies && !source.replies) throw wrong(`${source.id} has no replies to add`, 'leave --replies out');
  if (entry.baseUrl === null && source.baseUrl === 'required') {
    throw wrong(`${source.id} needs the address of a server`, 'add --base-url https://…');
  }
  const known = Object.entries(source.options);
  for (const [name, value] of Object.entries(entry.options)) {
    const option = known.find(([id]) => id === name)?.[1];
    if (option === undefined) {
      const names = known.map(([id]) => id);
      throw wrong(
        `${source.id} has no option "${name}"`,
        names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`,
      );
    }
    if (option.values !== undefined && !option.values.includes(value)) {
      throw wrong(`option ${name} of ${source.id} is "${value}"`, `it can be ${option.values.join(', ')}`);
    }
  }
  for (const name of Object.keys(entry.credentials)) {
    if (source.credentials.some(({ env }) => env === name)) continue;
    throw wrong(
      `${source.id} looks for no ${name}`,
      `it looks for ${source.credentials.map(({ env }) => env).join(', ') || 'none'}`,
    );
  }
}

/** A request without anything asked for: what a check needs. */
export function bareRequest(
  source: Source,
  entry: Pick<SourceEntry, 'baseUrl' | 'credentials' | 'options'>,
  env: PlanContext['env'],
): FetchRequest {
  const own = source.baseUrl === 'required' || source.baseUrl === null ? '' : source.baseUrl;
  const baseUrl = (entry.baseUrl ?? own).replace(/\/+$/, '');
  const fallbacks = Object.entries(source.options).flatMap(([name, { fallback }]) =>
    fallback === undefined ? [] : [[name, fallback] as const],
  );
  const credentials = source.credentials.flatMap(({ env: name }) => {
    const value = env[entry.credentials[name] ?? name];
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  return {
    mode: 'query',
    query: null,
    thread: null,
    author: null,
    replies: false,
    since: null,
    until: null,
    baseUrl,
    baseUrlGiven: entry.baseUrl !== null,
    credentials: Object.fromEntries(credentials),
    variables: entry.credentials,
    options: { ...Object.fromEntries(fallbacks), ...entry.options },
    wanted: null,
    label: entry.baseUrl === null ? source.id : `${source.id} at ${new URL(baseUrl).host}`,
    limit: null,
  };
}

function streamOf(source: Source, entry: SourceEntry, mode: Mode, asked: string | null, context: PlanContext): Stream {
  const bare = bareRequest(source, entry, context.env);
  const isQuery = mode === 'query' || mode === 'follow';
  const { options } = bare;
  // `match` narrows down what a source that cannot search has to offer.
  const checked = options['match'] ?? (isQuery && source.matching === 'loose' && source.query.words ? asked : null);
  const recheck = checked === null ? null : recheckOf(checked);
  const request: FetchRequest = {
    ...bare,
    mode,
    query: isQuery ? asked : null,
    thread: mode === 'thread' ? asked : null,
    author: mode === 'author' ? asked : null,
    replies: entry.replies,
    wanted: recheck,
    label: asked === null ? bare.label : `${bare.label}: ${mode === 'author' ? '@' : ''}${asked}`,
    limit: context.limit,
  };
  const { baseUrl } = request;
  return {
    key: streamKey({ source: source.id, mode, asked, replies: entry.replies, baseUrl, options }),
    source,
    request,
    recheck,
  };
}
