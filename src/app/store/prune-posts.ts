/** Removes old posts from the store: `store prune`, and the retention of a run. */
export { prunePosts } from '../../store/prune.js';
