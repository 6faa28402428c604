import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LANGUAGES } from '../../src/language/identify.js';
import { encode, roomFor, TokenScan } from '../../src/language/scan.js';
import { LABELS, SIGNALS } from '../../src/posts/post.js';
import { SCORER_VERSION, Scorer } from '../../src/sentiment/scorer.js';
import { goldenPosts } from './golden-posts.js';

function judgeAll(posts = goldenPosts()): string {
  const scan = new TokenScan();
  const scorer = new Scorer();
  const lines = [
    `# scorer ${SCORER_VERSION}: id, language, label, sentiment, confidence, signals of test/sentiment/golden-posts.ts`,
  ];
  for (const { id, lang: given, text } of posts) {
    const bytes = roomFor(new Uint8Array(0), text.length);
    scan.scan(bytes, 0, encode(text, bytes));
    scorer.judge(bytes, scan, (LANGUAGES as readonly (string | null)[]).indexOf(given));
    const { sentiment, confidence, label, signals, lang } = scorer;
    const names = SIGNALS.filter((_, index) => (signals & (1 << index)) !== 0).join(' ');
    lines.push([id, LANGUAGES[lang] ?? '', LABELS[label], sentiment, confidence, names].join('\t'));
  }
  return `${lines.join('\n')}\n`;
}

// A change here is a change of results: raise SCORER_VERSION once it has been released, then UPDATE_GOLDEN=1.
it('two thousand invented posts in ten languages are judged to the bit as they were', () => {
  const golden = new URL('./golden.tsv', import.meta.url);
  const judged = judgeAll();
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, judged);
  expect(judged.split('\n')).toEqual(readFileSync(golden, 'utf8').split('\n'));
});

it('what was judged before never matters', () => {
  const posts = goldenPosts();
  const lines = (judged: string) => judged.split('\n').slice(1, -1);
  expect(lines(judgeAll([...posts].reverse())).reverse()).toEqual(lines(judgeAll(posts)));
});
