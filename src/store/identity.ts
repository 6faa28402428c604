/**
 * Who an author is to the store when they are not to be known: keyed hashes. The key is a file of its own beside the store,
 * never in it: who has only the store cannot try names until one fits.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { sqlText } from '../core/engine.js';
import { AppError } from '../core/errors.js';
import { INCOMING } from './append.js';
import { moveInto } from './rewrite.js';
import type { Store } from './store.js';

export function keyPath(store: string): string {
  return `${store}.key`;
}

/** Reads the key of a store, or makes one. */
function keyOf(store: string): string {
  const path = keyPath(store);
  if (!existsSync(path)) {
    // Half a key would be none for ever, and one that is lost makes strangers of all who were forgotten.
    const aside = `${path}.new`;
    rmSync(aside, { force: true });
    writeFileSync(aside, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(aside, 0o600);
    moveInto(aside, path);
  }
  const key = readFileSync(path, 'utf8').trim();
  if (/^[0-9a-f]{64}$/.test(key)) return key;
  throw new AppError('malformed-input', `${path} holds no key of 64 hexadecimal digits`, {
    code: 'store.key',
    hint: 'bring the file back from a copy: without it nobody who was forgotten is known again',
  });
}

/** What a pseudonym looks like; keys that are none of the network any more begin with `~k` behind the network. */
const PSEUDONYM = '~[0-9a-f]{20}';
/** Ids that networks number or draw, and that name nobody. All others may: addresses, `page_post`, hashes of a name and a text. */
const PLAIN_KEY = '[^:]+:(t[0-9]_)?[0-9A-Za-z-]{1,64}(:reply)?';

/**
 * Makes the macros `keyed_hash` (64 hexadecimal digits), `handle_hash`, `id_hash`, `pseudonym`, `is_forgotten`, and for keys
 * `hashed_key`, `is_plain_key`, `nameless_key`. SHA-256 of the key and of SHA-256 of the key and the text: the outer one
 * keeps what is hashed from being lengthened.
 */
export async function makeKeyedHash({ engine, path }: Store): Promise<void> {
  const key = sqlText(keyOf(path));
  await engine.run(`
    CREATE OR REPLACE MACRO keyed_hash(x) AS sha256(concat(${key}, sha256(concat(${key}, x))));
    CREATE OR REPLACE MACRO is_pseudonym(x) AS coalesce(regexp_full_match(x, '${PSEUDONYM}'), FALSE);
    CREATE OR REPLACE MACRO handle_hash(network, handle) AS CASE
      WHEN handle IS NULL THEN NULL WHEN is_pseudonym(handle) THEN substr(handle, 2)
      ELSE keyed_hash(concat(network, ' @', lower(handle))) END;
    CREATE OR REPLACE MACRO id_hash(network, id) AS CASE
      WHEN id IS NULL THEN NULL WHEN is_pseudonym(id) THEN substr(id, 2) ELSE keyed_hash(concat(network, ' ', id)) END;
    CREATE OR REPLACE MACRO pseudonym(hash) AS CASE WHEN hash IS NOT NULL THEN concat('~', left(hash, 20)) END;
    CREATE OR REPLACE MACRO is_forgotten(hash) AS
      coalesce(left(hash, 20) IN (SELECT left(f.author, 20) FROM store.forgotten AS f), FALSE);
    CREATE OR REPLACE MACRO is_plain_key(key) AS regexp_full_match(key, '${PLAIN_KEY}');
    CREATE OR REPLACE MACRO hashed_key(key) AS CASE
      WHEN key IS NULL OR regexp_full_match(key, '[^:]*:~k[0-9a-f]{32}') THEN key
      ELSE concat(split_part(key, ':', 1), ':~k', left(keyed_hash(key), 32)) END;
    CREATE OR REPLACE MACRO nameless_key(key) AS CASE WHEN is_plain_key(key) THEN key ELSE hashed_key(key) END;
    CREATE OR REPLACE MACRO holds_name(x, name) AS coalesce(CASE
      WHEN regexp_full_match(name, '[0-9]+') THEN list_contains(string_split_regex(x, '[^0-9]+'), name)
      WHEN length(name) >= 3 THEN contains(x, lower(name))
      ELSE list_contains(string_split_regex(x, '[^0-9a-z_]+'), lower(name)) END, FALSE);
    CREATE OR REPLACE MACRO letters_of(x) AS regexp_replace(strip_accents(lower(x)), '[^\\p{L}\\p{N}]', '', 'g')`);
}

/**
 * Takes posts of authors who are to stay forgotten out of INCOMING, and their names out of the answers to them. Returns
 * how many posts.
 */
export async function dropForgotten(store: Store): Promise<number> {
  const { engine } = store;
  const [row] = await engine.rows('SELECT count(*) FROM store.forgotten');
  if (Number(row?.[0] ?? 0) === 0) return 0;
  await makeKeyedHash(store);
  const gone = `is_forgotten(handle_hash(network, coalesce(author_handle, author_name))) OR is_forgotten(id_hash(network, author_id))`;
  const [counted] = await engine.rows(`SELECT count(*) FROM ${INCOMING} WHERE ${gone}`);
  await engine.run(`DELETE FROM ${INCOMING} WHERE ${gone}`);
  await dropNames(engine);
  return Number(counted?.[0] ?? 0);
}

/** Takes what names a forgotten author out of the posts of others: whom they answer, and addresses and keys with a part that is a handle or an id. */
async function dropNames(engine: Store['engine']): Promise<void> {
  await engine.run(`UPDATE ${INCOMING} SET parent_author = NULL, extras = NULL
    WHERE is_forgotten(handle_hash(network, parent_author))`);
  const links = ['thread', 'parent', 'repost_of'];
  const addresses = links.map((name) => `CASE WHEN is_plain_key(${name}) THEN NULL ELSE ${name} END`);
  await engine.run(`CREATE OR REPLACE TABLE named AS
    WITH parts AS (SELECT rowid AS place, network, unnest(list_distinct(
        string_split_regex(lower(concat_ws(' ', url, ${addresses.join(', ')})), '[/?#&=:@ ]+'))) AS part FROM ${INCOMING}),
      forgotten AS (SELECT network, part FROM (SELECT DISTINCT network, part FROM parts WHERE part <> '')
        WHERE is_forgotten(handle_hash(network, part)) OR is_forgotten(id_hash(network, part)))
    SELECT DISTINCT place FROM parts JOIN forgotten USING (network, part)`);
  await engine.run(`UPDATE ${INCOMING} SET url = NULL, ${links.map((name) => `${name} = nameless_key(${name})`).join(', ')}
    WHERE rowid IN (SELECT place FROM named)`);
  await engine.run('DROP TABLE named');
}

/**
 * Replaces authors by pseudonyms, the same one wherever the same author stands; what may name them otherwise goes: display
 * name, location, extras, and an address or place that holds the handle or id. Keys that may name anybody become keyed
 * hashes, the same one wherever a post is named. Texts stay as they are. Accounts in `known` (`network:handle` in lower
 * case: the brand's, its competitors', outlets') keep their names.
 */
export async function pseudonymise(store: Store, known: readonly string[]): Promise<void> {
  const { engine } = store;
  await makeKeyedHash(store);
  const listed = known.length === 0 ? `['']` : `[${known.map(sqlText).join(', ')}]`;
  const isKnown = (handle: string): string => `list_contains(${listed}, concat(network, ':', lower(${handle})))`;
  const isPrivate = `(coalesce(author_id, author_handle, author_name) IS NOT NULL AND author_role IS NULL
      AND NOT coalesce(${isKnown('coalesce(author_handle, author_name)')}, FALSE))`;
  // An id that is the author's, or is made of their handle.
  const isNamed = `(${isPrivate} AND coalesce(id IN (author_id, author_handle)
      OR (length(author_handle) >= 4 AND NOT regexp_full_match(author_handle, '[0-9]+') AND contains(lower(id), lower(author_handle))), FALSE))`;
  const safeKey = `CASE WHEN ${isNamed} THEN hashed_key(key) ELSE nameless_key(key) END`;
  await engine.run(`UPDATE ${INCOMING} SET key = ${safeKey},
    id = CASE WHEN ${safeKey} <> key AND ${isPrivate} THEN NULL ELSE id END,
    thread = nameless_key(thread), repost_of = nameless_key(repost_of),
    parent = CASE WHEN length(parent_author) >= 4 AND NOT regexp_full_match(parent_author, '[0-9]+')
      AND contains(lower(substr(parent, length(network) + 2)), lower(parent_author)) AND NOT ${isKnown('parent_author')}
      THEN hashed_key(parent) ELSE nameless_key(parent) END`);
  const holds = (column: string): string =>
    `(holds_name(${column}, author_handle) OR holds_name(${column}, author_id)
      OR (length(letters_of(author_name)) >= 4 AND contains(letters_of(${column}), letters_of(author_name))))`;
  await engine.run(`UPDATE ${INCOMING} SET
    url = CASE WHEN ${holds('url_decode(lower(url))')} THEN NULL ELSE url END,
    place = CASE WHEN ${holds('lower(place)')} THEN NULL ELSE place END,
    source = CASE WHEN ${holds('lower(source)')} THEN NULL ELSE source END,
    author_id = pseudonym(id_hash(network, author_id)),
    author_handle = pseudonym(handle_hash(network, coalesce(author_handle, author_name))),
    author_name = NULL, author_location = NULL, extras = NULL
    WHERE ${isPrivate}`);
  await engine.run(`UPDATE ${INCOMING} SET
      url = CASE WHEN holds_name(url_decode(lower(url)), parent_author) THEN NULL ELSE url END,
      extras = NULL, parent_author = pseudonym(handle_hash(network, parent_author))
    WHERE parent_author IS NOT NULL AND NOT ${isKnown('parent_author')}`);
}
