/** Names what judging looked for, so that a judgement can be told from one that looked for something else. */
import { createHash } from 'node:crypto';
import type { Watch } from '../../judgement/watch.js';
import { printQuery } from '../../query/print.js';

export function watchId({ entries }: Watch): string {
  if (entries.length === 0) return 'none';
  const said = entries.map(({ name, kind, query }) => [name, kind, printQuery(query)]);
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 12);
}
