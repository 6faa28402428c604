/** Posts into the store, a bounded batch at a time: each one whole with its checkpoint, or not at all. */
import type { Engine } from '../core/engine.js';
import { POST_COLUMNS } from '../posts/post.js';
import { FACTS, METRICS } from '../posts/sighting.js';
import { sqlType } from '../posts/table.js';
import { type StreamState, writeCheckpoint } from './checkpoints.js';
import type { Store } from './store.js';

/** Where a batch is put first: the columns of a post, then `words`. Nothing of it is in the store yet. */
export const INCOMING = 'incoming';

export interface Appended {
  readonly added: number;
  /** Posts that were there already, whether or not the later sighting knew anything new. */
  readonly met: number;
}

const NAMES = POST_COLUMNS.map(({ name }) => name);
/** Metrics of the post itself, of which the store keeps what they were before. */
const KEPT = ['likes', 'reposts', 'replies', 'quotes', 'views'] as const;

/**
 * SQL macros for identities. The hashes are part of MD5, which no version of the engine will ever compute otherwise; of
 * ten million keys two have the same one with a chance of one in four hundred thousand.
 */
const MACROS = `
  CREATE OR REPLACE MACRO stable_hash(x) AS md5_number_lower(x);
  CREATE OR REPLACE MACRO store_key(key) AS stable_hash(key);
  CREATE OR REPLACE MACRO store_url(network, url) AS CASE WHEN url IS NOT NULL THEN stable_hash(concat(network, ' ', url)) END;
  CREATE OR REPLACE MACRO store_author(network, id, handle, name) AS
    CASE WHEN coalesce(id, handle, name) IS NOT NULL THEN stable_hash(concat(network, ' ', coalesce(id, lower(handle), lower(name)))) END`;

/** Makes the macros `store_key`, `store_url` and `store_author`. */
export async function makeIdentityHashes(engine: Engine): Promise<void> {
  await engine.run(MACROS);
}

/** Makes the empty table that takes a batch. */
export async function createIncoming(engine: Engine): Promise<void> {
  const columns = POST_COLUMNS.map(({ name, type }) => `${name} ${sqlType(type)}`);
  await engine.run(`${MACROS};
    CREATE OR REPLACE TABLE ${INCOMING} (${columns.join(', ')}, words VARCHAR,
      key_hash UBIGINT, url_hash UBIGINT, author_hash UBIGINT, row BIGINT, by_url BOOLEAN)`);
}

/**
 * Stores what is in INCOMING, and empties it. A post that is there keeps its first sighting; later metrics win, and what
 * they were is kept. `now` in milliseconds.
 */
export async function appendIncoming(
  store: Store,
  now: number,
  checkpoint: StreamState | null = null,
): Promise<Appended> {
  const { engine } = store;
  const moment = `epoch_ms(CAST(${Math.floor(now)} AS BIGINT))`;
  await stage(engine);
  const [counts] = await engine.rows(
    `SELECT count(*) FILTER (WHERE row IS NULL), count(row), coalesce(max(rowid), -1) + 1 FROM ${INCOMING}`,
  );
  const [added = 0, met = 0, places = 0] = (counts ?? []).map(Number);
  // A row's number is its place in the batch; numbers may be left out.
  const first = await store.takeRows(places);
  await store.transaction(async () => {
    if (met > 0) await update(engine, moment);
    if (added > 0) await insert(engine, first);
    await rememberAuthors(engine, moment);
    if (checkpoint !== null) await writeCheckpoint(store, checkpoint, now);
  });
  await engine.run(`DROP TABLE ${INCOMING}; DROP TABLE changed; DROP TABLE batch_authors`);
  await store.tidy();
  return { added, met };
}

