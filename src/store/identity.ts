/**
 * Who an author is to the store when they are not to be known: keyed hashes. The key is a file of its own beside the store,
 * never in it: who has only the store cannot try names until one fits.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { sqlText } from '../core/engine.js';
import { AppError } from '../core/errors.js';
import { INCOMING } from './append.js';
import type { Store } from './store.js';

export function keyPath(store: string): string {
  return `${store}.key`;
}

/** Reads the key of a store, or makes one. */
function keyOf(store: string): string {
  const path = keyPath(store);
  if (!existsSync(path)) {
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(path, 0o600);
  }
  const key = readFileSync(path, 'utf8').trim();
  if (/^[0-9a-f]{64}$/.test(key)) return key;
  throw new AppError('malformed-input', `${path} holds no key of 64 hexadecimal digits`, {
    code: 'store.key',
    hint: 'bring the file back from a copy: without it nobody who was forgotten is known again',
  });
}

/**
 * Makes the macros `keyed_hash` (64 hexadecimal digits), `handle_hash` and `id_hash`. SHA-256 of the key and of SHA-256 of
 * the key and the text: the outer one keeps what is hashed from being lengthened.
 */
export async function makeKeyedHash({ engine, path }: Store): Promise<void> {
  const key = sqlText(keyOf(path));
  await engine.run(`
    CREATE OR REPLACE MACRO keyed_hash(x) AS sha256(concat(${key}, sha256(concat(${key}, x))));
    CREATE OR REPLACE MACRO handle_hash(network, handle) AS CASE WHEN handle IS NOT NULL THEN keyed_hash(concat(network, ' @', lower(handle))) END;
    CREATE OR REPLACE MACRO id_hash(network, id) AS CASE WHEN id IS NOT NULL THEN keyed_hash(concat(network, ' ', id)) END;
    CREATE OR REPLACE MACRO pseudonym(hash) AS CASE WHEN hash IS NOT NULL THEN concat('~', left(hash, 20)) END`);
}

/** Takes posts of authors who are to stay forgotten out of INCOMING. Returns how many. */
export async function dropForgotten(store: Store): Promise<number> {
  const { engine } = store;
  const [row] = await engine.rows('SELECT count(*) FROM store.forgotten');
  if (Number(row?.[0] ?? 0) === 0) return 0;
  await makeKeyedHash(store);
  const gone = `handle_hash(network, author_handle) IN (SELECT author FROM store.forgotten)
    OR id_hash(network, author_id) IN (SELECT author FROM store.forgotten)`;
  const [counted] = await engine.rows(`SELECT count(*) FROM ${INCOMING} WHERE ${gone}`);
  await engine.run(`DELETE FROM ${INCOMING} WHERE ${gone}`);
  return Number(counted?.[0] ?? 0);
}

/**
 * Replaces authors by pseudonyms, the same one wherever the same author stands; what may name them otherwise goes: display
 * name, location, extras, and an address or key that holds the handle or id. Texts stay as they are. Accounts in `known`
 * (`network:handle` in lower case: the brand's, its competitors', outlets') keep their names.
 */
export async function pseudonymise(store: Store, known: readonly string[]): Promise<void> {
  const { engine } = store;
  await makeKeyedHash(store);
  const listed = known.length === 0 ? `['']` : `[${known.map(sqlText).join(', ')}]`;
  const isKnown = (handle: string): string => `list_contains(${listed}, concat(network, ':', lower(${handle})))`;
  const holds = (column: string): string =>
    `(contains(lower(${column}), lower(coalesce(author_handle, chr(0)))) OR contains(${column}, coalesce(author_id, chr(0))))`;
  await engine.run(`UPDATE ${INCOMING} SET
    key = CASE WHEN ${holds('key')} THEN concat(network, ':~', left(keyed_hash(key), 32)) ELSE key END,
    id = CASE WHEN ${holds('key')} THEN NULL ELSE id END,
    url = CASE WHEN ${holds('url')} THEN NULL ELSE url END,
    author_id = pseudonym(id_hash(network, author_id)),
    author_handle = pseudonym(handle_hash(network, coalesce(author_handle, author_name))),
    author_name = NULL, author_location = NULL, extras = NULL
    WHERE coalesce(author_id, author_handle, author_name) IS NOT NULL AND author_role IS NULL
      AND NOT coalesce(${isKnown('coalesce(author_handle, author_name)')}, FALSE)`);
  await engine.run(`UPDATE ${INCOMING} SET parent_author = pseudonym(handle_hash(network, parent_author))
    WHERE parent_author IS NOT NULL AND NOT ${isKnown('parent_author')}`);
}
