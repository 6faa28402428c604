/** Erases an author: all that they wrote, what is known of them, and what of others' posts names them but their texts. */
import { sqlText } from '../core/engine.js';
import { makeIdentityHashes } from './append.js';
import { type AuthorNames, isHandle, namesInAddress, namesInJson, wrote } from './author-traces.js';
import { makeKeyedHash } from './identity.js';
import { keepLastRow } from './prune.js';
import { markRewriteDue } from './rewrite.js';
import type { Store } from './store.js';

export interface FoundAuthor extends AuthorNames {
  readonly posts: number;
  /** What to look for afterwards: keys of the posts, and pieces of their texts. A sample where there are many. */
  readonly keys: readonly string[];
  readonly pieces: readonly string[];
}

/** What was erased, in numbers of rows. */
export interface Erased {
  readonly posts: number;
  readonly scores: number;
  readonly history: number;
  /** Posts of others in which something pointed to the author. */
  readonly others: number;
  readonly alerts: number;
  readonly checkpoints: number;
}

/** Keys and pieces of texts that are looked for among the bytes. */
const SAMPLE = 100;
/** Of a text that is long enough to be told from others. */
const PIECE_CHARACTERS = 24;

/** Finds the author by their handle, and by every id that the handle ever had; makes the table `erased (row, key)`. */
export async function findAuthor(store: Store, network: string, handle: string): Promise<FoundAuthor> {
  const { engine } = store;
  await makeIdentityHashes(engine);
  await makeKeyedHash(store);
  const texts = async (sql: string): Promise<string[]> => (await engine.rows(sql)).map(([value]) => String(value));
  const name = handle.toLowerCase();
  const of = (kind: 'handle' | 'id', values: readonly string[]): Promise<string[]> =>
    values.length === 0
      ? Promise.resolve([])
      : texts(
          `SELECT pseudonym(${kind}_hash(${sqlText(network)}, x)) FROM (VALUES ${values.map((value) => `(${sqlText(value)})`).join(', ')}) AS t(x)`,
        );
  const first: AuthorNames = { network, handles: [name], ids: [], pseudonyms: await of('handle', [name]) };
  const ids = await texts(`SELECT DISTINCT author_id FROM store.posts WHERE ${wrote(first)} AND author_id IS NOT NULL
    UNION SELECT DISTINCT id FROM store.authors
      WHERE network = ${sqlText(network)} AND id IS NOT NULL AND ${isHandle('coalesce(handle, name)', first)} ORDER BY 1`);
  const second: AuthorNames = { ...first, ids, pseudonyms: [...first.pseudonyms, ...(await of('id', ids))] };
  const handles = await texts(`SELECT DISTINCT lower(coalesce(author_handle, author_name)) AS handle FROM store.posts
    WHERE ${wrote(second)} AND coalesce(author_handle, author_name) IS NOT NULL
      AND NOT is_pseudonym(coalesce(author_handle, author_name)) AND handle <> ${sqlText(name)} ORDER BY 1`);
  const author: AuthorNames = {
    network,
    handles: [name, ...handles],
    ids: ids.filter((id) => !isPseudonym(id)),
    pseudonyms: [...new Set([...second.pseudonyms, ...(await of('handle', handles)), ...ids.filter(isPseudonym)])],
  };
  await engine.run(`CREATE OR REPLACE TABLE erased AS SELECT row, key FROM store.posts WHERE ${wrote(author)}`);
  const [counted] = await engine.rows('SELECT count(*) FROM erased');
  return {
    ...author,
    posts: Number(counted?.[0] ?? 0),
    keys: await texts(`SELECT key FROM erased USING SAMPLE reservoir(${SAMPLE} ROWS) REPEATABLE (1)`),
    pieces:
      await texts(`SELECT substr(said, 1 + greatest(0, (length(said) - ${PIECE_CHARACTERS}) // 2), ${PIECE_CHARACTERS}) AS piece
      FROM (SELECT coalesce(text, title) AS said FROM store.posts
        WHERE row IN (SELECT row FROM erased USING SAMPLE reservoir(${SAMPLE} ROWS) REPEATABLE (1))) WHERE length(said) >= ${PIECE_CHARACTERS}`),
  };
}

function isPseudonym(text: string): boolean {
  return /^~[0-9a-f]{20}$/.test(text);
}

