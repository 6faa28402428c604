/** The handler of `import`. */
import { columnPlaces } from '../app/columns.js';
import { EXPLANATION_COLUMNS, explainImport, explanationLines, explanationTable } from '../app/explain-import.js';
import { loadPosts } from '../app/load-posts.js';
import { POST_TABLE_COLUMNS, postTable } from '../app/post-table.js';
import { importPosts } from '../app/store/import-posts.js';
import { knownAccounts } from '../app/store/known-accounts.js';
import { watchOf } from '../app/watch.js';
import { keepWhere } from '../app/where.js';
import type { EffectiveConfig } from '../config/config.js';
import { inputName } from '../files/input-name.js';
import { formatOfFile } from '../formats/index.js';
import { postsAsNdjson } from '../posts/ndjson.js';
import { countPosts } from '../posts/table.js';
import { batchRows } from './batch-rows.js';
import type { CliContext } from './context.js';
import { pageWidth, wrapLine } from './help/page.js';
import { warnOfImport } from './import-summary.js';
import { openStore } from './open-store.js';
import type { OutputFlags, StoreFlags } from './options.js';
import { type ReadFlags, type Session, whereOf, withSession } from './session.js';
import { openSink, writeTo } from './sink.js';
import { columnNames, destinationOf, writeTables } from './write-tables.js';

export async function runImport(
  context: CliContext,
  files: readonly string[],
  flags: ReadFlags & OutputFlags & { explain?: boolean },
): Promise<void> {
  await withSession(context, files, flags, true, async (session) => {
    const { config, load, messages, workspace } = session;
    if (flags.explain !== true && storesPosts(flags, config)) {
      await storePosts(context, session, flags);
      return;
    }
    const destination = await destinationOf(context, config, flags, 'ndjson', load.files);
    if (flags.explain === true) columnPlaces('explanation', EXPLANATION_COLUMNS, columnNames(flags));
    else columnPlaces('posts', POST_TABLE_COLUMNS, columnNames(flags));
    const where = whereOf(flags, config, context);
    const loaded = await loadPosts(workspace, load);
    if (where !== null && flags.explain !== true) await keepWhere(workspace.engine, where, context.signal);
    await messages.done();
    if (flags.explain === true) {
      const explained = loaded.files.flatMap((read, index) => {
        const opened = loaded.opened[index];
        return opened === undefined ? [] : explainImport(opened, read);
      });
      // Lines for people, unless the user asks for what machines read.
      const ending = flags.output === undefined ? null : formatOfFile(flags.output);
      if ((flags.format ?? ending?.id ?? 'terminal') !== 'terminal' || flags.excel === true) {
        await writeTables([explanationTable(explained)], destination, context, config, flags);
        return;
      }
      const lines = explanationLines(explained);
      const width = destination.path === null && context.stdout.isTTY === true ? pageWidth(context) : Infinity;
      await writeTo(await openSink(destination.path, context), lineByLine(lines, width));
      return;
    }
    const posts = await countPosts(workspace.engine);
    const plain = destination.format.id === 'ndjson' && flags.columns === undefined && !destination.folder;
    if (plain) await writeTo(await openSink(destination.path, context), postsAsNdjson(workspace.engine, config.limit));
    else await writeTables([postTable(workspace.engine, posts, config.limit)], destination, context, config, flags);
    warnOfImport(loaded, messages, flags.rejects);
    messages.say(
      `${posts} ${posts === 1 ? 'post' : 'posts'} from ${loaded.files.map(({ name, preset }) => `${inputName(name)} (${preset.id})`).join(', ')}`,
    );
  });
}

async function* lineByLine(lines: readonly string[], width: number): AsyncGenerator<string> {
  for (const line of lines) yield `${wrapLine(line, width).join('\n')}\n`;
}

/** An output that is named, or a format, is what the user wants now, whatever the configuration says. */
function storesPosts(flags: OutputFlags & StoreFlags, config: EffectiveConfig): boolean {
  if (flags.store !== undefined) return true;
  return config.store !== null && flags.output === undefined && flags.format === undefined && flags.excel !== true;
}

async function storePosts(context: CliContext, session: Session, flags: ReadFlags): Promise<void> {
  const { config, load, messages, workspace } = session;
  const store = await openStore(context, { workspace, config, flags, messages, mode: 'write', command: 'import' });
  try {
    const imported = await importPosts(workspace, store, {
      load,
      where: whereOf(flags, config, context),
      pseudonymise: config.pseudonymise,
      known: knownAccounts(watchOf(config.brands)),
      now: () => context.now().getTime(),
      onKept: (posts) => messages.step(`stored ${posts} posts`),
      ...batchRows(context),
    });
    await messages.done();
    warnOfImport(imported.loaded, messages, flags.rejects);
    const { added, met, forgotten, resumed } = imported;
    const parts = [
      `${added} new ${added === 1 ? 'post' : 'posts'} in ${store.path}`,
      ...(met > 0 ? [`${met} known before`] : []),
      ...(resumed > 0 ? [`${resumed} stored by the import that was cut short`] : []),
      ...(forgotten > 0 ? [`${forgotten} of authors who are to stay forgotten left out`] : []),
    ];
    messages.say(parts.join(', '));
  } finally {
    await store.close();
  }
}
