/** The handler of `import`. */
import { columnPlaces } from '../app/columns.js';
import { explainImport } from '../app/explain-import.js';
import { loadPosts } from '../app/load-posts.js';
import { POST_TABLE_COLUMNS, postTable } from '../app/post-table.js';
import { inputName } from '../files/input-name.js';
import { postsAsNdjson } from '../posts/ndjson.js';
import { countPosts } from '../posts/table.js';
import type { CliContext } from './context.js';
import { pageWidth, wrapLine } from './help/page.js';
import { warnOfImport } from './import-summary.js';
import type { OutputFlags } from './options.js';
import { type ReadFlags, withSession } from './session.js';
import { openSink, writeTo } from './sink.js';
import { columnNames, destinationOf, writeTables } from './write-tables.js';

export async function runImport(
  context: CliContext,
  files: readonly string[],
  flags: ReadFlags & OutputFlags & { explain?: boolean },
): Promise<void> {
  await withSession(context, files, flags, true, async ({ config, load, messages, workspace }) => {
    const destination = await destinationOf(context, config, flags, 'ndjson', load.files);
    columnPlaces('posts', POST_TABLE_COLUMNS, columnNames(flags));
    const loaded = await loadPosts(workspace, load);
    await messages.done();
    if (flags.explain === true) {
      const lines = loaded.files.flatMap((read, index) => {
        const opened = loaded.opened[index];
        return opened === undefined ? [] : explainImport(opened, read);
      });
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
