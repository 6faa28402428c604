/** Accounts that keep their names where authors become pseudonyms: who speaks for a brand, or for the press, is no private person. */
import type { Watch } from '../../judgement/watch.js';

/** `network:handle` in lower case. */
export function knownAccounts({ accounts }: Watch): string[] {
  return [...accounts.brand, ...accounts.competitor, ...accounts.outlet];
}
