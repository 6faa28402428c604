/** Who gets a report by mail, once for each version of it. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { EffectiveConfig } from '../../config/config.js';
import { readCheckpoint, writeCheckpoint } from '../../store/checkpoints.js';
import type { Store } from '../store/open-store.js';
import type { PlannedReport } from './plan-reports.js';
import { sendMail } from './send-mail.js';

export interface SentReport {
  readonly sent: number;
  readonly refused: readonly string[];
}

export interface SendContext {
  readonly store: Store;
  readonly config: EffectiveConfig;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: number;
}

const NOBODY: SentReport = { sent: 0, refused: [] };

/** Who got it, and whom the server refused: nobody where they have it already. What could not be sent is tried again by the next run. */
export async function sendReport(
  { entry, format, name, path, window }: PlannedReport,
  bytes: Buffer,
  { store, config, env, now }: SendContext,
): Promise<SentReport> {
  const { recipients } = entry;
  if (recipients.length === 0 || config.mail === null) return NOBODY;
  const stream = `mail ${createHash('sha256')
    .update(JSON.stringify([name, recipients]))
    .digest('hex')
    .slice(0, 32)}`;
  const version = createHash('sha256').update(bytes).digest('hex');
  if ((await readCheckpoint(store, stream)) === version) return NOBODY;
  const file = path === null ? `${window.date}-${entry.report}.${format.endings[0] ?? 'txt'}` : basename(path);
  const refused = await sendMail(config.mail, env, {
    to: recipients,
    subject: `brandwatch: ${name}`,
    text: `The report "${name}" is attached.\n`,
    attachment: { name: file, bytes },
    id: null,
  });
  await store.transaction(() => writeCheckpoint(store, { stream, state: version }, now));
  return { sent: recipients.length - refused.length, refused };
}
