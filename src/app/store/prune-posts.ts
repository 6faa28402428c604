/** Removes old posts from the store: `store prune`, and the retention of a run. */
export { type Pruned, prunePosts } from '../../store/prune.js';