/** Erases what findAuthor found, in one transaction. Its bytes go with the rewrite of the file that is then due. */
export async function eraseAuthor(store: Store, author: FoundAuthor, now: number): Promise<Erased> {
  const { engine } = store;
  const network = sqlText(author.network);
  const counted = async (from: string): Promise<number> =>
    Number((await engine.rows(`SELECT count(*) FROM ${from}`))[0]?.[0] ?? 0);
  const mine = 'row IN (SELECT row FROM erased)';
  const scores = await counted(`store.scores WHERE ${mine}`);
  const history = await counted(`store.post_history WHERE ${mine}`);
  await engine.run(`CREATE OR REPLACE TABLE erased_authors AS SELECT DISTINCT author_hash FROM store.posts WHERE ${mine}
    UNION SELECT author_hash FROM store.authors WHERE network = ${network}
      AND (${isHandle('coalesce(handle, name)', author)} OR coalesce(id IN (${[...author.ids, ...author.pseudonyms, ''].map(sqlText).join(', ')}), FALSE))`);
  const others = await findOthers(store, author);
  await engine.run(`CREATE OR REPLACE TABLE kept_evidence AS
    SELECT alert, list(key) FILTER (WHERE key NOT IN (SELECT key FROM erased)) AS evidence
    FROM (SELECT alert, unnest(evidence) AS key FROM store.alerts) GROUP BY alert
    HAVING count(*) > count(*) FILTER (WHERE key NOT IN (SELECT key FROM erased))`);
  const alerts = await counted('kept_evidence');
  const streams = await heldBy(store, author);
  await store.transaction(async () => {
    await keepLastRow(store);
    for (const table of ['scores', 'post_history', 'posts'])
      await engine.run(`DELETE FROM store.${table} WHERE ${mine}`);
    for (const table of ['authors', 'author_history']) {
      await engine.run(`DELETE FROM store.${table} WHERE author_hash IN (SELECT author_hash FROM erased_authors)`);
    }
    await engine.run(`UPDATE store.posts SET key = o.key, key_hash = store_key(o.key), thread = o.thread, parent = o.parent,
        repost_of = o.repost_of, parent_author = o.parent_author, url = o.url,
        url_hash = CASE WHEN o.url IS NOT NULL THEN posts.url_hash END, extras = o.extras
      FROM others AS o WHERE posts.row = o.row`);
    await engine.run(`UPDATE store.alerts SET evidence = coalesce(k.evidence, [])
      FROM kept_evidence AS k WHERE alerts.alert = k.alert`);
    for (const stream of streams) await engine.run(`DELETE FROM store.checkpoints WHERE stream = ${sqlText(stream)}`);
    await engine.run(`UPDATE store.run_steps SET
        name = CASE WHEN ${namesInAddress('name', author)} THEN 'forgotten' ELSE name END,
        detail = CASE WHEN ${namesInAddress('detail', author)} THEN NULL ELSE detail END
      WHERE step = 'fetch' AND (${namesInAddress('name', author)} OR ${namesInAddress('detail', author)})`);
    await engine.run(`INSERT INTO store.forgotten SELECT DISTINCT hash, epoch_ms(CAST(${Math.floor(now)} AS BIGINT))
      FROM (${hashes(author)}) AS h(hash) WHERE hash NOT IN (SELECT author FROM store.forgotten)`);
    await markRewriteDue(store);
  });
  await engine.run('DROP TABLE erased_authors; DROP TABLE others; DROP TABLE kept_evidence');
  return { posts: author.posts, scores, history, others, alerts, checkpoints: streams.length };
}

/** Makes the table `others (row, key, thread, …)`: posts of others as they are to be. Returns how many. */
async function findOthers({ engine }: Store, author: FoundAuthor): Promise<number> {
  // A brand's reply inside a row of a review site has the key of the review and `:reply`.
  const points = (column: string): string => `(${column} IN (SELECT key FROM erased)
    OR (ends_with(${column}, ':reply') AND left(${column}, -6) IN (SELECT key FROM erased))
    OR (starts_with(${column}, ${sqlText(`${author.network}:`)}) AND NOT is_plain_key(${column}) AND ${namesInAddress(column, author)}))`;
  const here = `network = ${sqlText(author.network)}`;
  const keys = ['key', 'thread', 'parent', 'repost_of'];
  const found = [
    ...keys.map((column) => [column, points(column)] as const),
    ['parent_author', `${here} AND ${isHandle('parent_author', author)}`] as const,
    ['url', `${here} AND ${namesInAddress('url', author)}`] as const,
    ['extras', `${here} AND ${namesInJson('extras', author)}`] as const,
  ];
  // Each condition stands here once, and not once to find the row and again to change it: planning them took most of the time.
  const safe = found.map(
    ([column]) => `CASE WHEN ${column}_found THEN ${keys.includes(column) ? `hashed_key(${column})` : 'NULL'}
    ELSE ${column} END AS ${column}`,
  );
  await engine.run(`CREATE OR REPLACE TABLE others AS SELECT row, ${safe.join(', ')}
    FROM (SELECT *, ${found.map(([column, condition]) => `coalesce(${condition}, FALSE) AS ${column}_found`).join(', ')}
      FROM store.posts WHERE row NOT IN (SELECT row FROM erased))
    WHERE ${found.map(([column]) => `${column}_found`).join(' OR ')}`);
  const [row] = await engine.rows('SELECT count(*) FROM others');
  return Number(row?.[0] ?? 0);
}

/** Streams whose checkpoint names the author or one of the posts: they are read from the start again. */
async function heldBy({ engine }: Store, author: FoundAuthor): Promise<string[]> {
  const found = await engine.rows(`SELECT stream FROM store.checkpoints
    WHERE ${namesInAddress('stream', author)} OR ${namesInAddress('state', author)}
      OR EXISTS (SELECT 1 FROM erased WHERE contains(state, erased.key)
        OR contains(state, concat('"', substr(erased.key, ${author.network.length + 2}), '"')))`);
  return found.map(([stream]) => String(stream));
}

/** Of handles and ids; pseudonyms hold the beginning of theirs. */
function hashes({ network, handles, ids, pseudonyms }: AuthorNames): string {
  const values = [
    ...handles.map((handle) => `(handle_hash(${sqlText(network)}, ${sqlText(handle)}))`),
    ...ids.map((id) => `(id_hash(${sqlText(network)}, ${sqlText(id)}))`),
    ...pseudonyms.map((pseudonym) => `(${sqlText(pseudonym.slice(1))})`),
  ];
  return `VALUES ${values.join(', ')}`;
}
