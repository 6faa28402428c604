/** Columns in which a tool writes either a handle with its @ or a display name. */
import type { Expressible, Expression } from './expression.js';
import { capture } from './expression.js';

export function handleIn(label: Expressible): Expression {
  return capture(label, '^@(\\S+)$');
}

export function nameIn(label: Expressible): Expression {
  return capture(label, '^([^@\\s].*)$');
}
