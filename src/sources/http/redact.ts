/** Secrets never leave: not in errors, not in what --debug prints, not in what is kept. */

/** Shorter ones would turn up in innocent words. */
const SHORTEST = 4;

const MASK = '********';

export type Redact = (text: string) => string;

/** Redacts secrets that become known on the way, such as the token of a session, as well. */
export interface Redactor extends Redact {
  conceal(secret: string): void;
}

/** Replaces these secrets wherever they stand, also as they stand in an address, in JSON, or in Basic authentication. */
export function redactor(secrets: Iterable<string>): Redactor {
  const known = new Set(secrets);
  let ordered = formsOf(known);
  const redact = (text: string): string =>
    ordered.reduce((clean, form) => (clean.includes(form) ? clean.replaceAll(form, MASK) : clean), text);
  return Object.assign(redact, {
    conceal: (secret: string): void => {
      if (known.has(secret)) return;
      known.add(secret);
      ordered = formsOf(known);
    },
  });
}

/** As they may stand anywhere, the longest first. */
function formsOf(secrets: Iterable<string>): readonly string[] {
  const forms = new Set<string>();
  const all = [...secrets].filter((secret) => secret.length >= SHORTEST);
  for (const secret of all) {
    forms.add(secret);
    forms.add(encodeURIComponent(secret));
    forms.add(JSON.stringify(secret).slice(1, -1));
    forms.add(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
  }
  // As user and password, of which base64 knows no parts.
  for (const user of all) {
    for (const password of all) {
      if (user !== password) forms.add(Buffer.from(`${user}:${password}`).toString('base64').replace(/=+$/, ''));
    }
  }
  return [...forms].filter((form) => form.length >= SHORTEST).sort((a, b) => b.length - a.length);
}
