/**
 * Every key, described once: messages, `.brandwatchrc.example`, docs/configuration.md, the `config` command and the tests
 * loop over these tables. Nothing is imported here but types, so that a command that needs no configuration loads none.
 */

import { COLORS, DATE_ORDERS, FORMATS, type GlobalValues, LABEL_SETS } from './config.js';
import { REPORT_KEYS } from './report-keys.js';
import { sourceKeys } from './source-keys.js';
import { SPENDING_KEYS } from './spending-keys.js';

export interface KeyDescription {
  readonly about: string;
  /** Completes "expected …". */
  readonly allowed: string;
  /** For people; an example value as it is written in YAML. */
  readonly example: string;
  /** A value that is never shown; it should be written as `env:NAME`. */
  readonly secret?: boolean;
}

export interface GlobalKey<Value> extends KeyDescription {
  readonly flag: string;
  readonly env: string;
  readonly fallback: Value;
  /** What the fallback means, where its value does not say it. */
  readonly fallbackAbout?: string;
}

export const GLOBAL_KEYS: { readonly [Name in keyof GlobalValues]: GlobalKey<GlobalValues[Name]> } = {
  timezone: {
    about: 'zone in which days begin, and in which dates without a zone were written',
    allowed: 'an IANA time zone such as Europe/Madrid',
    example: 'Europe/Madrid',
    flag: '--timezone',
    env: 'BRANDWATCH_TIMEZONE',
    fallback: 'UTC',
  },
  format: {
    about: 'how reports are written',
    allowed: oneOf(FORMATS),
    example: 'csv',
    flag: '--format',
    env: 'BRANDWATCH_FORMAT',
    fallback: null,
    fallbackAbout: 'terminal on a terminal; elsewhere by the ending of the output, else csv',
  },
  threads: {
    about: 'worker threads',
    allowed: 'a whole number from 1',
    example: '4',
    flag: '--threads',
    env: 'BRANDWATCH_THREADS',
    fallback: null,
    fallbackAbout: 'one per core',
  },
  memory: {
    about: 'memory that the engine may use before it spills to disk',
    allowed: 'a size from 64MB, such as 800MB or 1GB',
    example: '1GB',
    flag: '--memory',
    env: 'BRANDWATCH_MEMORY',
    fallback: 600_000_000,
    fallbackAbout: '600MB',
  },
  color: {
    about: 'colour on the terminal; auto obeys NO_COLOR',
    allowed: oneOf(COLORS),
    example: 'auto',
    flag: '--color',
    env: 'BRANDWATCH_COLOR',
    fallback: 'auto',
  },
  quiet: {
    about: 'no progress and no summary',
    allowed: 'true or false',
    example: 'false',
    flag: '--quiet',
    env: 'BRANDWATCH_QUIET',
    fallback: false,
  },
  limit: {
    about: 'rows of a report',
    allowed: 'a whole number from 1',
    example: '100',
    flag: '--limit',
    env: 'BRANDWATCH_LIMIT',
    fallback: null,
    fallbackAbout: 'a screenful on a terminal, all rows elsewhere',
  },
  dateOrder: {
    about: 'how 03/04/2026 is read; auto decides from the whole column',
    allowed: oneOf(DATE_ORDERS),
    example: 'auto',
    flag: '--date-order',
    env: 'BRANDWATCH_DATE_ORDER',
    fallback: 'auto',
  },
  maxRejects: {
    about: 'share of unreadable rows of a file above which reading it fails',
    allowed: 'a share from 0 to 1, such as 0.1 or 10%',
    example: '10%',
    flag: '--max-rejects',
    env: 'BRANDWATCH_MAX_REJECTS',
    fallback: 0.1,
    fallbackAbout: '10%',
  },
  labels: {
    about: 'four labels of sentiment, or three with mixed folded into the others',
    allowed: oneOf(LABEL_SETS),
    example: 'four',
    flag: '--labels',
    env: 'BRANDWATCH_LABELS',
    fallback: 'four',
  },
  lexicon: {
    about: 'your own words and weights, which go before all others: a CSV file of entry,weight,lang',
    allowed: 'the path of a CSV file; in a configuration file it is relative to that file',
    example: 'words.csv',
    flag: '--lexicon',
    env: 'BRANDWATCH_LEXICON',
    fallback: null,
    fallbackAbout: 'none',
  },
  store: {
    about: 'the file that remembers posts between runs; true is .brandwatch/store.duckdb beside the configuration',
    allowed: 'the path of a file, relative to this one in a configuration file, or true',
    example: '.brandwatch/store.duckdb',
    flag: '--store',
    env: 'BRANDWATCH_STORE',
    fallback: null,
    fallbackAbout: 'none',
  },
  pseudonymise: {
    about: 'whether authors go into the store as pseudonyms: the same one for the same author, and no way back',
    allowed: 'true or false',
    example: 'false',
    flag: '--pseudonymise',
    env: 'BRANDWATCH_PSEUDONYMISE',
    fallback: false,
  },
  retention: {
    about: 'how long the store keeps posts; older ones go at the end of a run',
    allowed: 'a span such as 400d or 52w',
    example: '400d',
    flag: '--retention',
    env: 'BRANDWATCH_RETENTION',
    fallback: null,
    fallbackAbout: 'for ever',
  },
};

