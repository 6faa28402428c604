/** What to do about a customer next: one action, from what they said and whether anybody answered. */
import type { Signal } from '../../posts/post.js';

export interface Situation {
  readonly signals: readonly Signal[];
  /** Null where the data cannot tell. */
  readonly answered: 'yes' | 'no' | null;
  /** Teams that answer for the topics. */
  readonly owners: readonly string[];
}

export function nextStep({ signals, answered, owners }: Situation): string {
  const team = owners.length === 0 ? '' : ` (${owners.join(', ')})`;
  const has = (signal: Signal): boolean => signals.includes(signal);
  if (has('safety')) return `call now, and stop the product${team}`;
  if (has('legal')) return `show to legal before answering${team}`;
  if (answered === 'yes') return `ask whether it is solved${team}`;
  if (has('outage')) return `say what is down and until when${team}`;
  if (has('churn')) return `call before they leave${team}`;
  // A question inside a complaint is mostly rhetorical.
  if (has('question') && !has('complaint')) return `answer the question${team}`;
  return `answer in person${team}`;
}
