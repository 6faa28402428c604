/** The contract of a source: what it says of itself, and how it yields posts page by page. docs/adding-a-source.md walks through one. */
import type { PostColumnName } from '../posts/post.js';
import type { PostRow } from '../posts/row.js';
import type { Http } from './http/http.js';
import type { RateLimitReader } from './http/limits.js';

/** What can be kept in a checkpoint. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * What is asked for: posts that a query finds, one whole conversation, what one author wrote, or posts with the query in
 * them as they are written (`follow`). Each run has one mode; `replies` is an addition to `query` and `author`.
 */
export type Mode = 'query' | 'thread' | 'author' | 'follow';

export interface Credential {
  /** Name of the environment variable, e.g. `MASTODON_TOKEN`. */
  readonly env: string;
  readonly about: string;
  /** Where to get it: an address or the way there. */
  readonly where: string;
  /** Whether the source is of any use without it; `about` then says what is missing. */
  readonly optional: boolean;
}

/** How far the source is known to be right. The best of them counts; the text says of what and when. */
export interface Evidence {
  readonly kind: 'real server run' | 'recorded reply' | 'schema only';
  /** Which server or recording, and what was never tried, one line. */
  readonly of: string;
  /** ISO date of the run or of the recording, or the year where no more is known. */
  readonly date: string;
}

export interface SourceOption {
  readonly about: string;
  /** Values that are allowed; any text where it is absent. */
  readonly values?: readonly string[];
  /** Text, as the user would write it. Without one the option may be absent. */
  readonly fallback?: string;
}

/** Requests that may be made in a span of time. A bucket starts full and fills evenly. */
export interface Rate {
  readonly requests: number;
  readonly perMs: number;
  /** Requests in a row without a pause; default: a tenth of `requests`, at least 1. */
  readonly burst?: number;
}

export interface FetchRequest<Option extends string = string> {
  readonly mode: Mode;
  /** The query as the user wrote it; of the modes `query` and `follow`, but null where the source needs none. */
  readonly query: string | null;
  /** Address of any post of the conversation, in mode `thread`. */
  readonly thread: string | null;
  /** Handle without its @, in mode `author`. */
  readonly author: string | null;
  /** Whether the replies to what is found are wanted, as `related` of their page. */
  readonly replies: boolean;
  /** Half-open window, milliseconds since 1970; null is open. Posts outside of it are dropped by the caller, too. */
  readonly since: number | null;
  readonly until: number | null;
  /** Without a slash at its end; the source's own unless the user gave another; empty where there is none. */
  readonly baseUrl: string;
  /** Whether the user gave it. */
  readonly baseUrlGiven: boolean;
  /** Values by name of the environment variable; only those that are set. */
  readonly credentials: Readonly<Record<string, string>>;
  /** What the user calls these variables, where it is not their own name. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly options: Readonly<Partial<Record<Option, string>>>;
  /** Name of the fetch for the column `source`. */
  readonly label: string;
  /** Whether a post is what the query wants, before anything is looked up for it; null where all are. */
  readonly wanted: ((post: PostRow) => boolean) | null;
  /** For a page size: how many posts are wanted at most, null for all. */
  readonly limit: number | null;
}

/** Where a run of a source stands. Both are the source's own, and come back as they were given. */
export interface Checkpoint {
  /** Where to go on after this page; null is the beginning, and on a page the end. */
  readonly cursor: Json;
  /** What outlives the run, such as an ETag; null is nothing. */
  readonly memory: Json;
}

/** An item that could not be made a post. */
export interface Quarantined {
  /** What is wrong with it, lower case, e.g. `has no id`. */
  readonly reason: string;
  /** The item as JSON, or as it stood in the reply. */
  readonly item: string;
}

export interface Page {
  /** What was asked for. */
  readonly posts: readonly PostRow[];
  /** Replies to these posts, and others that belong to them; neither the query nor the window applies to them. */
  readonly related?: readonly PostRow[];
  readonly quarantined: readonly Quarantined[];
  /** From which a run goes on when this page is safe. With the cursor null it is the last page. */
  readonly checkpoint: Checkpoint;
  /** Something that a user should know, said once: a limit of the network that was met, a fallback that was taken. */
  readonly note?: string;
}

/** How the network matches a query: exactly what ours says, or loosely, so that texts are checked again. */
export type Matching = 'exact' | 'loose';

/** A connector to one network (or family of servers). Its file default-exports one. */
export interface Source<Option extends string = string> {
  /** What `fetch` takes, also the name of its fixtures. */
  readonly id: string;
  readonly title: string;
  /** Value of the column `network`, where posts have one that is known beforehand. */
  readonly network: string | null;
  /** What it finds and what it does not, one line. */
  readonly finds: string;
  readonly query: {
    /** What it is, e.g. `words`, `address of a feed`, `app id`. */
    readonly is: string;
    /** Whether mode `query` makes sense without one. */
    readonly optional: boolean;
    /** Whether it is words: then the names of a brand are queries, and a query is checked again where matching is loose. */
    readonly words: boolean;
  };
  readonly modes: readonly Mode[];
  /** Whether `--replies` is of use. */
  readonly replies: boolean;
  /** Server where the user names none; `required` where one must be named; null where there is none, as for feeds. */
  readonly baseUrl: string | null;
  /** Other servers that it asks by itself, by their origins: not what a reply or the user names. */
  readonly hosts?: readonly string[];
  readonly credentials: readonly Credential[];
  /** What the network allows, one line, with how it is known. */
  readonly limits: string;
  /** What we hold to, per host. Names other than `all` are scopes that requests name. */
  readonly rates: { readonly all: Rate } & Readonly<Record<string, Rate>>;
  /** Only where it costs money: what a run spends at most unless the user says otherwise, US dollars, and the prices. */
  readonly price?: { readonly limit: number; readonly about: string };
  /** Columns of a post that tell of reach. */
  readonly reach: readonly PostColumnName[];
  /** Terms worth knowing, one line. */
  readonly terms: string;
  readonly evidence: Evidence;
  readonly matching: Matching;
  /** How far before the newest post that was seen `--since last` begins: how late the network may show a post. */
  readonly overlapMs: number;
  readonly options: Readonly<Record<Option, SourceOption>>;
  /** Addresses in the request itself that may be opened wherever they lead, since the user wrote them: not only `baseUrl`. */
  trusted?(request: FetchRequest<Option>): readonly string[];
  /** The network's dialect of limits. */
  readonly parseRateLimit: RateLimitReader;
  /**
   * Yields pages from the cursor on; the last has the cursor null. Each page's checkpoint must be enough to go on with
   * the next one in another process. It ends by itself when posts are older than `since`. Never waits or retries: `http`
   * does. Throws AppError.
   */
  pages(request: FetchRequest<Option>, http: Http, checkpoint: Checkpoint): AsyncGenerator<Page>;
  /** One cheap request that shows whether credentials and server are right; says so in a few words. Throws AppError. */
  check(request: FetchRequest<Option>, http: Http): Promise<string>;
}

export function defineSource<const Option extends string>(source: Source<Option>): Source<Option> {
  return source;
}