/** Where a configuration file may be named instead of `--config`. */
export const CONFIG_ENV = 'BRANDWATCH_CONFIG';

const NAME = 'a text that is not empty';
const NAMES = 'a text, or a list of texts';
const QUERIES = 'a Boolean query such as acme AND (router OR modem), or a list of them';
const HANDLES = 'a handle, or a list of handles, such as acme';
const NETWORKS = 'network: handles, such as x: [acme]';

/**
 * Keys of brands and of lists of sources, by path: `[]` stands for any position in a list, `<network>`, `<days>`,
 * `<option>`, `<variable>` and `<source>` for names that the user chooses.
 */
export const BRAND_KEYS: { readonly [path: string]: KeyDescription } = {
  brands: {
    about: 'the brands to watch; a single one may be written as brand:',
    allowed: 'a list of brands, each with a name',
    example: '[{ name: Acme }]',
  },
  'brands[].name': { about: 'what reports call the brand', allowed: NAME, example: 'Acme' },
  'brands[].names': {
    about: 'what people call it; the name where neither names nor queries are given',
    allowed: NAMES,
    example: '[Acme, Air Acme]',
  },
  'brands[].queries': {
    about: 'queries that find it, for names that also mean something else',
    allowed: QUERIES,
    example: "['acme AND NOT roadrunner']",
  },
  'brands[].accounts': {
    about: 'its own accounts per network: what they post is the brand speaking, not a customer',
    allowed: NETWORKS,
    example: '{ x: [acme, AcmeHelp] }',
  },
  'brands[].accounts.<network>': { about: 'handles on that network', allowed: HANDLES, example: '[acme, AcmeHelp]' },
  'brands[].competitors': {
    about: 'brands to compare with; their accounts are no customers either',
    allowed: 'a list of competitors, each with a name',
    example: '[{ name: Globex }]',
  },
  'brands[].competitors[].name': { about: 'what reports call it', allowed: NAME, example: 'Globex' },
  'brands[].competitors[].names': { about: 'what people call it', allowed: NAMES, example: '[Globex]' },
  'brands[].competitors[].queries': { about: 'queries that find it', allowed: QUERIES, example: '[globex]' },
  'brands[].competitors[].accounts': { about: 'its accounts', allowed: NETWORKS, example: '{ x: globex }' },
  'brands[].competitors[].accounts.<network>': {
    about: 'handles on that network',
    allowed: HANDLES,
    example: 'globex',
  },
  'brands[].topics': {
    about: 'what people talk about, and who answers for it',
    allowed: 'a list of topics, each with a name and a query',
    example: '[{ name: refunds, query: refund, owner: billing }]',
  },
  'brands[].topics[].name': { about: 'what reports call the topic', allowed: NAME, example: 'refunds' },
  'brands[].topics[].query': {
    about: 'query that finds it',
    allowed: 'a Boolean query such as refund OR "money back"',
    example: 'refund OR "money back"',
  },
  'brands[].topics[].owner': { about: 'team that answers for it', allowed: NAME, example: 'billing' },
  'brands[].outlets': {
    about: 'media and other loud voices that are no customers: handles and domains, or handles per network',
    allowed: 'a list of handles and domains, or network: handles',
    example: '[bbc.co.uk, CBSNews]',
  },
  'brands[].outlets.<network>': { about: 'handles on that network', allowed: HANDLES, example: '[CBSNews]' },
  'brands[].timezone': {
    about: 'zone of its days and business hours; the global timezone where it is left out',
    allowed: 'an IANA time zone such as Europe/Madrid',
    example: 'Europe/Madrid',
  },
  'brands[].hours': {
    about: 'business hours per weekday; always open where it is left out',
    allowed: 'days: hours, such as mon-fri: "09:00-18:00"',
    example: '{ mon-fri: "09:00-18:00" }',
  },
  'brands[].hours.<days>': {
    about: 'hours of a day (mon) or a run of days (mon-fri); days that are not named are off',
    allowed: 'hours such as "09:00-18:00", "09:00-14:00, 16:00-19:00" or closed',
    example: '"09:00-14:00, 16:00-19:00"',
  },
  'brands[].holidays': {
    about: 'days off',
    allowed: 'a date such as 2026-12-25, or a list of dates',
    example: '[2026-12-25]',
  },
  ...sourceKeys('brands[].sources'),
  ...sourceKeys('sources'),
  ...SPENDING_KEYS,
  ...REPORT_KEYS,
};

export const GLOBAL_NAMES = Object.keys(GLOBAL_KEYS).filter((name): name is keyof GlobalValues => name in GLOBAL_KEYS);

function oneOf(values: readonly string[]): string {
  return `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}
