/** The store as commands open it. */
import { Store, type StoreOptions } from '../../store/store.js';
import type { Workspace } from '../workspace.js';

export type { Store };

/** Throws `input-missing`, `temporary` or `malformed-input` where it cannot be opened. */
export function openStoreIn({ engine }: Workspace, options: StoreOptions): Promise<Store> {
  return Store.open(engine, options);
}
