import { GLOBAL_KEYS } from './keys.js';

export interface InitialBrand {
  readonly brand: string;
  readonly timezone?: string | undefined;
  /** Handles by network. */
  readonly accounts?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** A commented `.brandwatchrc` (YAML) for one brand: what is known is filled in, the rest stands ready as comments. */
export function initialConfig({ brand, timezone, accounts = {} }: InitialBrand): string {
  const own = Object.entries(accounts).filter(([, handles]) => handles.length > 0);
  const handle = /[\p{L}\p{N}]+/u.exec(brand)?.[0].toLowerCase() ?? 'acme';
  const accountLines =
    own.length > 0
      ? ['    accounts:', ...own.map(([network, handles]) => `      ${network}: ${quotedList(handles)}`)]
      : ['    # accounts:', `    #   x: [${handle}]`];
  return [
    '# What brandwatch watches. Every key: .brandwatchrc.example or docs/configuration.md.',
    '# "brandwatch config" shows what is in effect, and from where.',
    '',
    `# ${GLOBAL_KEYS.timezone.about}`,
    timezone === undefined ? `# timezone: ${GLOBAL_KEYS.timezone.example}` : `timezone: ${timezone}`,
    '',
    'brands:',
    `  - name: ${quoted(brand)}`,
    '    # What people call it. A name that also means something else needs queries instead.',
    `    names: [${quoted(brand)}]`,
    '    # queries:',
    `    #   - ${handle} AND NOT (recipe OR movie)`,
    '    # Its own accounts: what they post is the brand speaking, not a customer.',
    ...accountLines,
    '    # competitors:',
    '    #   - name: Globex',
    '    # What people talk about, and the team that answers for it.',
    '    # topics:',
    '    #   - name: refunds',
    '    #     query: refund OR "money back"',
    '    #     owner: billing',
    '    # Media are no customers.',
    '    # outlets: [bbc.co.uk, CBSNews]',
    '    # hours:',
    '    #   mon-fri: "09:00-18:00"',
    '    # holidays: [2026-12-25]',
    '',
  ].join('\n');
}

/** A JSON string is a YAML string, whatever it holds. */
function quoted(text: string): string {
  return JSON.stringify(text.trim());
}

function quotedList(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(', ')}]`;
}
