/** The handlers of `query test` and `query port`. */

import { columnPlaces } from '../app/columns.js';
import { portQuery } from '../app/port-query.js';
import { QUERY_COLUMNS, queryTable } from '../app/query-table.js';
import { tryQuery } from '../app/try-query.js';
import { readUserLexicon } from '../app/user-lexicon.js';
import { readWhere } from '../app/where.js';
import { selectBrands } from '../config/select.js';
import { AppError } from '../core/errors.js';
import type { CliContext } from './context.js';
import { warnOfImport } from './import-summary.js';
import { Messages } from './messages.js';
import { configFor, type OutputFlags } from './options.js';
import { type ReadFlags, whereOf, withSession } from './session.js';
import { openSink, writeTo } from './sink.js';
import { columnNames, destinationOf, writeTables } from './write-tables.js';

export type QueryFlags = ReadFlags & OutputFlags & { from?: string };

/** Matches shown unless told. */
const SAMPLE = 10;

/** @param words the operands: `test` or `port` or neither, the query, and files */
export async function runQuery(context: CliContext, words: readonly string[], flags: QueryFlags): Promise<void> {
  const [first = '', ...rest] = words;
  if (first === 'port') return runPort(context, rest, flags);
  if (flags.from !== undefined) {
    throw new AppError('usage', '--from goes with query port', {
      code: 'query.from',
      hint: `brandwatch query port --from ${flags.from} "…"`,
    });
  }
  const [query, ...files] = first === 'test' ? rest : words;
  if (query === undefined) {
    throw new AppError('usage', 'no query to try', {
      code: 'query.none',
      hint: 'brandwatch query "refund* NEAR/5 late" posts.csv',
    });
  }
  return runTest(context, query, files, flags);
}

async function runTest(context: CliContext, text: string, files: readonly string[], flags: QueryFlags): Promise<void> {
  const config = await configFor(context, flags);
  const clock = { timezone: config.timezone, now: context.now().getTime() };
  // Known before anything is read.
  const { query } = readWhere(text, clock);
  const among = whereOf(flags, config, context)?.query ?? null;
  await withSession(
    context,
    files,
    flags,
    false,
    async (session) => {
      const destination = await destinationOf(context, config, flags, 'csv', session.load.files);
      columnPlaces('query', QUERY_COLUMNS, columnNames(flags));
      const tried = await tryQuery(session.workspace, {
        query,
        clock,
        among,
        load: session.store === null ? session.load : null,
        signal: context.signal,
        brands: selectBrands(config, []),
        labels: config.labels,
        lexicon: await readUserLexicon(config, context.cwd),
        threads: session.threads,
        limit: config.limit ?? SAMPLE,
        onStep: (step) => session.messages.step(step),
      });
      await session.messages.done();
      const written = await writeTables([queryTable(query, tried)], destination, context, config, flags);
      for (const path of written) session.messages.say(`wrote ${path}`);
      if (tried.loaded !== null) warnOfImport(tried.loaded, session.messages, flags.rejects);
      if (destination.format.id !== 'terminal') {
        session.messages.say(`${tried.matches} of ${tried.posts} posts match`);
      }
    },
    'query',
  );
}

async function runPort(context: CliContext, words: readonly string[], flags: QueryFlags): Promise<void> {
  const [text] = words;
  if (words.length !== 1 || text === undefined) {
    throw new AppError('usage', `${words.length} words, expected one query in quotes`, {
      code: 'query.port',
      hint: 'brandwatch query port --from meltwater "acme NEAR/5 (late OR slow)"',
    });
  }
  const config = await configFor(context, flags);
  const ported = portQuery(text, flags.from ?? null);
  async function* line(): AsyncGenerator<string> {
    yield `${ported.query}\n`;
  }
  const path = flags.output === undefined || flags.output === '-' ? null : flags.output;
  await writeTo(await openSink(path, context), line());
  const messages = new Messages(context, config.quiet);
  for (const note of ported.notes) messages.warn(note);
}
