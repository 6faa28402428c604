/** What a run does about alerts: it looks at what has come since the last look, and remembers what it raises. */
import type { StepMs } from '../../alerts/step-grid.js';
import type { Brand } from '../../config/config.js';
import type { Alert } from '../../core/alert.js';
import type { LabelSet } from '../../posts/post.js';
import type { UserEntry } from '../../sentiment/user-entry.js';
import { readAlerts, rememberAlerts } from '../../store/ledger.js';
import { prepare } from '../audit.js';
import { forgetAudit } from '../forget-audit.js';
import type { Store } from '../store/open-store.js';
import type { Workspace } from '../workspace.js';
import { findAlerts } from './find-alerts.js';
import { BASELINE_MS, watchedBrands } from './look-for-alerts.js';

export interface RaiseOptions {
  /** Opened to write. */
  readonly store: Store;
  readonly brands: readonly Brand[];
  readonly timezone: string;
  readonly labels: LabelSet;
  readonly lexicon: readonly UserEntry[];
  readonly threads: number;
  /** Null: as the posts allow. */
  readonly step: StepMs | null;
  /** When it was last looked, in milliseconds; null: never, so that what is there is the baseline and raises nothing. */
  readonly since: number | null;
  /** Milliseconds. */
  readonly now: number;
  readonly signal?: AbortSignal;
}

/** New alerts, which are in the ledger from then on, in the order in which they were raised. */
export async function raiseAlerts(workspace: Workspace, options: RaiseOptions): Promise<readonly Alert[]> {
  const { store, brands, timezone, since, now, step } = options;
  if (since === null) return [];
  const from = Math.min(since, now) - BASELINE_MS;
  try {
    await prepare(
      workspace,
      {
        ...options,
        input: { store },
        brandsAsked: [],
        window: { since: from, until: now },
        networks: [],
        languages: [],
      },
      from,
    );
    const earlier = await readAlerts(store, from);
    const found = await findAlerts(workspace.engine, {
      brands: watchedBrands(brands),
      timezone,
      step,
      since,
      until: now,
      earlier,
    });
    await rememberAlerts(store, found.alerts);
    return found.alerts;
  } finally {
    await forgetAudit(workspace.engine);
  }
}
