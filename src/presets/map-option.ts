/** `--map text=Comment,author=User,created_at=When:DD/MM/YYYY`: columns told by the user. */
import { sqlText } from '../core/engine.js';
import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { POST_COLUMNS } from '../posts/post.js';
import { column, constant, type Expressible, networkName, toExpression } from './expression.js';
import type { DateOrder, MappedColumn } from './preset.js';

export interface MapOption {
  readonly columns: { readonly [Column in MappedColumn]?: Expressible };
  /** Which column of the file each one names, in the order given. */
  readonly from: ReadonlyMap<MappedColumn, string>;
  readonly order: DateOrder | null;
  /** Of columns that another option than `--map` names: that option. */
  readonly options?: ReadonlyMap<MappedColumn, string>;
}

/** Shorter names that people use. */
const ALIASES: Readonly<Record<string, MappedColumn>> = {
  author: 'author_name',
  user: 'author_name',
  handle: 'author_handle',
  followers: 'author_followers',
  date: 'created_at',
  language: 'lang',
  sentiment: 'vendor_sentiment',
};

const MADE = new Set(['key', 'extras', 'source', 'collected_at']);
const MAPPABLE = POST_COLUMNS.map(({ name }) => name).filter((name): name is MappedColumn => !MADE.has(name));

/** Throws a usage error for what is not `column=Name`, and for a column that posts do not have. */
export function parseMapOption(text: string): MapOption {
  const columns: { [Column in MappedColumn]?: Expressible } = {};
  const from = new Map<MappedColumn, string>();
  let order: DateOrder | null = null;
  for (const part of splitPairs(text)) {
    const equals = part.indexOf('=');
    const name = part.slice(0, equals).trim();
    let value = part.slice(equals + 1).trim();
    if (equals === -1 || name === '' || value === '') {
      throw new AppError('usage', `--map has "${part}", expected column=Name`, {
        code: 'map.pair',
        hint: 'write it as --map text=Comment,author=User,created_at=When:DD/MM/YYYY',
      });
    }
    const target = ALIASES[name] ?? MAPPABLE.find((known) => known === name);
    if (target === undefined) {
      const close = nearest(name, [...MAPPABLE, ...Object.keys(ALIASES)]);
      throw new AppError('usage', `--map names "${name}", which is no column of a post`, {
        code: 'map.column',
        hint: close === null ? `the columns are ${MAPPABLE.join(', ')}` : `did you mean ${close}?`,
      });
    }
    if (target === 'created_at') {
      const form = /^(.+?):((?=.*[DMY])[DMYHhmsaAZ/.\-:, T]+)$/.exec(value);
      if (form?.[1] !== undefined && form[2] !== undefined) {
        value = form[1];
        order = orderOf(form[2]) ?? order;
        columns.created_at = dated(value, form[2]);
        from.set(target, value);
        continue;
      }
    }
    from.set(target, value);
    // 'text' in quotes is the same for every row: network='trustpilot'.
    const quoted = /^(['"])(.*)\1$/.exec(value)?.[2];
    if (quoted !== undefined) columns[target] = constant(quoted);
    else columns[target] = target === 'network' ? networkName(value) : column(value);
  }
  return { columns, from, order };
}

/** Commas inside quotes and after a backslash do not separate. */
function splitPairs(text: string): string[] {
  return text
    .split(/(?<!\\),(?=\s*[a-z_]+\s*=)/)
    .map((part) => part.replaceAll('\\,', ',').trim())
    .filter((part) => part !== '');
}

function orderOf(form: string): DateOrder | null {
  const day = form.indexOf('D');
  const month = form.indexOf('M');
  const year = form.indexOf('Y');
  if (day === -1 || month === -1 || year < Math.min(day, month)) return null;
  return day < month ? 'dmy' : 'mdy';
}

const TOKENS: readonly (readonly [RegExp, string])[] = [
  [/YYYY/g, '%Y'],
  [/YY/g, '%y'],
  [/MMMM/g, '%B'],
  [/MMM/g, '%b'],
  [/MM?(?![a-z])/g, '%m'],
  [/DD?/g, '%d'],
  [/HH?/g, '%H'],
  [/hh?/g, '%I'],
  [/mm/g, '%M'],
  [/ss?/g, '%S'],
  [/[aA]/g, '%p'],
  [/ZZ?/g, '%z'],
];

/** The user's form first; what it does not fit is read like any other date, in the same order. */
function dated(name: string, form: string): Expressible {
  const pattern = TOKENS.reduce<(string | { token: string })[]>(
    (parts, [token, code]) =>
      parts.flatMap((part) =>
        typeof part !== 'string'
          ? [part]
          : part.split(token).flatMap((piece, index) => (index === 0 ? [piece] : [{ token: code }, piece])),
      ),
    [form],
  )
    .map((part) => (typeof part === 'string' ? part : part.token))
    .join('');
  return (raw) => {
    const value = toExpression(name)(raw);
    if (value === null) return null;
    const read = `try_strptime(${value}, ${sqlText(pattern)})`;
    return `coalesce(strftime(${read}, ${sqlText(pattern.includes('%z') ? '%Y-%m-%d %H:%M:%S+00' : '%Y-%m-%d %H:%M:%S')}), ${value})`;
  };
}
