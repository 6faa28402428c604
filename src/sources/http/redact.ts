/** Secrets never leave: not in errors, not in what --debug prints, not in what is kept. */

/** Shorter ones would turn up in innocent words. */
const SHORTEST = 4;

const MASK = '********';

export type Redact = (text: string) => string;

/** Replaces these secrets wherever they stand, also as they stand in an address, in JSON, or in Basic authentication. */
export function redactor(secrets: Iterable<string>): Redact {
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
  const ordered = [...forms].filter((form) => form.length >= SHORTEST).sort((a, b) => b.length - a.length);
  return (text) => ordered.reduce((clean, form) => (clean.includes(form) ? clean.replaceAll(form, MASK) : clean), text);
}
