/** When more of a file is unreadable than is allowed: then it was probably read the wrong way. */
import { AppError } from '../core/errors.js';
import { inputName } from '../files/input-name.js';
import type { Reject } from './rejects.js';

export interface RejectedShare {
  /** The file as the user named it, `-` for standard input. */
  readonly file: string;
  readonly rejected: number;
  /** Rows of the file, the rejected ones among them. */
  readonly rows: number;
  /** The reason that most of them have. */
  readonly cause: string;
  readonly first: Pick<Reject, 'line' | 'reason'> | undefined;
}

export interface RejectLimit {
  /** 0 to 1. */
  readonly maxRejects: number;
  /** Where the rows are written, where the user asked for it. */
  readonly rejectsFile?: string | undefined;
}

/**
 * The error (`malformed-input`) for a share of rejects that is larger than allowed, else null.
 * @param action what fails, e.g. `import`
 */
export function tooManyRejects(
  action: 'import' | 'score',
  share: RejectedShare,
  { maxRejects, rejectsFile }: RejectLimit,
): AppError | null {
  const { file, rejected, rows, cause, first } = share;
  if (rejected === 0 || rejected <= rows * maxRejects) return null;
  const percent = `${((100 * rejected) / rows).toFixed(1)} %`;
  const where = first === undefined ? '' : `: line ${first.line} ${first.reason}`;
  const name = inputName(file);
  // What a filter could read is written already.
  const [subject, object] = action === 'import' ? [`cannot import ${name}: `, ''] : ['', ` of ${name}`];
  return new AppError(
    'malformed-input',
    `${subject}${rejected} of ${rows} rows${object} (${percent}) are unreadable, more than ${(100 * maxRejects).toFixed(0)} %${where}`,
    { code: `${action}.too-many-rejects`, hint: likelyCause(cause, rejectsFile) },
  );
}

function likelyCause(cause: string, rejectsFile: string | undefined): string {
  const look =
    rejectsFile === undefined ? 'look at the rows with --rejects rejects.csv' : `look at them in ${rejectsFile}`;
  if (/fields?, expected/.test(cause)) return 'the delimiter may be another: --delimiter ";" (or "," or tab)';
  if (cause.includes('quote')) return `quotes may be written in another way; ${look}`;
  if (cause.includes('UTF-8')) return 'the encoding may be another: --encoding windows-1252';
  if (cause.includes('date')) return 'say how dates are written: --map created_at=Date:DD/MM/YYYY';
  if (cause.includes('JSON')) return `the file may be cut off or not be NDJSON; ${look}`;
  return `${look}, or allow more with --max-rejects 50%`;
}
