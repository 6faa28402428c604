import { dirname, resolve } from 'node:path';
import type { Brand, EffectiveConfig, GlobalValues, SourceEntry } from './config.js';
import type { ConfigDocument } from './document.js';
import { findConfig } from './find.js';
import { CONFIG_ENV, GLOBAL_KEYS, GLOBAL_NAMES } from './keys.js';
import { type Path, showPath } from './path.js';
import { DEFAULT_PLACE } from './place.js';
import { alertRows, mailRows, reportRows } from './report-rows.js';
import type { FileBrand, FileValues, GivenGlobals } from './schema.js';
import { sourceRows } from './source-rows.js';
import { spendingRows } from './spending-rows.js';

/** Beside the configuration, or in the working directory where there is none. */
const DEFAULT_STORE = '.brandwatch/store.duckdb';

export interface ConfigRequest {
  /** Where the search upwards begins, and what relative paths mean. */
  readonly cwd: string;
  /** The value of `--config`. */
  readonly file?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Values of flags that the user gave, as text or already read; undefined where the flag was not given. */
  readonly flags?: { readonly [Name in keyof GlobalValues]?: unknown };
}

/**
 * The effective configuration: flags beat `BRANDWATCH_*` variables, which beat the file, which beats defaults.
 * Throws AppError: `usage` for a flag, `configuration` for all else.
 */
export async function loadConfig({ cwd, file, env, flags = {} }: ConfigRequest): Promise<EffectiveConfig> {
  const origins = new Map<string, string>();
  const named = file ?? (env[CONFIG_ENV] || undefined);
  const from = file === undefined ? CONFIG_ENV : '--config';
  const found = await findConfig(cwd, named === undefined ? null : { path: named, from });
  // Only what is there has to be checked: a bare command loads neither the schema nor the library behind it.
  const given = GLOBAL_NAMES.some((name) => flags[name] !== undefined || env[GLOBAL_KEYS[name].env]);
  const check = found !== null || given ? await import('./validate.js') : null;
  const values: FileValues = found !== null && check !== null ? check.validateFile(found.document) : {};
  const fileGlobals: GivenGlobals = values;
  const originOf = (path: Path) => {
    if (!isWritten(found?.document, path)) return 'default';
    const line = found?.document.line(path) ?? null;
    return `file ${found?.document.name ?? ''}${line === null ? '' : `:${line}`}`;
  };

  const effective = <Name extends keyof GlobalValues>(name: Name): GlobalValues[Name] => {
    const { flag, env: variable, fallback } = GLOBAL_KEYS[name];
    if (check !== null && flags[name] !== undefined) {
      origins.set(name, `flag ${flag}`);
      return check.validateGlobal(name, flags[name], flag, 'usage');
    }
    // An empty variable is how shells and cron unset one.
    if (check !== null && env[variable]) {
      origins.set(name, `env ${variable}`);
      return check.validateGlobal(name, env[variable], variable, 'configuration');
    }
    const fromFile: GlobalValues[Name] | undefined = fileGlobals[name];
    origins.set(name, fromFile === undefined ? 'default' : originOf([name]));
    return fromFile ?? fallback;
  };
  /** What a file names is beside that file, whatever folder the run is in. */
  const placed = (name: 'lexicon' | 'store', path: string | null): string | null => {
    const fromFile = origins.get(name)?.startsWith('file ') === true;
    if (path === null) return null;
    if (path === DEFAULT_PLACE) return resolve(found === null ? cwd : dirname(found.file), DEFAULT_STORE);
    return resolve(fromFile && found !== null ? dirname(found.file) : cwd, path);
  };
  const globals: GlobalValues = {
    timezone: effective('timezone'),
    format: effective('format'),
    threads: effective('threads'),
    memory: effective('memory'),
    color: effective('color'),
    quiet: effective('quiet'),
    limit: effective('limit'),
    dateOrder: effective('dateOrder'),
    maxRejects: effective('maxRejects'),
    labels: effective('labels'),
    lexicon: placed('lexicon', effective('lexicon')),
    store: placed('store', effective('store')),
    pseudonymise: effective('pseudonymise'),
    retention: effective('retention'),
  };

  const single = values.brand !== undefined;
  const fromFile = values.brand === undefined ? (values.brands ?? []) : [values.brand];
  const zoneOrigin = origins.get('timezone') ?? 'default';
  const overridden = zoneOrigin.startsWith('flag ') || zoneOrigin.startsWith('env ');
  const brands = fromFile.map((brand, index): Brand => {
    const written: Path = single ? ['brand'] : ['brands', index];
    const shown: Path = ['brands', index];
    for (const path of brandPaths(brand)) origins.set(showPath([...shown, ...path]), originOf([...written, ...path]));
    if (brand.timezone === null || overridden) origins.set(showPath([...shown, 'timezone']), zoneOrigin);
    return { ...brand, timezone: overridden ? globals.timezone : (brand.timezone ?? globals.timezone) };
  });
  const sources = values.sources ?? [];
  for (const path of sourcePaths(sources)) origins.set(showPath(path), originOf(path));
  const reports = (values.reports ?? []).map((entry) => ({
    ...entry,
    output: entry.output === null ? null : resolve(found === null ? cwd : dirname(found.file), entry.output),
  }));
  for (const [index, entry] of reports.entries()) {
    for (const [path] of reportRows(entry))
      origins.set(showPath(['reports', index, ...path]), originOf(['reports', index, ...path]));
  }
  const spending = values.spending ?? {};
  for (const [path] of spendingRows(spending))
    origins.set(showPath(['spending', ...path]), originOf(['spending', ...path]));
  const alerts = values.alerts ?? { owners: {}, others: [] };
  for (const [path] of alertRows(alerts)) origins.set(showPath(['alerts', ...path]), originOf(['alerts', ...path]));
  const mail = values.mail ?? null;
  if (mail !== null)
    for (const [path] of mailRows(mail)) origins.set(showPath(['mail', ...path]), originOf(['mail', ...path]));
  return { ...globals, brands, sources, spending, reports, alerts, mail, origins, file: found?.file ?? null };
}

/** The paths inside a brand that have a row of their own. */
function brandPaths(brand: FileBrand): Path[] {
  const accounts = (own: object) => Object.keys(own).map((network) => ['accounts', network]);
  const paths: Path[] = [['name'], ['names'], ['queries'], ...accounts(brand.accounts)];
  brand.competitors.forEach((competitor, index) => {
    const inside: Path[] = [['name'], ['names'], ['queries'], ...accounts(competitor.accounts)];
    paths.push(...inside.map((path) => ['competitors', index, ...path]));
  });
  brand.topics.forEach((_, index) => {
    paths.push(...['name', 'query', 'owner'].map((key) => ['topics', index, key]));
  });
  paths.push(['outlets'], ...Object.keys(brand.outlets.byNetwork).map((network) => ['outlets', network]));
  return [...paths, ['timezone'], ['hours'], ['holidays'], ...sourcePaths(brand.sources)];
}

/** The paths of a list of sources that have a row of their own. */
function sourcePaths(sources: readonly SourceEntry[]): Path[] {
  return sources.flatMap((entry, index) => sourceRows(entry).map(([path]) => ['sources', index, ...path]));
}

/** Whether a file holds something at a path. A brand or a source that is only a name holds that name. */
function isWritten(document: ConfigDocument | undefined, path: Path): boolean {
  const value = document?.at(path) ?? null;
  return (
    value !== null ||
    (['name', 'source', 'report'].includes(String(path.at(-1))) && typeof document?.at(path.slice(0, -1)) === 'string')
  );
}
