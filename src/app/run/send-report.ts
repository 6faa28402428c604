/** Who gets a report by mail, once for each version of it. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { EffectiveConfig } from '../../config/config.js';
import { readCheckpoint, writeCheckpoint } from '../../store/checkpoints.js';
import type { Store } from '../store/open-store.js';
import { sendMail } from './mail-report.js';
import type { PlannedReport } from './plan-reports.js';

export interface SendContext {
  readonly store: Store;
  readonly config: EffectiveConfig;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: number;
}

/** To how many it was sent: 0 where they have it already. What could not be sent is tried again by the next run. */
export async function sendReport(
  { entry, format, name, path, window }: PlannedReport,
  bytes: Buffer,
  { store, config, env, now }: SendContext,
): Promise<number> {
  const { recipients } = entry;
  if (recipients.length === 0 || config.mail === null) return 0;
  const stream = `mail ${createHash('sha256')
    .update(JSON.stringify([name, recipients]))
    .digest('hex')
    .slice(0, 32)}`;
  const version = createHash('sha256').update(bytes).digest('hex');
  if ((await readCheckpoint(store, stream)) === version) return 0;
  const file = path === null ? `${window.date}-${entry.report}.${format.endings[0] ?? 'txt'}` : basename(path);
  await sendMail(config.mail, env, {
    to: recipients,
    subject: `brandwatch: ${name}`,
    text: `The report "${name}" is attached.\n`,
    attachment: { name: file, bytes },
  });
  await store.transaction(() => writeCheckpoint(store, { stream, state: version }, now));
  return recipients.length;
}
