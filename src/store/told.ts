/** Who has been told of an alert of which others are still to be told. */
import { createHash } from 'node:crypto';
import { dropCheckpoint, readCheckpoint, writeCheckpoint } from './checkpoints.js';
import { writeSent } from './ledger.js';
import type { Store } from './store.js';

function streamOf(alert: string): string {
  return `alert ${alert}`;
}

/** Names are not kept where a hash will do. */
function hashOf(recipient: string): string {
  return createHash('sha256').update(recipient).digest('hex').slice(0, 32);
}

/** The recipients among these who have not been told of it. */
export async function untold(store: Store, alert: string, recipients: readonly string[]): Promise<readonly string[]> {
  const told = await toldOf(store, alert);
  return recipients.filter((recipient) => !told.includes(hashOf(recipient)));
}

/**
 * Writes that one recipient has been told of alerts, all or none; an alert of which nobody is left to be told is sent.
 * `recipients` are all who are to be told of an alert; `now` in milliseconds.
 */
export async function markTold(
  store: Store,
  recipient: string,
  alerts: readonly { readonly alert: string; readonly recipients: readonly string[] }[],
  now: number,
): Promise<void> {
  await store.transaction(async () => {
    const sent: string[] = [];
    for (const { alert, recipients } of alerts) {
      const told = [...(await toldOf(store, alert)), hashOf(recipient)];
      if (recipients.every((one) => told.includes(hashOf(one)))) {
        await dropCheckpoint(store, streamOf(alert));
        sent.push(alert);
      } else await writeCheckpoint(store, { stream: streamOf(alert), state: JSON.stringify(told) }, now);
    }
    await writeSent(store, sent, now);
  });
}

async function toldOf(store: Store, alert: string): Promise<readonly string[]> {
  const state = await readCheckpoint(store, streamOf(alert));
  return state === null ? [] : (JSON.parse(state) as string[]);
}
