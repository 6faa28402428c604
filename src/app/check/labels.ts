/** An analyst's own labels: which column has them, and what its cells say. */
import { AppError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { inputName } from '../../files/input-name.js';
import type { Label } from '../../posts/post.js';
import type { Input } from '../score/input.js';
import type { JsonRow } from '../score/json-input.js';
import type { TableRow } from '../score/table-input.js';

/** Names of the column, in any case, where the user names none. */
const NAMES = ['label', 'sentiment'];
/** The first that is there: in a file that was scored, the analyst's own columns are called so. */
const SOUGHT = ['input_label', 'input_sentiment', ...NAMES];

const LABEL_OF: ReadonlyMap<string, Label> = new Map<string, Label>([
  ['negative', 'negative'],
  ['neg', 'negative'],
  ['-1', 'negative'],
  ['neutral', 'neutral'],
  ['neu', 'neutral'],
  ['0', 'neutral'],
  ['positive', 'positive'],
  ['pos', 'positive'],
  ['1', 'positive'],
  ['+1', 'positive'],
  ['mixed', 'mixed'],
]);

export const LABELS_ALLOWED = 'negative, neutral, positive, mixed, neg, neu, pos, -1, 0 or 1';

/** The label that a cell says, in any case; null where it says none. */
export function labelOf(cell: string): Label | null {
  return LABEL_OF.get(cell.trim().toLowerCase().replace('−', '-')) ?? null;
}

/** The cell of a row that holds its label; null where the row has no such column. */
export type LabelCell = (row: TableRow | JsonRow) => string | null;

/** Finds the column of an input. Throws `check.column` for a table without it. */
export function labelCell(input: Input, asked: string | null): LabelCell {
  const names = asked === null ? SOUGHT : [asked.trim().toLowerCase()];
  const place = (header: readonly string[]): number => {
    const known = header.map((name) => name.trim().toLowerCase());
    return names.map((name) => known.indexOf(name)).find((index) => index !== -1) ?? -1;
  };
  if (input.kind === 'json') {
    return (row) => {
      if (!('members' in row)) return null;
      const member = row.members[place(row.members.map(({ name }) => name))];
      if (member === undefined) return null;
      const value: unknown = JSON.parse(row.text.slice(member.valueFrom, member.valueTo));
      return value === null ? '' : String(value);
    };
  }
  const index = place(input.header);
  if (index === -1) throw noColumn(input.name, asked, input.header);
  return (row) => ('fields' in row ? (row.fields[index] ?? '') : null);
}

/**
 * The error for an input without labels: `usage` where the user names a column that is not there, else `malformed-input`.
 * @param header what there is instead
 */
export function noColumn(name: string, asked: string | null, header: readonly string[] = []): AppError {
  const close = nearest(asked ?? 'label', header);
  const hint =
    close !== null
      ? `did you mean --label-column ${close}?`
      : asked === null || header.length === 0
        ? 'name the one with your labels: --label-column <name>'
        : `its columns are ${header.join(', ')}`;
  return asked === null
    ? new AppError('malformed-input', `${inputName(name)} has no column ${NAMES.join(' or ')}`, {
        code: 'check.column',
        hint,
      })
    : new AppError('usage', `--label-column is "${asked}", which ${inputName(name)} does not have`, {
        code: 'check.column',
        hint,
      });
}
