/** The tables of keys for docs/configuration.md. */
import { BRAND_KEYS, GLOBAL_KEYS, GLOBAL_NAMES } from './keys.js';

/** Two Markdown tables, of the global keys and of the keys of a brand, generated from the tables of keys. */
export function configurationTable(): string {
  const globals = GLOBAL_NAMES.map((name) => {
    const { about, allowed, fallback, fallbackAbout, flag, env } = GLOBAL_KEYS[name];
    return row([`\`${name}\``, about, allowed, fallbackAbout ?? `\`${fallback}\``, `\`${flag}\``, `\`${env}\``]);
  });
  const brands = Object.entries(BRAND_KEYS).map(([path, { about, allowed, example }]) => {
    return row([`\`${path}\``, about, allowed, `\`${example}\``]);
  });
  return [
    row(['key', 'what it is', 'allowed', 'default', 'flag', 'environment']),
    row(['---', '---', '---', '---', '---', '---']),
    ...globals,
    '',
    row(['key', 'what it is', 'allowed', 'example']),
    row(['---', '---', '---', '---']),
    ...brands,
    '',
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
