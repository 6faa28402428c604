/** Whose alert it is, as addresses. */
import type { EffectiveConfig } from '../../config/config.js';
import { AppError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';

type Told = Pick<EffectiveConfig, 'alerts' | 'mail'>;

/** Where a run sends no mail, nobody. `owner` is that of the alert's topic; null: it has none. */
export function recipientsOf(owner: string | null, { alerts, mail }: Told): readonly string[] {
  if (mail === null) return [];
  return [...new Set((owner === null ? null : addressesOf(owner, alerts)) ?? alerts.others)];
}

function addressesOf(owner: string, { owners }: EffectiveConfig['alerts']): readonly string[] | null {
  if (Object.hasOwn(owners, owner)) return owners[owner] ?? [];
  return /^[^\s@<>,;"]+@[^\s@<>,;"]+$/u.test(owner) ? [owner] : null;
}

export interface Telling {
  /** Null: nobody. */
  readonly recipient: string | null;
  /** What of: `alerts of Acme: refunds`. */
  readonly what: string;
  /** Why nobody is told; null where somebody is. */
  readonly why: string | null;
}

/** Who would be told of what. Throws AppError `configuration` where nobody could be. */
export function planTelling(config: EffectiveConfig): Telling[] {
  const { alerts, brands, mail } = config;
  const given = [...Object.keys(alerts.owners), ...alerts.others];
  if (given.length > 0 && mail === null) {
    throw wrong('alerts has recipients, but there is no mail server', 'add mail: with host and from');
  }
  const topics = brands.flatMap(({ name: brand, topics: own }) =>
    own.map(({ name, owner }) => ({ brand, name, owner })),
  );
  const known = topics.flatMap(({ owner }) => owner ?? []);
  for (const owner of Object.keys(alerts.owners)) {
    if (known.includes(owner)) continue;
    const close = nearest(owner, known);
    throw wrong(
      `alerts.owners has "${owner}", which owns no topic`,
      close === null ? `owners are ${[...new Set(known)].join(', ') || 'none'}` : `did you mean ${close}?`,
    );
  }
  if (mail === null) return [];
  const told = new Map<string, string[]>();
  const nobody: Telling[] = [];
  for (const { brand, name, owner } of topics) {
    const topic = `${brand}: ${name}`;
    const addresses = recipientsOf(owner, config);
    for (const address of addresses) told.set(address, [...(told.get(address) ?? []), topic]);
    if (addresses.length > 0) continue;
    const why = owner === null ? 'it has no owner' : `${owner} has no address`;
    nobody.push({ recipient: null, what: `alerts of ${topic}`, why });
  }
  for (const address of alerts.others) told.set(address, [...(told.get(address) ?? []), 'what is of no topic']);
  if (told.size === 0) return [];
  if (alerts.others.length === 0) {
    nobody.push({ recipient: null, what: 'alerts of no topic', why: 'alerts.recipients is empty' });
  }
  return [
    ...[...told].map(([recipient, what]) => ({ recipient, what: `alerts of ${what.join('; ')}`, why: null })),
    ...nobody,
  ];
}

function wrong(message: string, hint: string): AppError {
  return new AppError('configuration', message, { code: 'run.alerts', hint });
}
