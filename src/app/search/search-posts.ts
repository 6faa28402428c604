/** A search over files, which are read and judged first, or over the store. */
import { readSql } from '../../core/sql-file.js';
import { scoreMacros } from '../../judgement/scored.js';
import type { Watch } from '../../judgement/watch.js';
import type { UserEntry } from '../../sentiment/user-entry.js';
import { judgePosts } from '../judge-posts.js';
import { type Loaded, type LoadOptions, loadPosts } from '../load-posts.js';
import type { Workspace } from '../workspace.js';
import { type SearchOptions, type SearchResult, search } from './search.js';
import { FILE_SOURCE, STORE_SOURCE, writeAllWords } from './search-sources.js';

export interface FileSearch {
  readonly load: LoadOptions;
  readonly watch: Watch;
  readonly lexicon: readonly UserEntry[];
  readonly threads: number;
  readonly signal: AbortSignal;
}

/** `loaded` is null for the store. */
export type Searched = SearchResult & { readonly loaded: Loaded | null };

/** The store must be attached. */
export async function searchStore({ engine }: Workspace, options: SearchOptions): Promise<Searched> {
  await engine.run(readSql('reach/reach.sql'));
  await engine.run(scoreMacros());
  return { loaded: null, ...(await search(engine, STORE_SOURCE, options)) };
}

export async function searchFiles(
  workspace: Workspace,
  { load, watch, lexicon, threads, signal }: FileSearch,
  options: SearchOptions,
): Promise<Searched> {
  const loaded = await loadPosts(workspace, load);
  await judgePosts(workspace.engine, { watch, lexicon, threads, identifyLanguage: false, signal });
  await writeAllWords(workspace.engine);
  return { loaded, ...(await search(workspace.engine, FILE_SOURCE, options)) };
}
