/** Options of `alerts`. */
import { AppError } from '../core/errors.js';
import type { OutputFlags } from './options.js';
import type { ReadFlags } from './session.js';

export type AlertFlags = ReadFlags &
  OutputFlags & {
    /** True where it stands without a file. */
    readonly counts?: string | true;
    readonly all?: boolean;
    readonly step?: string;
    readonly failOn?: string;
  };

export function checkFailOn({ failOn }: AlertFlags): void {
  if (failOn === undefined || failOn === 'alert') return;
  throw new AppError('usage', `--fail-on is "${failOn}", expected alert`, {
    code: 'alerts.fail-on',
    hint: 'write --fail-on alert',
  });
}
