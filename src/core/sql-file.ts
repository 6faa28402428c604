import { readFileSync } from 'node:fs';

/** An SQL file of this package, by its path below the source folder, e.g. `reports/unhappy.sql`. */
export function readSql(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}
