/** The handler of `import`. */
import { explainImport } from '../app/explain-import.js';
import { loadPosts } from '../app/load-posts.js';
import { postTable } from '../app/post-table.js';
import { plainLine } from '../core/plain-text.js';
import { postsAsNdjson } from '../posts/ndjson.js';
import { countPosts } from '../posts/table.js';
import type { CliContext } from './context.js';
import { warnOfImport } from './import-summary.js';
import type { OutputFlags } from './options.js';
import { type ReadFlags, withSession } from './session.js';
import { openSink, writeTo } from './sink.js';
import { destinationOf, writeTables } from './write-tables.js';

export async function runImport(
  context: CliContext,
  files: readonly string[],
  flags: ReadFlags & OutputFlags & { explain?: boolean },
): Promise<void> {
  await withSession(context, files, flags, true, async ({ config, load, messages, workspace }) => {
    const destination = await destinationOf(context, config, flags, 'ndjson');
    const loaded = await loadPosts(workspace, load);
    await messages.done();
    if (flags.explain === true) {
      const lines = loaded.files.flatMap((read, index) => {
        const opened = loaded.opened[index];
        return opened === undefined ? [] : explainImport(opened, read);
      });
      await writeTo(await openSink(destination.path, context), lineByLine(lines));
      return;
    }
    const posts = await countPosts(workspace.engine);
    const plain = destination.format.id === 'ndjson' && flags.columns === undefined && !destination.folder;
    if (plain) await writeTo(await openSink(destination.path, context), postsAsNdjson(workspace.engine, config.limit));
    else await writeTables([postTable(workspace.engine, posts, config.limit)], destination, context, config, flags);
    warnOfImport(loaded, messages, flags.rejects);
    messages.say(`${posts} posts from ${loaded.files.map(({ name, preset }) => `${name} (${preset.id})`).join(', ')}`);
  });
}

async function* lineByLine(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines)
    yield `${' '.repeat(line.length - line.trimStart().length)}${plainLine(line).trimStart()}\n`;
}
