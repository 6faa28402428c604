import { AppError } from '../core/errors.js';
import type { ZipEntry } from './zip.js';

/** What an archive holds that can be read. */
type ArchiveContent =
  | { readonly kind: 'workbook' }
  /** Parts of an X archive, in order, and whose it is. */
  | { readonly kind: 'tweets'; readonly parts: readonly ZipEntry[]; readonly account: ZipEntry | undefined }
  | { readonly kind: 'file'; readonly entry: ZipEntry };

const TWEETS = /(?:^|\/)data\/tweets?(?:-part(\d+))?\.js$/;
const ACCOUNT = /(?:^|\/)data\/account\.js$/;
const MOST_ACCOUNT_BYTES = 1_048_576;
const READABLE = /\.(csv|tsv|tab|txt|json|jsonl|ndjson|xlsx|parquet)(\.(gz|zst))?$/i;
const NAMED_AT_MOST = 3;

/**
 * The account that `account.js` describes (a script that assigns a list of one, cut at its first `=` and never run), as
 * JSON; null where it holds none.
 */
export function accountIn(script: string): string | null {
  try {
    const list: unknown = JSON.parse(script.slice(script.indexOf('=') + 1).replace(/;\s*$/, ''));
    const first: unknown = Array.isArray(list) ? list[0] : null;
    if (typeof first !== 'object' || first === null || !('account' in first)) return null;
    return typeof first.account === 'object' && first.account !== null ? JSON.stringify(first.account) : null;
  } catch {
    return null;
  }
}

/** Decides what to read from a zip archive: a workbook, an X archive, or the only export in it. */
export function archiveContent(entries: readonly ZipEntry[], name: string): ArchiveContent {
  if (entries.some((entry) => entry.path === 'xl/workbook.xml')) return { kind: 'workbook' };
  const parts = entries
    .map((entry) => ({ entry, match: TWEETS.exec(entry.path) }))
    .filter((part) => part.match !== null)
    .sort((a, b) => Number(a.match?.[1] ?? 0) - Number(b.match?.[1] ?? 0));
  if (parts.length > 0)
    return {
      kind: 'tweets',
      parts: parts.map((part) => part.entry),
      account: entries.find((entry) => ACCOUNT.test(entry.path) && entry.bytes < MOST_ACCOUNT_BYTES),
    };
  const files = entries.filter((entry) => READABLE.test(entry.path) && !/(^|\/)(__MACOSX\/|\.)/.test(entry.path));
  const [entry] = files;
  if (entry !== undefined && files.length === 1) return { kind: 'file', entry };
  if (entry === undefined)
    throw new AppError('malformed-input', `cannot read ${name}: the archive holds no export`, {
      code: 'file.archive',
      hint: 'unpack it and name the file that holds the posts',
    });
  const names = files.slice(0, NAMED_AT_MOST).map((file) => file.path);
  throw new AppError(
    'malformed-input',
    `cannot read ${name}: the archive holds ${files.length} files, ${names.join(', ')}${files.length > NAMED_AT_MOST ? ', …' : ''}`,
    { code: 'file.archive', hint: 'unpack it and name the files to read' },
  );
}
