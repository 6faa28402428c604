/** Posts of files or of the store, judged and selected, and what rises in them. */
import type { StepMs } from '../../alerts/step-grid.js';
import type { WatchedBrand } from '../../alerts/watched.js';
import type { Brand } from '../../config/config.js';
import { type AuditOptions, type Prepared, prepare } from '../audit.js';
import type { Workspace } from '../workspace.js';
import { type Found, findAlerts } from './find-alerts.js';

/** So much history before the window decides what is usual. */
export const BASELINE_MS = 8 * 7 * 24 * 3_600_000;

export type LookOptions = Omit<AuditOptions, 'by' | 'limit'> & { readonly step: StepMs | null };

/** Alerts that the window's steps raise; posts before it are the baseline. Without a window, all but the first week. */
export async function lookForAlerts(workspace: Workspace, options: LookOptions): Promise<Found & Prepared> {
  const { since, until } = options.window;
  const from = since === null ? null : since - BASELINE_MS;
  const prepared = await prepare(workspace, { ...options, window: { since: from, until } }, from);
  options.onStep?.('looking for what rises');
  const found = await findAlerts(workspace.engine, {
    brands: watchedBrands(options.brands),
    timezone: options.timezone,
    step: options.step,
    since: since ?? Number.NEGATIVE_INFINITY,
    until,
    earlier: [],
  });
  return { ...prepared, ...found };
}

export function watchedBrands(brands: readonly Brand[]): WatchedBrand[] {
  return brands.map(({ name, topics }) => ({
    name,
    topics: topics.map((topic) => ({ name: topic.name, owner: topic.owner })),
  }));
}
