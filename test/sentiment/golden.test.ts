import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LANGUAGES } from '../../src/language/identify.js';
import { encode, roomFor, TokenScan } from '../../src/language/scan.js';
import { LABELS, SIGNALS } from '../../src/posts/post.js';
import { SCORER_VERSION, Scorer } from '../../src/sentiment/scorer.js';

/** Openings and endings that are put together, each opening with each ending of its language. */
const PARTS = [
  [
    [
      'Waited two hours on hold',
      'Love the new app',
      "The parcel still hasn't arrived",
      'No problem at all with my order',
      'Is your site down',
    ],
    [
      'and nobody answers 😡',
      'but the fees went up',
      '!!! thank you so much ❤️',
      'so I am cancelling my account',
      '#NeverAgain @acme https://acme.example/x?y=1',
    ],
  ],
  [
    [
      "J'attends mon colis depuis trois semaines",
      "L'appli est géniale",
      'Le service client ne répond jamais',
      'Aucun souci avec ma commande',
      'Pourquoi le site est en panne',
    ],
    [
      "et c'est abusé 😡",
      'mais trop cher',
      ', merci beaucoup !',
      'donc je résilie mon abonnement',
      '#plusjamais @acme',
    ],
  ],
  [
    [
      'Llevo tres semanas esperando el pedido',
      'Me encanta la nueva aplicación',
      'Nadie contesta al teléfono',
      'Sin problema con la entrega',
      '¿Por qué no funciona la web',
    ],
    [
      'y es una tomadura de pelo 😡',
      'pero es muy caro',
      ', muchas gracias!',
      'así que me doy de baja',
      '#nuncamas @acme?',
    ],
  ],
  [
    [
      'Fa tres setmanes que espero la comanda',
      "M'encanta la nova aplicació",
      'Ningú no agafa el telèfon',
      'Cap problema amb el lliurament',
      'Per què no funciona el web',
    ],
    [
      'i és una presa de pèl 😡',
      'però és molt car',
      ', moltes gràcies!',
      'així que em dono de baixa',
      '#maimés @acme?',
    ],
  ],
] as const;

function judgeAll(): string {
  const scan = new TokenScan();
  const scorer = new Scorer();
  const lines = [`# scorer ${SCORER_VERSION}`];
  for (const [openings, endings] of PARTS) {
    for (const text of openings.flatMap((opening) => endings.map((ending) => `${opening} ${ending}`))) {
      const bytes = roomFor(new Uint8Array(0), text.length);
      scan.scan(bytes, 0, encode(text, bytes));
      scorer.judge(bytes, scan, -1);
      const { sentiment, confidence, label, signals, lang } = scorer;
      const names = SIGNALS.filter((_, index) => (signals & (1 << index)) !== 0).join(' ');
      lines.push([LANGUAGES[lang] ?? '', LABELS[label], sentiment, confidence, names, text].join('\t'));
    }
  }
  return `${lines.join('\n')}\n`;
}

// A change here is a change of results: raise SCORER_VERSION once it has been released, then UPDATE_GOLDEN=1.
it('a hundred invented posts are judged to the bit as they were', () => {
  const golden = new URL('./golden.tsv', import.meta.url);
  const judged = judgeAll();
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, judged);
  expect(judged.split('\n')).toEqual(readFileSync(golden, 'utf8').split('\n'));
});
