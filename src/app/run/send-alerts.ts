/** Every alert to those in charge by mail, one letter a run and recipient. */
import type { EffectiveConfig } from '../../config/config.js';
import { AppError } from '../../core/errors.js';
import { evidencePosts } from '../../store/evidence-posts.js';
import { markSent, type RememberedAlert, unsentAlerts } from '../../store/ledger.js';
import { markTold, untold } from '../../store/told.js';
import type { Store } from '../store/open-store.js';
import { type AlertLetter, alertLetter } from './alert-letter.js';
import { recipientsOf } from './alert-recipients.js';
import { LETTER_REFUSED, sendMail } from './send-mail.js';

export interface SendContext {
  readonly store: Store;
  readonly config: EffectiveConfig;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export interface SentAlerts {
  readonly letters: number;
  readonly alerts: number;
}

/**
 * Sends what nobody has been told of: of this run, and of earlier ones that could not. A letter is marked in the ledger when
 * the server has accepted it; a process that is killed between the two sends it once more. Throws AppError when all that could be sent is,
 * for what could not.
 */
export async function sendAlerts({ store, config, env, now, signal }: SendContext): Promise<SentAlerts> {
  const { mail, timezone } = config;
  const letters = await dueLetters(store, config, now());
  if (mail === null || letters.length === 0) return { letters: 0, alerts: 0 };
  const posts = await evidencePosts(store, [
    ...new Set(letters.flatMap(({ alerts }) => alerts.flatMap(({ evidence }) => evidence))),
  ]);
  const failures: AppError[] = [];
  const sent = new Set<string>();
  let done = 0;
  for (const letter of letters) {
    signal.throwIfAborted();
    try {
      await sendMail(mail, env, alertLetter(letter, { posts, timezone }));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failures.push(error);
      // A server that is away is not asked again for every letter.
      if (error.code !== LETTER_REFUSED) break;
      continue;
    }
    const told = letter.alerts.map(({ alert, owner }) => ({ alert, recipients: recipientsOf(owner, config) }));
    await markTold(store, letter.recipient, told, now());
    done++;
    for (const { alert } of letter.alerts) sent.add(alert);
  }
  const [failure] = failures;
  if (failure === undefined) return { letters: done, alerts: sent.size };
  const left = letters.length - done;
  throw new AppError(
    failure.kind,
    `${failure.message}; ${left} of ${letters.length} ${letters.length === 1 ? 'letter' : 'letters'} not sent`,
    { code: failure.code, ...(failure.hint === undefined ? {} : { hint: failure.hint }), cause: failure },
  );
}

interface DueLetter extends AlertLetter {
  readonly recipient: string;
  readonly alerts: readonly RememberedAlert[];
}

/** What is for nobody is done with: whoever is named later is not told of what is long past. */
async function dueLetters(store: Store, config: EffectiveConfig, now: number): Promise<DueLetter[]> {
  const due = new Map<string, RememberedAlert[]>();
  const settled: string[] = [];
  for (const alert of await unsentAlerts(store)) {
    const waiting = await untold(store, alert.alert, recipientsOf(alert.owner, config));
    if (waiting.length === 0) settled.push(alert.alert);
    for (const recipient of waiting) due.set(recipient, [...(due.get(recipient) ?? []), alert]);
  }
  await markSent(store, settled, now);
  return [...due].map(([recipient, alerts]) => ({ recipient, alerts }));
}
