/** The alerts that were raised, so that a burst is told once, and which of them have been sent. */
import type { LedgerAlert } from '../core/alert.js';
import { type SqlRow, type SqlValue, sqlText } from '../core/engine.js';
import type { Store } from './store.js';

export interface RememberedAlert extends LedgerAlert {
  /** Milliseconds; null: somebody is still to be told. */
  readonly sentAt: number | null;
}

/** Remembers alerts as raised and not sent, all or none; one that is there already stays as it is. */
export async function rememberAlerts(store: Store, alerts: readonly LedgerAlert[]): Promise<void> {
  if (alerts.length === 0) return;
  const values = alerts.map(
    (
      one,
    ) => `(${sqlText(one.alert)}, ${moment(one.raisedAt)}, ${text(one.brand)}, ${text(one.topic)}, ${sqlText(one.signal)},
      ${moment(one.since)}, ${moment(one.until)}, ${one.observed}, ${one.expected}, ${one.score}, ${text(one.owner)},
      CAST([${one.evidence.map(sqlText).join(', ')}] AS VARCHAR[]), CAST(NULL AS TIMESTAMP))`,
  );
  await store.transaction(() =>
    store.engine.run(`INSERT INTO store.alerts
      SELECT * FROM (VALUES ${values.join(', ')}) AS raised (alert, raised_at, brand, topic, signal, since, until, observed,
        expected, score, owner, evidence, sent_at)
      WHERE raised.alert NOT IN (SELECT alert FROM store.alerts)`),
  );
}

/** Alerts of which the posts came at or after `since` (milliseconds; null: all), in the order in which they were raised. */
export async function readAlerts({ engine }: Store, since: number | null): Promise<RememberedAlert[]> {
  return read(await engine.rows(selectSql(since === null ? 'TRUE' : `until > ${moment(since)}`)));
}

/** Alerts that nobody has been told of. */
export async function unsentAlerts({ engine }: Store): Promise<RememberedAlert[]> {
  return read(await engine.rows(selectSql('sent_at IS NULL')));
}

/** Says that all who are to be told of these have been, or that nobody is. `now` in milliseconds. What was sent before keeps its time. */
export async function markSent(store: Store, alerts: readonly string[], now: number): Promise<void> {
  if (alerts.length > 0) await store.transaction(() => writeSent(store, alerts, now));
}

/** The same as part of a transaction. */
export async function writeSent({ engine }: Store, alerts: readonly string[], now: number): Promise<void> {
  if (alerts.length === 0) return;
  await engine.run(
    `UPDATE store.alerts SET sent_at = ${moment(now)} WHERE sent_at IS NULL AND alert IN (${alerts.map(sqlText).join(', ')})`,
  );
}

function selectSql(condition: string): string {
  return `SELECT alert, epoch_ms(raised_at), brand, topic, signal, epoch_ms(since), epoch_ms(until), observed, expected, score,
      owner, evidence, epoch_ms(sent_at)
    FROM store.alerts WHERE ${condition} ORDER BY raised_at, alert`;
}

function read(rows: readonly SqlRow[]): RememberedAlert[] {
  return rows.map(
    ([alert, raisedAt, brand, topic, signal, since, until, observed, expected, score, owner, evidence, sentAt]) => ({
      alert: String(alert),
      raisedAt: Number(raisedAt),
      brand: textOf(brand),
      topic: textOf(topic),
      signal: String(signal),
      since: Number(since),
      until: Number(until),
      observed: Number(observed),
      expected: Number(expected),
      score: Number(score),
      owner: textOf(owner),
      evidence: Array.isArray(evidence) ? evidence.map(String) : [],
      sentAt: sentAt === null || sentAt === undefined ? null : Number(sentAt),
    }),
  );
}

function textOf(value: SqlValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function text(value: string | null): string {
  return value === null ? 'CAST(NULL AS VARCHAR)' : sqlText(value);
}

function moment(ms: number): string {
  return `epoch_ms(CAST(${Math.floor(ms)} AS BIGINT))`;
}
