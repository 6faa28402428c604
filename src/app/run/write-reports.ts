/** The reports of a run over the store. */
import type { EffectiveConfig } from '../../config/config.js';
import type { UserEntry } from '../../sentiment/user-entry.js';
import { audit } from '../audit.js';
import { forgetAudit } from '../forget-audit.js';
import type { Store } from '../store/open-store.js';
import type { Workspace } from '../workspace.js';
import type { PlannedReport } from './plan-reports.js';

export interface WriteContext {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly config: EffectiveConfig;
  readonly lexicon: readonly UserEntry[];
  readonly threads: number;
  readonly signal: AbortSignal;
  /** Puts pieces where they belong, whole or not at all; says whether that changed anything there. */
  readonly place: (path: string, pieces: AsyncIterable<string>) => Promise<boolean>;
}

export interface WrittenReport {
  /** Whether there is something new in it for who gets it. */
  readonly changed: boolean;
  readonly bytes: Buffer;
}

export async function writeReport(planned: PlannedReport, context: WriteContext): Promise<WrittenReport> {
  const { workspace, store, config, lexicon, threads, signal } = context;
  const { report, entry, brand, window, format, path } = planned;
  const timezone = brand?.timezone ?? config.timezone;
  try {
    const audited = await audit(workspace, {
      input: { store },
      brands: brand === null ? config.brands : [brand],
      brandsAsked: brand === null ? [] : [brand.name],
      window: { since: window.since, until: window.until },
      networks: [],
      languages: [],
      timezone,
      threads,
      labels: config.labels,
      lexicon,
      limit: entry.limit,
      by: entry.by,
      signal,
    });
    const table = await audited.table(report);
    const pieces: string[] = [];
    for await (const piece of format.write([table], { width: 80, color: false, excel: entry.excel, timezone })) {
      pieces.push(piece);
    }
    const changed = path === null || (await context.place(path, from(pieces)));
    return { changed, bytes: Buffer.from(pieces.join('')) };
  } finally {
    await forgetAudit(workspace.engine);
  }
}

async function* from(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}
