/** The schema of the configuration: checks the plain data of a file and turns it into what the program uses. */
import * as v from 'valibot';
import { unfitField } from '../query/configured.js';
import { parseQuery } from '../query/parse.js';
import { QueryError } from '../query/query-error.js';
import { symbolsOf } from '../query/symbols.js';
import {
  type Accounts,
  type AlertRecipients,
  type BusinessHours,
  COLORS,
  type Competitor,
  DATE_ORDERS,
  FORMATS,
  type GlobalValues,
  LABEL_SETS,
  type MailServer,
  type Opening,
  type Outlets,
  type ReportEntry,
  type SourceEntry,
  type Spending,
  type Topic,
} from './config.js';
import { readDays, readOpenings, WEEKDAYS } from './hours.js';
import { ALERT_RECIPIENTS, MAIL_SERVER, REPORT_ENTRIES } from './report-schema.js';
import {
  readChoice,
  readColor,
  readCount,
  readDate,
  readPlace,
  readShare,
  readSize,
  readSpan,
  readSwitch,
  readText,
  readTimezone,
} from './scalars.js';
import { listOf, mapping, mappingOf, named, read, readHandle } from './schema-parts.js';
import { SOURCE_ENTRIES } from './source-schema.js';
import { SPENDING } from './spending.js';
import { type Reader, Unfit } from './unfit.js';

/** Networks that people know by another name than the one in the data. */
const OTHER_NAMES: Readonly<Record<string, string>> = { twitter: 'x', fb: 'facebook', ig: 'instagram' };

export const GLOBAL_SCHEMAS: { readonly [Name in keyof GlobalValues]: v.GenericSchema<unknown, GlobalValues[Name]> } = {
  timezone: read(readTimezone),
  format: read(readChoice(FORMATS)),
  threads: read(readCount),
  memory: read(readSize),
  color: read(readColor(COLORS)),
  quiet: read(readSwitch),
  limit: read(readCount),
  dateOrder: read(readChoice(DATE_ORDERS)),
  maxRejects: read(readShare),
  labels: read(readChoice(LABEL_SETS)),
  lexicon: read(readText),
  store: read(readPlace),
  pseudonymise: read(readSwitch),
  retention: read(readSpan),
};

const readQuery: Reader<string> = (input) => {
  const text = typeof input === 'string' ? input.trim() : readText(input);
  if (text instanceof Unfit) return text;
  try {
    const unfit = unfitField(parseQuery(text));
    return unfit === null
      ? text
      : new Unfit(`a query without ${unfit.name}:, ${unfit.why}; score and reports take it: --where`);
  } catch (error) {
    if (error instanceof QueryError) return new Unfit(error.problem.replace(/^expected /u, ''));
    throw error;
  }
};

/** A name must hold something that can be looked for. */
const readName: Reader<string> = (input) => {
  const text = readText(input);
  if (text instanceof Unfit) return text;
  const found = symbolsOf({ kind: 'phrase', text }).length > 0;
  return found ? text : new Unfit('a name with at least one letter or digit');
};

function readNetwork(key: string): string | Unfit {
  const network = key.toLowerCase();
  if (!/^[a-z0-9][a-z0-9_-]*$/u.test(network)) return new Unfit('the name of a network, such as x or reddit');
  const other = OTHER_NAMES[network];
  return other === undefined ? network : new Unfit(`${other}, which is what the data calls it`);
}

const accounts = v.pipe(
  mappingOf(readNetwork, listOf(readHandle)),
  v.transform(
    (given): Accounts => Object.fromEntries(Object.entries(given).map(([key, all]) => [key.toLowerCase(), all])),
  ),
);

const outlets = v.pipe(
  v.unknown(),
  v.transform((input): unknown => (typeof input === 'string' ? [input] : input)),
  v.lazy((input): v.GenericSchema<unknown, Outlets> => {
    if (Array.isArray(input)) {
      return v.pipe(
        listOf(readHandle),
        v.transform((anywhere): Outlets => ({ byNetwork: {}, anywhere })),
      );
    }
    return v.pipe(
      accounts,
      v.transform((byNetwork): Outlets => ({ byNetwork, anywhere: [] })),
    );
  }),
);

