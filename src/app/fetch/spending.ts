/** What sources that cost money may spend, and where it is remembered from run to run. */
import type { EffectiveConfig, Spending } from '../../config/config.js';
import { AppError } from '../../core/errors.js';
import { SOURCES } from '../../sources/index.js';
import type { Source } from '../../sources/source.js';

/** Months are as `2026-11`, in UTC; amounts are US dollars. */
export interface SpendLedger {
  spentIn(source: string, month: string): Promise<number>;
  /** Replaces what was remembered. When it resolves, it is safe. */
  record(source: string, month: string, spent: number): Promise<void>;
}

export interface SpendLimits {
  /** Of the flag: goes before all others, for one run. */
  readonly maxSpend: number | null;
  readonly spending: Spending;
}

export function monthOf(now: number): string {
  return new Date(now).toISOString().slice(0, 7);
}

/** Throws AppError `configuration` for limits of what costs nothing: a run of the night must not fail on a name. */
export function checkLimits({ spending, origins }: Pick<EffectiveConfig, 'spending' | 'origins'>): void {
  for (const [name, limits] of Object.entries(spending)) {
    const source = SOURCES.find(({ id }) => id === name);
    if (source?.price !== undefined) continue;
    const paid = SOURCES.filter(({ price }) => price !== undefined).map(({ id }) => id);
    const why = source === undefined ? `there is no source "${name}"` : `${name} costs nothing`;
    const written = Object.keys(limits).flatMap((span) => origins.get(`spending.${name}.${span}`) ?? []);
    const [, file, line] = /^file (.+?)(?::(\d+))?$/.exec(written.find((one) => one.startsWith('file ')) ?? '') ?? [];
    const where = file === undefined ? '' : `cannot use ${file}: ${line === undefined ? '' : `line ${line}: `}`;
    throw new AppError('configuration', `${where}spending.${name} limits nothing: ${why}`, {
      code: 'fetch.spending',
      hint: `sources that cost money: ${paid.join(', ')}`,
    });
  }
}

/** Throws AppError `usage` where a limit for a month would not hold, since nothing remembers what earlier runs spent. */
export function checkMonths(spending: Spending, asked: readonly Source[], remembers: boolean): void {
  if (remembers) return;
  for (const { id } of asked) {
    if ((spending[id]?.month ?? null) === null) continue;
    throw new AppError('usage', `the limit of ${id} for a month needs the store, which adds up what runs spend`, {
      code: 'fetch.month-limit',
      hint: `add --store, or take spending.${id}.month out of the configuration`,
    });
  }
}
