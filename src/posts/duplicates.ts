/** The same post twice is one post: the first sighting stays, later metrics win, nothing is counted twice. */
import type { Engine } from '../core/engine.js';
import { FACTS, METRICS } from './sighting.js';
import { storedColumns } from './table.js';

/**
 * Merges posts that share a key, and posts without an id whose URL is the URL of exactly one post with an id.
 * Returns how many rows were merged into others.
 */
export async function mergeDuplicates(engine: Engine): Promise<number> {
  await engine.run(`UPDATE posts SET key = known.key, id = known.id
    FROM (SELECT network, url, min(key) AS key, min(id) AS id FROM posts WHERE id IS NOT NULL AND url IS NOT NULL
      AND hash(network, url) IN (SELECT hash(network, url) FROM posts WHERE id IS NULL AND url IS NOT NULL)
      GROUP BY network, url HAVING count(DISTINCT key) = 1) AS known
    WHERE posts.id IS NULL AND posts.network = known.network AND posts.url = known.url
      AND posts.key = concat(posts.network, ':', posts.url)
      AND EXISTS (SELECT 1 FROM posts AS other WHERE other.id IS NULL AND other.url IS NOT NULL)`);
  // Grouping 64-bit hashes first keeps the memory small: keys are compared only where hashes meet.
  await engine.run(`CREATE TABLE sightings AS
    SELECT rowid AS row, key, min(rowid) OVER (PARTITION BY key) AS first
    FROM posts WHERE hash(key) IN (SELECT hash(key) FROM posts GROUP BY hash(key) HAVING count(*) > 1)`);
  const [counted] = await engine.rows('SELECT count(*) FROM sightings WHERE row <> first');
  const merged = Number(counted?.[0] ?? 0);
  if (merged > 0) {
    const stored = await storedColumns(engine);
    const metrics = METRICS.filter((name) => stored.includes(name));
    const facts = FACTS.filter((name) => stored.includes(name));
    const latest = metrics.map((name) => `arg_max(p.${name}, p.rowid) AS ${name}`);
    const earliest = facts.map((name) => `arg_min(p.${name}, p.rowid) AS ${name}`);
    const set = [...metrics, ...facts].map((name) => `${name} = known.${name}`);
    await engine.run(`UPDATE posts SET ${set.join(', ')} FROM (
        SELECT s.first, ${[...latest, ...earliest].join(', ')}
        FROM sightings AS s JOIN posts AS p ON p.rowid = s.row GROUP BY s.first) AS known
      WHERE posts.rowid = known.first`);
    await engine.run('DELETE FROM posts WHERE rowid IN (SELECT row FROM sightings WHERE row <> first)');
  }
  await engine.run('DROP TABLE sightings');
  return merged;
}
