/** Spans of waiting: seconds, minutes, hours. */
import { AppError } from '../core/errors.js';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `30s`, `15m` or `2h`. Throws a usage error. */
export function spanOf(text: string, flag: string): number {
  const match = /^(\d{1,6})([smh])$/i.exec(text.trim());
  const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
  if (match !== null && unit !== undefined && Number(match[1]) > 0) return Number(match[1]) * unit;
  throw new AppError('usage', `${flag} is "${text}", expected a span such as 30s, 15m or 2h`, {
    code: 'usage.span',
    hint: `for example ${flag} 15m`,
  });
}
