/** The handler of `score` over the store. */
import { scorePosts } from '../app/store/score-posts.js';
import { readUserLexicon } from '../app/user-lexicon.js';
import { watchOf } from '../app/watch.js';
import { selectBrands } from '../config/select.js';
import { AppError } from '../core/errors.js';
import { batchRows } from './batch-rows.js';
import type { CliContext } from './context.js';
import type { ScoreFlags } from './score-options.js';
import { withStore } from './store-session.js';

export async function runScoreStore(context: CliContext, flags: ScoreFlags): Promise<void> {
  if (flags.where !== undefined) {
    throw new AppError('usage', '--where chooses rows that score writes, and in the store everything is judged', {
      code: 'score.where',
      hint: 'choose when you look: brandwatch report --store --where …',
    });
  }
  await withStore(context, flags, 'write', 'score', async ({ store, config, messages, threads }) => {
    const posts = await scorePosts(store, {
      watch: watchOf(selectBrands(config, [])),
      lexicon: await readUserLexicon(config, context.cwd),
      threads,
      again: flags.rescore ?? false,
      onScored: (done) => messages.step(`judged ${done} posts`),
      signal: context.signal,
      ...batchRows(context),
    });
    await messages.done();
    messages.say(posts === 0 ? 'nothing new to judge' : `${posts} ${posts === 1 ? 'post' : 'posts'} judged`);
  });
}
