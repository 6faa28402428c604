/** The store as commands open it. */
import { Store, type StoreOptions } from '../../store/store.js';
import type { Workspace } from '../workspace.js';
import { refreshWords } from './words.js';

export type { Store };

/** Throws `input-missing`, `temporary` or `malformed-input` where it cannot be opened. */
export async function openStoreIn({ engine }: Workspace, options: StoreOptions): Promise<Store> {
  const store = await Store.open(engine, options);
  try {
    if (options.mode === 'write') await refreshWords(store);
    return store;
  } catch (error) {
    await store.close().catch(() => undefined);
    throw error;
  }
}
