/** The handler of `search`. */
import { columnPlaces } from '../app/columns.js';
import { narrowed, readQuery } from '../app/search/narrowed.js';
import { SEARCH_COLUMNS, SEARCH_ORDERS, type SearchOptions, type SearchOrder } from '../app/search/search.js';
import { searchFiles, searchStore } from '../app/search/search-posts.js';
import { readUserLexicon } from '../app/user-lexicon.js';
import { watchOf } from '../app/watch.js';
import { selectBrands } from '../config/select.js';
import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { parseWindow } from '../core/time.js';
import type { CliContext } from './context.js';
import { warnOfImport } from './import-summary.js';
import type { OutputFlags } from './options.js';
import { type ReadFlags, whereOf, withSession } from './session.js';
import { columnNames, destinationOf, writeTables } from './write-tables.js';

export type SearchFlags = ReadFlags & OutputFlags & { readonly by?: string; readonly count?: boolean };

/** Posts that a terminal shows unless told. */
const SCREENFUL = 18;

export async function runSearch(
  context: CliContext,
  expression: string,
  files: readonly string[],
  flags: SearchFlags,
): Promise<void> {
  const by = orderOf(flags.by);
  const parsed = readQuery(expression);
  await withSession(
    context,
    files,
    flags,
    false,
    async ({ config, load, messages, store, threads, workspace }) => {
      const destination = await destinationOf(context, config, flags, 'csv', load.files);
      if (flags.count !== true) columnPlaces('search', SEARCH_COLUMNS, columnNames(flags));
      const now = context.now().getTime();
      const onScreen = destination.format.id === 'terminal' && !destination.folder;
      const brands = selectBrands(config, flags.brand ?? []);
      const options: SearchOptions = {
        query: narrowed(parsed, {
          networks: flags.network ?? [],
          languages: flags.lang ?? [],
          brands: flags.brand === undefined ? [] : brands.map(({ name }) => name),
          window: parseWindow(flags, config.timezone, now),
          where: whereOf(flags, config, context)?.query ?? null,
        }),
        clock: { now, timezone: config.timezone },
        by,
        limit: config.limit ?? (onScreen ? SCREENFUL : null),
        timezone: config.timezone,
      };
      const lexicon = store === null ? await readUserLexicon(config, context.cwd) : [];
      const result =
        store === null
          ? await searchFiles(
              workspace,
              { load, watch: watchOf(config.brands), lexicon, threads, signal: context.signal },
              options,
            )
          : await searchStore(workspace, options);
      await messages.done();
      const tables =
        flags.count === true ? [result.counts] : destination.folder ? [result.posts, result.counts] : [result.posts];
      const written = await writeTables(tables, destination, context, config, flags);
      for (const path of written) messages.say(`wrote ${path}`);
      if (result.loaded !== null) warnOfImport(result.loaded, messages, flags.rejects);
      if (!onScreen) messages.say(`${result.found} ${result.found === 1 ? 'post' : 'posts'} found`);
    },
    'search',
  );
}

function orderOf(by: string | undefined): SearchOrder {
  const order = SEARCH_ORDERS.find((known) => known === (by ?? 'newest'));
  if (order !== undefined) return order;
  const close = nearest(by ?? '', [...SEARCH_ORDERS]);
  throw new AppError('usage', `--by is "${by}", expected ${SEARCH_ORDERS.join(', ')}`, {
    code: 'search.order',
    hint: close === null ? 'write --by reach for the widest first' : `did you mean ${close}?`,
  });
}