/** What is to be done, found out before anything is written: a transaction must not write elsewhere than to the store. */
async function stage(engine: Engine): Promise<void> {
  await engine.run(`UPDATE ${INCOMING} SET key_hash = store_key(key), url_hash = store_url(network, url),
    author_hash = store_author(network, author_id, author_handle, author_name), by_url = FALSE`);
  // The last of several sightings in one batch has the newest metrics.
  await engine.run(`DELETE FROM ${INCOMING} WHERE rowid NOT IN (SELECT max(rowid) FROM ${INCOMING} GROUP BY key_hash)`);
  await engine.run(`UPDATE ${INCOMING} SET row = p.row FROM store.posts AS p WHERE p.key_hash = ${INCOMING}.key_hash`);
  // A tool that knows only a post's address, and one that knows its id: the address says that they mean the same.
  await engine.run(`UPDATE ${INCOMING} SET row = known.row, by_url = TRUE FROM (
      SELECT i.rowid AS place, min(p.row) AS row
      FROM ${INCOMING} AS i JOIN store.posts AS p ON p.url_hash = i.url_hash AND (i.id IS NULL) <> (p.id IS NULL)
      WHERE i.row IS NULL GROUP BY i.rowid HAVING count(*) = 1
    ) AS known WHERE ${INCOMING}.rowid = known.place`);
  const differs = [
    ...METRICS.map((name) => `(b.${name} IS NOT NULL AND b.${name} IS DISTINCT FROM p.${name})`),
    ...FACTS.map((name) => `(b.${name} IS NOT NULL AND p.${name} IS NULL)`),
    '(b.by_url AND p.id IS NULL)',
  ];
  const counted = KEPT.map((name) => `(b.${name} IS NOT NULL AND b.${name} IS DISTINCT FROM p.${name})`);
  await engine.run(`CREATE OR REPLACE TABLE changed AS
    SELECT b.*, (${counted.join(' OR ')}) AND (${KEPT.map((name) => `p.${name} IS NOT NULL`).join(' OR ')}) AS counted,
      ${KEPT.map((name) => `p.${name} AS old_${name}`).join(', ')}
    FROM ${INCOMING} AS b JOIN store.posts AS p ON p.row = b.row WHERE b.row IS NOT NULL AND (${differs.join(' OR ')})`);
  await engine.run(`CREATE OR REPLACE TABLE batch_authors AS
    SELECT b.author_hash, any_value(b.network) AS network, arg_max(b.author_id, b.rowid) AS id,
      arg_max(b.author_handle, b.rowid) AS handle, arg_max(b.author_name, b.rowid) AS name,
      arg_max(b.author_followers, row(coalesce(b.created_at, b.collected_at), b.rowid)) AS followers,
      any_value(a.author_hash) AS known, any_value(a.followers) AS old_followers
    FROM ${INCOMING} AS b LEFT JOIN store.authors AS a ON a.author_hash = b.author_hash
    WHERE b.author_hash IS NOT NULL GROUP BY b.author_hash`);
}

async function update(engine: Engine, moment: string): Promise<void> {
  const set = [
    ...METRICS.map((name) => `${name} = coalesce(c.${name}, posts.${name})`),
    ...FACTS.map((name) => `${name} = coalesce(posts.${name}, c.${name})`),
  ];
  await engine.run(`INSERT INTO store.post_history SELECT row, ${moment}, ${KEPT.map((name) => `old_${name}`).join(', ')}
    FROM changed WHERE counted`);
  await engine.run(
    `UPDATE store.posts SET ${set.join(', ')}, updated_at = ${moment} FROM changed AS c WHERE posts.row = c.row`,
  );
  await engine.run(`UPDATE store.posts SET id = c.id, key = c.key, key_hash = c.key_hash
    FROM changed AS c WHERE posts.row = c.row AND c.by_url AND posts.id IS NULL AND c.id IS NOT NULL`);
}

async function insert(engine: Engine, first: number): Promise<void> {
  const columns = ['key_hash', 'url_hash', 'author_hash', ...NAMES, 'words'].join(', ');
  await engine.run(`INSERT INTO store.posts (row, ${columns})
    SELECT ${first} + rowid, ${columns} FROM ${INCOMING} WHERE row IS NULL`);
}

async function rememberAuthors(engine: Engine, moment: string): Promise<void> {
  const changed = 'followers IS NOT NULL AND old_followers IS NOT NULL AND followers <> old_followers';
  await engine.run(`INSERT INTO store.author_history SELECT author_hash, ${moment}, old_followers
    FROM batch_authors WHERE known IS NOT NULL AND ${changed}`);
  await engine.run(`UPDATE store.authors SET followers = b.followers, followers_at = ${moment} FROM batch_authors AS b
    WHERE authors.author_hash = b.author_hash AND b.followers IS NOT NULL AND b.followers IS DISTINCT FROM b.old_followers`);
  await engine.run(`UPDATE store.authors SET handle = coalesce(b.handle, authors.handle), name = coalesce(b.name, authors.name)
    FROM batch_authors AS b WHERE authors.author_hash = b.author_hash
      AND (b.handle IS NOT NULL AND b.handle IS DISTINCT FROM authors.handle OR b.name IS NOT NULL AND b.name IS DISTINCT FROM authors.name)`);
  await engine.run(`INSERT INTO store.authors
    SELECT author_hash, network, id, handle, name, followers, CASE WHEN followers IS NOT NULL THEN ${moment} END, ${moment}
    FROM batch_authors WHERE known IS NULL`);
}