const hours = v.pipe(
  mappingOf(
    (key) => (readDays(key) === null ? new Unfit('a weekday such as mon, or a run of them such as mon-fri') : key),
    read(readOpenings),
  ),
  v.rawTransform<Record<string, readonly Opening[]>, BusinessHours>(({ dataset, addIssue, NEVER }) => {
    const week = new Map<number, readonly Opening[]>();
    for (const [key, openings] of Object.entries(dataset.value)) {
      for (const day of readDays(key) ?? []) {
        if (week.has(day)) {
          addIssue({ message: `hours for each day once; ${WEEKDAYS[day]} has two` });
          return NEVER;
        }
        week.set(day, openings);
      }
    }
    return WEEKDAYS.map((_, day) => week.get(day) ?? []);
  }),
);

const topic = v.pipe(
  mapping({ name: read(readText), query: read(readQuery), owner: v.optional(read(readText)) }),
  v.transform((given): Topic => ({ ...given, owner: given.owner ?? null })),
);

const competitorKeys = {
  name: read(readName),
  names: v.optional(listOf(readName)),
  queries: v.optional(listOf(readQuery)),
  accounts: v.optional(accounts),
};

interface GivenCompetitor {
  readonly name: string;
  readonly names?: string[] | undefined;
  readonly queries?: string[] | undefined;
  readonly accounts?: Accounts | undefined;
}

function findable({ name, names, queries, accounts: own }: GivenCompetitor): Competitor {
  // Whoever writes queries does so because the name alone finds too much.
  const called = names ?? (queries === undefined || queries.length === 0 ? [name] : []);
  return { name, names: called, queries: queries ?? [], accounts: own ?? {} };
}

const competitor = named('name', v.pipe(mapping(competitorKeys), v.transform(findable)));

const brand = named(
  'name',
  v.pipe(
    mapping({
      ...competitorKeys,
      competitors: v.optional(v.array(competitor)),
      topics: v.optional(v.array(topic)),
      outlets: v.optional(outlets),
      timezone: v.optional(read(readTimezone)),
      hours: v.optional(hours),
      holidays: v.optional(listOf(readDate)),
      sources: v.optional(SOURCE_ENTRIES),
    }),
    v.transform((given) => ({
      ...findable(given),
      competitors: given.competitors ?? [],
      topics: given.topics ?? [],
      outlets: given.outlets ?? { byNetwork: {}, anywhere: [] },
      /** Null: the global one. */
      timezone: given.timezone ?? null,
      hours: given.hours ?? null,
      holidays: given.holidays ?? [],
      sources: given.sources ?? [],
    })),
  ),
);

export type FileBrand = v.InferOutput<typeof brand>;

export type GivenGlobals = { readonly [Name in keyof GlobalValues]?: GlobalValues[Name] | undefined };

/** What a file may hold. `brand` is the short form of a `brands` list of one. */
export type FileValues = GivenGlobals & {
  readonly brand?: FileBrand | undefined;
  readonly brands?: readonly FileBrand[] | undefined;
  readonly sources?: readonly SourceEntry[] | undefined;
  readonly reports?: readonly ReportEntry[] | undefined;
  readonly alerts?: AlertRecipients | undefined;
  readonly mail?: MailServer | undefined;
  readonly spending?: Spending | undefined;
};

export const FILE_SCHEMA: v.GenericSchema<unknown, FileValues> = mapping({
  timezone: v.optional(GLOBAL_SCHEMAS.timezone),
  format: v.optional(GLOBAL_SCHEMAS.format),
  threads: v.optional(GLOBAL_SCHEMAS.threads),
  memory: v.optional(GLOBAL_SCHEMAS.memory),
  color: v.optional(GLOBAL_SCHEMAS.color),
  quiet: v.optional(GLOBAL_SCHEMAS.quiet),
  limit: v.optional(GLOBAL_SCHEMAS.limit),
  dateOrder: v.optional(GLOBAL_SCHEMAS.dateOrder),
  maxRejects: v.optional(GLOBAL_SCHEMAS.maxRejects),
  labels: v.optional(GLOBAL_SCHEMAS.labels),
  lexicon: v.optional(GLOBAL_SCHEMAS.lexicon),
  store: v.optional(GLOBAL_SCHEMAS.store),
  pseudonymise: v.optional(GLOBAL_SCHEMAS.pseudonymise),
  retention: v.optional(GLOBAL_SCHEMAS.retention),
  brand: v.optional(brand),
  brands: v.optional(v.array(brand)),
  sources: v.optional(SOURCE_ENTRIES),
  reports: v.optional(REPORT_ENTRIES),
  alerts: v.optional(ALERT_RECIPIENTS),
  mail: v.optional(MAIL_SERVER),
  spending: v.optional(SPENDING),
});
