import type { Brand, Competitor, EffectiveConfig, SourceEntry } from './config.js';
import { showHours } from './hours.js';
import { BRAND_KEYS, GLOBAL_KEYS, GLOBAL_NAMES, type KeyDescription } from './keys.js';
import { isSecretName, showPath } from './path.js';
import { alertRows, mailRows, reportRows } from './report-rows.js';
import { sourceRows } from './source-rows.js';
import { spendingRows } from './spending-rows.js';

export interface ConfigRow {
  /** Path, e.g. `brands[0].accounts.x`. */
  readonly key: string;
  /** For people; secrets are masked. */
  readonly value: string;
  /** `flag --timezone`, `env BRANDWATCH_TIMEZONE`, `file .brandwatchrc:4` or `default`. */
  readonly origin: string;
}

const MASK = '********';

/** The effective configuration as rows, in the order of the tables of keys. */
export function describeConfig(config: EffectiveConfig): ConfigRow[] {
  const rows: ConfigRow[] = [];
  const add = (key: string, value: string) => {
    rows.push({ key, value: maskSecret(key, value), origin: config.origins.get(key) ?? 'default' });
  };
  for (const name of GLOBAL_NAMES) {
    const key: KeyDescription & { readonly fallbackAbout?: string } = GLOBAL_KEYS[name];
    const value = config[name];
    add(name, value === null ? (key.fallbackAbout ?? '') : showValue(name, value));
  }
  if (config.brands.length === 0) add('brands', 'none');
  config.brands.forEach((brand, index) => {
    for (const [key, value] of brandRows(brand)) add(`brands[${index}].${key}`, value);
  });
  for (const [key, value] of listRows(config.sources)) add(key, value);
  for (const [path, value] of spendingRows(config.spending)) add(showPath(['spending', ...path]), value);
  for (const [index, entry] of config.reports.entries()) {
    for (const [path, value] of reportRows(entry)) add(showPath(['reports', index, ...path]), value);
  }
  for (const [path, value] of alertRows(config.alerts)) add(showPath(['alerts', ...path]), value);
  for (const [path, value] of config.mail === null ? [] : mailRows(config.mail))
    add(showPath(['mail', ...path]), value);
  return rows;
}

/** Hides what a key with a secret's name holds; a reference such as `env:TOKEN` is no secret itself. */
export function maskSecret(key: string, value: string): string {
  const pattern = key.replace(/\[\d+\]/gu, '[]');
  const secret = BRAND_KEYS[pattern]?.secret === true || key.split(/[.[\]]+/u).some(isSecretName);
  return secret && value !== '' && !/^env:[A-Z_][A-Z0-9_]*$/u.test(value) ? MASK : value;
}

function showValue(name: string, value: string | number | boolean): string {
  if (name === 'memory' && typeof value === 'number') {
    const unit = value % 1e9 === 0 ? 1e9 : value % 1e6 === 0 ? 1e6 : 1;
    return `${value / unit}${unit === 1e9 ? 'GB' : unit === 1e6 ? 'MB' : 'B'}`;
  }
  if (name === 'retention' && typeof value === 'number') return `${value / 86_400_000}d`;
  if (name === 'maxRejects' && typeof value === 'number') return `${Number((value * 100).toPrecision(12))}%`;
  return String(value);
}

function* brandRows(brand: Brand): Generator<readonly [string, string]> {
  yield* competitorRows(brand);
  for (const [index, competitor] of brand.competitors.entries()) {
    for (const [key, value] of competitorRows(competitor)) yield [`competitors[${index}].${key}`, value];
  }
  for (const [index, topic] of brand.topics.entries()) {
    yield [`topics[${index}].name`, topic.name];
    yield [`topics[${index}].query`, topic.query];
    yield [`topics[${index}].owner`, topic.owner ?? ''];
  }
  const networks = Object.entries(brand.outlets.byNetwork);
  if (networks.length === 0) yield ['outlets', brand.outlets.anywhere.join(', ')];
  for (const [network, handles] of networks) yield [`outlets.${network}`, handles.join(', ')];
  yield ['timezone', brand.timezone];
  yield ['hours', brand.hours === null ? 'always open' : showHours(brand.hours)];
  yield ['holidays', brand.holidays.join(', ')];
  yield* listRows(brand.sources);
}

function* listRows(sources: readonly SourceEntry[]): Generator<readonly [string, string]> {
  for (const [index, entry] of sources.entries()) {
    for (const [path, value] of sourceRows(entry)) yield [showPath(['sources', index, ...path]), value];
  }
}

function* competitorRows(brand: Competitor): Generator<readonly [string, string]> {
  yield ['name', brand.name];
  yield ['names', brand.names.join(', ')];
  yield ['queries', brand.queries.join('; ')];
  for (const [network, handles] of Object.entries(brand.accounts)) yield [`accounts.${network}`, handles.join(', ')];
}
