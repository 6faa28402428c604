import type { SourceEntry } from './config.js';
import type { Path } from './path.js';

/** What a fetch of the configuration says, as paths and values for people; what it does not say is left out. */
export function sourceRows(entry: SourceEntry): (readonly [Path, string])[] {
  const rows: (readonly [Path, string])[] = [[['source'], entry.source]];
  if (entry.queries.length > 0) rows.push([['query'], entry.queries.join('; ')]);
  if (entry.author !== null) rows.push([['author'], entry.author]);
  if (entry.thread !== null) rows.push([['thread'], entry.thread]);
  if (entry.replies) rows.push([['replies'], 'true']);
  if (entry.baseUrl !== null) rows.push([['baseUrl'], entry.baseUrl]);
  for (const [name, variable] of Object.entries(entry.credentials)) {
    rows.push([['credentials', name], `env:${variable}`]);
  }
  for (const [name, value] of Object.entries(entry.options)) rows.push([['options', name], value]);
  return rows;
}
