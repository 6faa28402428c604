/** What `store` is asked for, checked before the store is opened. */
import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import type { GlobalFlags, OutputFlags, SelectFlags, StoreFlags } from './options.js';

export const STORE_ACTIONS = ['info', 'check', 'export', 'prune', 'forget'] as const;
export type StoreAction = (typeof STORE_ACTIONS)[number];

export type StoreCommandFlags = GlobalFlags &
  StoreFlags &
  OutputFlags &
  Pick<SelectFlags, 'since' | 'until'> & {
    readonly olderThan?: string;
    readonly force?: boolean;
  };

/** Which action each option goes with. */
const GOES_WITH: Readonly<Record<string, readonly StoreAction[]>> = {
  olderThan: ['prune'],
  since: ['export'],
  until: ['export'],
  force: ['export'],
  format: ['info', 'check', 'export'],
  output: ['info', 'check', 'export'],
  excel: ['info', 'check'],
  columns: ['info', 'check'],
};

export interface StoreRequest {
  readonly action: StoreAction;
  /** Of `forget`. */
  readonly author: { readonly handle: string; readonly network: string } | null;
}

/** Throws a usage error for what does not go together. */
export function storeRequest(words: readonly string[], flags: StoreCommandFlags): StoreRequest {
  const [word, ...rest] = words;
  if (word === undefined) {
    throw new AppError('usage', 'store needs to know what to do', {
      code: 'store.action',
      hint: `it can ${STORE_ACTIONS.join(', ')}, e.g. brandwatch store info`,
    });
  }
  const action = STORE_ACTIONS.find((each) => each === word);
  if (action === undefined) {
    const close = nearest(word, STORE_ACTIONS);
    throw new AppError('usage', `store cannot ${word}`, {
      code: 'store.action',
      hint: close === null ? `it can ${STORE_ACTIONS.join(', ')}` : `did you mean ${close}?`,
    });
  }
  for (const [name, actions] of Object.entries(GOES_WITH)) {
    if (flags[name as keyof StoreCommandFlags] === undefined || actions.includes(action)) continue;
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new AppError('usage', `${option} does not go with store ${action}`, {
      code: 'store.option',
      hint: `it goes with ${actions.map((each) => `store ${each}`).join(', ')}`,
    });
  }
  const [author, ...more] = rest;
  if (action !== 'forget') {
    if (author === undefined) return { action, author: null };
    throw new AppError('usage', `store ${action} takes no "${author}"`, {
      code: 'store.words',
      hint: 'name a store with --store <file>',
    });
  }
  if (author === undefined || more.length > 0) {
    throw new AppError('usage', 'store forget takes one author', {
      code: 'store.author',
      hint: 'name it as @handle@network, e.g. brandwatch store forget @marta_viaja@x',
    });
  }
  return { action, author: authorOf(author) };
}

/** The last @ stands before the network; a handle may have one inside. */
function authorOf(text: string): { handle: string; network: string } {
  const at = text.lastIndexOf('@');
  const handle = text.slice(text.startsWith('@') ? 1 : 0, Math.max(at, 0)).trim();
  const network = text
    .slice(at + 1)
    .trim()
    .toLowerCase();
  if (handle !== '' && network !== '' && at > 0) return { handle, network };
  throw new AppError('usage', `"${text}" is no author`, {
    code: 'store.author',
    hint: 'write it as @handle@network, e.g. @marta_viaja@x or @anna@social.example@mastodon',
  });
}
