/** What queries of brands and topics must not ask for. */
import type { Query } from './ast.js';
import { columnsOf } from './parts.js';
import { judgedFields } from './text-terms.js';

/** The first condition that a configured query cannot have, and why; null where there is none. */
export function unfitField(query: Query): { readonly name: string; readonly why: string } | null {
  const [judged] = judgedFields(query);
  if (judged !== undefined) return { name: judged.name, why: 'which is known only after brands and topics are' };
  // One moment is a condition, and there is none that is meant for every run.
  if (columnsOf(query).has('created_at')) return { name: 'since: or until', why: 'since each run has its own window' };
  return null;
}
