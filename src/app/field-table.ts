/** The fields of queries, as help and the documentation list them. */
import { FIELD_NAMES, type FieldShape, fieldShape } from '../query/fields.js';

export interface FieldRow {
  readonly example: string;
  readonly about: string;
  /** What it takes. */
  readonly takes: string;
  /** Whether only a judged post can meet it. */
  readonly judged: boolean;
}

const TAKES: Readonly<Record<FieldShape['type'], string>> = {
  whole: 'a text, whole, in any case, with or without accents; * and ? are wildcards',
  within: 'a piece of a text, in any case; * is a wildcard',
  closed: '',
  has: '',
  host: 'a site',
  number: 'a number: >, >=, <, <= or = before it, or a range a..b with both ends; 10k, 1.5m',
  moment: 'a date, a date with time, or a span back',
};

export function fieldRows(): FieldRow[] {
  return FIELD_NAMES.map((name) => {
    const { type, values, example, about, judged } = fieldShape(name);
    return { example, about, judged, takes: values === undefined ? TAKES[type] : `one of ${values.join(', ')}` };
  });
}
