import { describe, expect, it } from 'vitest';
import { encode, roomFor, TokenScan } from '../../src/language/scan.js';
import { LABELS } from '../../src/posts/post.js';
import { Scorer } from '../../src/sentiment/scorer.js';
import { mixedPosts, purePosts } from './mixed-posts.js';

const scorer = new Scorer();
const scan = new TokenScan();

/** `mixed` counts by the sign of its sentiment. */
function labelOf(text: string): string {
  const bytes = roomFor(new Uint8Array(0), text.length);
  scan.scan(bytes, 0, encode(text, bytes));
  scorer.judge(bytes, scan, -1);
  const label = LABELS[scorer.label] ?? 'neutral';
  return label === 'mixed' ? (scorer.sentiment < 0 ? 'negative' : 'positive') : label;
}

const rightOf = (posts: typeof mixedPosts): number =>
  posts.filter(({ label, text }) => labelOf(text) === label).length / posts.length;

describe('a text in two languages', () => {
  const why = scorer.explain('The delivery guy was nice pero el pedido llegó roto y nadie contesta', null);
  const byText = (text: string, origin: string) =>
    why.entries.find((entry) => entry.text === text && (entry.origin === 'learnt') === (origin === 'learnt'));

  it('is judged by the listed words of both', () => {
    expect(byText('nice', 'listed')?.weight).toBeGreaterThan(0);
    expect(byText('llegó roto', 'listed')?.weight).toBeLessThan(0);
    expect(byText('nadie contesta', 'listed')?.weight).toBeLessThan(0);
    expect(byText('pero', 'listed')?.roles).toEqual(['contrast']);
    expect(why.langReason).toMatch(/^identified: es \d+ points, mixed with en \d+ points$/);
  });

  it('is judged by what was learnt of both', () => {
    expect(byText('nice', 'learnt')?.weight).toBeGreaterThan(0);
    expect(byText('llegó', 'learnt')?.weight).toBeLessThan(0);
  });

  it('leaves the small words of the one to it', () => {
    const german = scorer.explain('Thank you so much for your help, die Lieferung war schon am Montag hier', null);
    expect(german.langReason).toContain('mixed with');
    const listed = german.entries.filter(({ origin }) => origin !== 'learnt');
    expect(listed.filter(({ text, weight }) => (text === 'die' || text === 'war') && weight !== 0)).toEqual([]);
  });

  it('has no weight left from another text where nothing is learnt of its first language', () => {
    const text = 'Això no funciona mai i ningú no respon als meus correus, the worst service I have ever had';
    const weights = (judge: Scorer) => {
      const bytes = roomFor(new Uint8Array(0), text.length);
      scan.scan(bytes, 0, encode(text, bytes));
      judge.judge(bytes, scan, -1);
      const learnt = new Float64Array(scan.count);
      judge.tokenWeights(scan.count, new Float64Array(scan.count), learnt);
      return [...learnt];
    };
    const fresh = weights(new Scorer());
    expect(fresh.slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(fresh.some((weight) => weight < 0)).toBe(true);
    labelOf('this is the worst and most awful service that I have ever seen in my whole life, I hate it');
    expect(weights(scorer)).toEqual(fresh);
  });

  it('is labelled right nine times in ten, as a text in one language is', () => {
    expect(rightOf(mixedPosts)).toBeGreaterThan(0.9);
    expect(rightOf(purePosts)).toBeGreaterThan(0.93);
  });
});
