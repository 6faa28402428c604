/** The handler of `store`. */
import { checkStore, checkTable } from '../app/store/check-table.js';
import { type Forgotten, forgetAuthor } from '../app/store/forget-author.js';
import { infoTable } from '../app/store/info-table.js';
import { prunePosts } from '../app/store/prune-posts.js';
import { readUserLexicon } from '../app/user-lexicon.js';
import { watchOf } from '../app/watch.js';
import { selectBrands } from '../config/select.js';
import { bytesText } from '../core/bytes-text.js';
import { AppError } from '../core/errors.js';
import { parseSpan } from '../core/time.js';
import { isApart, runApart } from './apart.js';
import type { CliContext } from './context.js';
import type { Messages } from './messages.js';
import { configWithStore } from './open-store.js';
import { exportStore } from './run-store-export.js';
import { type StoreCommandFlags, storeRequest } from './store-options.js';
import { withStore } from './store-session.js';
import { destinationOf, writeTables } from './write-tables.js';

export async function runStore(context: CliContext, words: readonly string[], flags: StoreCommandFlags): Promise<void> {
  const { action, author } = storeRequest(words, flags);
  switch (action) {
    case 'info':
      return info(context, flags);
    case 'check':
      return check(context, flags);
    case 'export':
      return exportStore(context, flags);
    case 'prune':
      return prune(context, flags);
    case 'forget':
      return author === null ? undefined : forget(context, flags, author);
  }
}

async function info(context: CliContext, flags: StoreCommandFlags): Promise<void> {
  await withStore(context, flags, 'read', 'store info', async ({ store, config, messages }) => {
    const destination = await destinationOf(context, config, flags);
    const watch = watchOf(selectBrands(config, []));
    const table = await infoTable(store, watch, await readUserLexicon(config, context.cwd));
    await messages.done();
    await writeTables([table], destination, context, config, flags);
  });
}

/** In a process of its own: bytes that changed on the disk can make the engine crash, which is an answer, too. */
async function check(context: CliContext, flags: StoreCommandFlags): Promise<void> {
  if (!isApart(context)) {
    if (await runApart(context)) return;
    const { store } = await configWithStore(context, flags);
    throw new AppError('malformed-input', `${store} is damaged: the engine crashes when it reads it`, {
      code: 'store.damaged',
      hint: 'bring the file back from a copy',
    });
  }
  await withStore(context, flags, 'read', 'store check', async ({ store, config, messages }) => {
    const destination = await destinationOf(context, config, flags);
    const checked = await checkStore(store, (text) => messages.tick(text));
    await messages.done();
    const { problems, tables, rows, posts } = checked;
    if (problems.length > 0 || flags.format !== undefined || flags.output !== undefined) {
      await writeTables([checkTable(checked)], destination, context, config, flags);
    }
    if (problems.length > 0) {
      throw new AppError('malformed-input', `${store.path} is not whole: ${counted(problems.length, 'problem')}`, {
        code: 'store.problems',
        hint: 'bring the file back from a copy, or export what can be read: brandwatch store export -o posts/',
      });
    }
    messages.say(
      `${store.path} is whole: ${counted(posts, 'post')}, ${counted(rows, 'row')} of ${tables} tables read; numbers, keys and hashes fit; every judgement, history and author has its post`,
    );
  });
}

async function prune(context: CliContext, flags: StoreCommandFlags): Promise<void> {
  const asked = flags.olderThan === undefined ? null : parseSpan(flags.olderThan, '--older-than');
  await withStore(context, flags, 'write', 'store prune', async ({ store, config, messages }) => {
    const span = asked ?? config.retention;
    if (span === null) {
      throw new AppError('usage', 'store prune needs --older-than, for the configuration has no retention', {
        code: 'store.span',
        hint: 'for example --older-than 400d',
      });
    }
    messages.step('removing old posts');
    const { posts, authors, before, after } = await prunePosts(store, context.now().getTime() - span);
    await messages.done();
    const size = before === after ? bytesText(after) : `${bytesText(before)} → ${bytesText(after)}`;
    messages.say(
      posts === 0
        ? 'no post is as old as that'
        : `${counted(posts, 'post')} and ${counted(authors, 'author')} removed from ${store.path}, ${size}`,
    );
  });
}

async function forget(
  context: CliContext,
  flags: StoreCommandFlags,
  author: { readonly handle: string; readonly network: string },
): Promise<void> {
  await withStore(context, flags, 'write', 'store forget', async ({ store, messages }) => {
    const forgotten = await forgetAuthor(store, {
      ...author,
      now: context.now().getTime(),
      onStep: (text) => messages.step(text),
    });
    await messages.done();
    tell(forgotten, author, messages);
    const { left } = forgotten.proof;
    if (left.length === 0) return;
    const traces = left.map(({ what, where, rows }) => `${what} in ${where} (${rows})`);
    throw new AppError('input-output', `something is left of the author: ${traces.join(', ')}`, {
      code: 'store.traces',
      hint: 'try once more; if it stays, export the store and import it anew: brandwatch store export -o posts/',
    });
  });
}

function tell(
  { author, erased, proof, networks }: Forgotten,
  asked: { readonly handle: string; readonly network: string },
  messages: Messages,
): void {
  const name = `@${asked.handle}@${asked.network}`;
  if (author.posts === 0) {
    const known = networks.includes(asked.network) ? '' : ` (the store has ${networks.join(', ') || 'no posts'})`;
    messages.say(`nothing by ${name} in the store${known}; they will not be taken`);
  } else {
    const others = author.handles.length - 1 + author.ids.length;
    const parts = [
      counted(erased.scores, 'judgement'),
      counted(erased.history, 'row'),
      counted(erased.alerts, 'alert'),
      counted(erased.checkpoints, 'checkpoint'),
    ];
    messages.say(
      `${name} is forgotten${others > 0 ? `, with ${counted(author.ids.length, 'id')} and ${counted(author.handles.length - 1, 'other handle')}` : ''}: ${counted(erased.posts, 'post')} erased, with ${parts[0]}, ${parts[1]} of history, evidence in ${parts[2]}, ${parts[3]}`,
    );
  }
  if (erased.others > 0) messages.say(`${counted(erased.others, 'post')} of others no longer point to them`);
  messages.say(
    `searched ${proof.columns} columns and ${bytesText(proof.bytes)} for ${counted(proof.needles, 'name, key and piece of text', 'names, keys and pieces of texts')}: ${proof.left.length === 0 ? 'nothing is left' : 'something is left'}`,
  );
  const mentions = proof.mentions.filter(({ where }) => where !== 'bytes');
  if (mentions.length > 0) {
    const places = mentions.map(({ where, rows }) => `${where} ${rows}`);
    messages.say(`others say the name, which stays as they wrote it: ${places.join(', ')}`);
  }
}

function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
