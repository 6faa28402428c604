/** What the configuration comes to once flags, environment, file and defaults are put together. */

export const FORMATS = ['terminal', 'csv', 'tsv', 'json', 'ndjson', 'markdown'] as const;
export const COLORS = ['auto', 'always', 'never'] as const;
export const DATE_ORDERS = ['auto', 'dmy', 'mdy'] as const;
export const LABEL_SETS = ['four', 'three'] as const;

/** The keys that are the same for every brand; each is also a flag and an environment variable. */
export interface GlobalValues {
  /** IANA zone. */
  readonly timezone: string;
  /** Null: chosen from where the output goes. */
  readonly format: (typeof FORMATS)[number] | null;
  /** Null: one per core. */
  readonly threads: number | null;
  /** Bytes. */
  readonly memory: number;
  readonly color: (typeof COLORS)[number];
  readonly quiet: boolean;
  /** Rows; null: chosen by the format. */
  readonly limit: number | null;
  readonly dateOrder: (typeof DATE_ORDERS)[number];
  /** 0 to 1. */
  readonly maxRejects: number;
  readonly labels: (typeof LABEL_SETS)[number];
  /** Absolute path of a CSV file of the user's words and weights; null: none. */
  readonly lexicon: string | null;
  /** Absolute path of the store; null: none. */
  readonly store: string | null;
  /** Whether authors go into the store as pseudonyms. */
  readonly pseudonymise: boolean;
  /** Milliseconds that posts are kept; null: for ever. */
  readonly retention: number | null;
}

/** Handles without their @, by network. */
export type Accounts = Readonly<Record<string, readonly string[]>>;

export interface Competitor {
  readonly name: string;
  /** What people call it; the name itself where the file gives neither names nor queries. */
  readonly names: readonly string[];
  /** Boolean queries, known to be well formed. */
  readonly queries: readonly string[];
  readonly accounts: Accounts;
}

export interface Topic {
  readonly name: string;
  readonly query: string;
  /** Team that answers for it. */
  readonly owner: string | null;
}

/** Authors that are media rather than customers. */
export interface Outlets {
  readonly byNetwork: Accounts;
  /** Handles (without @) and domains that count on every network. */
  readonly anywhere: readonly string[];
}

/** Half-open, in minutes since midnight: 0 to 1440. */
export interface Opening {
  readonly from: number;
  readonly until: number;
}

/** Seven lists, Monday first; an empty one is a day off. */
export type BusinessHours = readonly (readonly Opening[])[];

/** One thing to fetch. Whether there is such a source, and whether it has these options, is checked when it is fetched. */
export interface SourceEntry {
  readonly source: string;
  /** Each is fetched on its own. */
  readonly queries: readonly string[];
  /** Handle without its @. */
  readonly author: string | null;
  readonly thread: string | null;
  readonly replies: boolean;
  /** Without a slash at its end; null: the source's own. */
  readonly baseUrl: string | null;
  /** Name of the environment variable that holds a credential, by the name that the source usually looks for. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
}

/** The last whole day, week (from Monday), month, or so many days. */
export type Period = 'day' | 'week' | 'month' | number;

/** One report that a run writes. Whether there is such a report, format, brand and order is checked before the run. */
export interface ReportEntry {
  readonly report: string;
  /** Absolute path with placeholders in braces; null: it is only sent. */
  readonly output: string | null;
  /** Null: by the ending of the output. */
  readonly format: string | null;
  readonly period: Period;
  readonly brand: string | null;
  readonly by: string | null;
  readonly limit: number | null;
  readonly excel: boolean;
  readonly recipients: readonly string[];
}

/** Who is told of alerts by mail. */
export interface AlertRecipients {
  /** Addresses by the name of an owner of topics. */
  readonly owners: Readonly<Record<string, readonly string[]>>;
  /** Who is told where no topic, or nobody whose address is known, owns it. */
  readonly others: readonly string[];
}

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly from: string;
  readonly user: string | null;
  /** Name of the environment variable that holds it. */
  readonly password: string | null;
}

export interface Brand extends Competitor {
  readonly competitors: readonly Competitor[];
  readonly topics: readonly Topic[];
  readonly outlets: Outlets;
  readonly timezone: string;
  /** Null: always open. */
  readonly hours: BusinessHours | null;
  /** ISO dates in the brand's zone. */
  readonly holidays: readonly string[];
  /** What to fetch for it. */
  readonly sources: readonly SourceEntry[];
}

/** US dollars that a source may spend, by its name; null is no limit of the user's own. */
export type Spending = Readonly<Record<string, { readonly run: number | null; readonly month: number | null }>>;

export interface EffectiveConfig extends GlobalValues {
  readonly brands: readonly Brand[];
  /** What to fetch, whichever brand it is about. */
  readonly sources: readonly SourceEntry[];
  readonly spending: Spending;
  /** What a run writes. */
  readonly reports: readonly ReportEntry[];
  readonly alerts: AlertRecipients;
  /** Null: no mail is sent. */
  readonly mail: MailServer | null;
  /** Where each value came from, by path as `describeConfig` prints it, e.g. `brands[0].timezone` → `file .brandwatchrc:4`. */
  readonly origins: ReadonlyMap<string, string>;
  /** Absolute path of the file that was read, or null where there is none. */
  readonly file: string | null;
}
