/** The handler of `sources`. */
import { checkSources, checkTable, type ToCheck } from '../app/check-sources.js';
import { sourceNamed } from '../app/fetch/plan.js';
import { sourceTable } from '../app/source-table.js';
import type { EffectiveConfig, SourceEntry } from '../config/config.js';
import { AppError } from '../core/errors.js';
import { SOURCES } from '../sources/index.js';
import type { CliContext } from './context.js';
import { Messages } from './messages.js';
import { type NetworkFlags, networkOptions } from './network-flags.js';
import { configFor, type GlobalFlags, type OutputFlags } from './options.js';
import { destinationOf, writeTables } from './write-tables.js';

type Flags = GlobalFlags & OutputFlags & NetworkFlags & { readonly baseUrl?: string };

export async function runSources(
  context: CliContext,
  action: string | undefined,
  names: readonly string[],
  flags: Flags,
): Promise<void> {
  const config = await configFor(context, flags);
  if (action !== undefined && action !== 'check') {
    throw new AppError('usage', `sources cannot "${action}"`, {
      code: 'sources.action',
      hint: `brandwatch sources lists them all; brandwatch sources check ${action} asks one`,
    });
  }
  const destination = await destinationOf(context, config, flags);
  if (action === undefined) {
    await writeTables(
      [sourceTable(flags.limit === undefined ? null : config.limit)],
      destination,
      context,
      config,
      flags,
    );
    return;
  }
  const messages = new Messages(context, config.quiet);
  const checked = await checkSources(
    toCheck(config, names, flags),
    context.env,
    networkOptions(context, flags, messages, config.spending),
  );
  await messages.done();
  await writeTables([checkTable(checked)], destination, context, config, flags);
  const failed = checked.find(({ verdict }) => verdict === 'failed' || (names.length > 0 && verdict === 'not set up'));
  if (failed === undefined) return;
  const { label, says, hint, error } = failed;
  throw new AppError(error?.kind ?? 'credentials', `${label}: ${says}`, {
    code: error?.code ?? 'sources.not-set-up',
    ...(hint === null ? {} : { hint }),
  });
}

/** Those that are named, else those of the configuration, else all; each server once. */
function toCheck(config: EffectiveConfig, names: readonly string[], flags: Flags): readonly ToCheck[] {
  const configured = [...config.sources, ...config.brands.flatMap(({ sources }) => sources)].map(plain);
  const bare = (source: string): ToCheck => ({
    source,
    baseUrl: flags.baseUrl?.replace(/\/+$/, '') ?? null,
    credentials: {},
    options: {},
    query: null,
  });
  const all =
    names.length > 0
      ? names.flatMap((name) => {
          const { id } = sourceNamed(name, 'usage');
          const known = flags.baseUrl === undefined ? configured.filter(({ source }) => source === id) : [];
          return known.length > 0 ? known : [bare(id)];
        })
      : configured.length > 0
        ? configured
        : SOURCES.map(({ id }) => bare(id));
  const unique = new Map(
    all.map((one) => [JSON.stringify([one.source, one.baseUrl, one.credentials, one.query]), one]),
  );
  return [...unique.values()];
}

/** The query matters only where it is an address to be opened. */
function plain({ source, baseUrl, credentials, options, queries }: SourceEntry): ToCheck {
  const [query] = queries;
  return { source, baseUrl, credentials, options, query: query !== undefined && /^https?:/.test(query) ? query : null };
}
