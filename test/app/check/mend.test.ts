import { describe, expect, it } from 'vitest';
import { type LabelledPost, PostJudge } from '../../../src/app/check/labelled-post.js';
import { findMending, isForLearning } from '../../../src/app/check/mend.js';
import { misleadingEntries } from '../../../src/app/check/misled.js';

const PLACES = ['the shop', 'the station', 'the office', 'the market', 'the library'];

function posts(count: number, say: (index: number) => Pick<LabelledPost, 'text' | 'given'>): LabelledPost[] {
  return Array.from({ length: count }, (_, index) => ({ claimed: 'en', lang: 'en', ...say(index) }));
}

const arrived = (index: number): string => `my parcel number ${index} came to ${PLACES[index % PLACES.length]}`;

/** Half of them hold a word that nobody knows, and are negative because of it. */
const blorked = posts(160, (index) =>
  index % 2 === 0
    ? { text: `${arrived(index)} quite blorked`, given: 'negative' }
    : { text: arrived(index), given: new PostJudge([], false).label(post(arrived(index))) },
);

function post(text: string): LabelledPost {
  return { text, claimed: 'en', lang: 'en', given: 'neutral' };
}

describe('entries that mend', () => {
  it('are learnt on one half and hold on the other', () => {
    const { entries, trial, learntFrom } = findMending(blorked, [], false);
    expect(entries).toContainEqual(expect.objectContaining({ text: 'blorked', lang: 'en', broken: 0 }));
    expect(entries.find(({ text }) => text === 'blorked')?.weight).toBeLessThan(0);
    expect(learntFrom + trial.posts).toBe(160);
    expect(trial.before).toBeLessThan(trial.after);
    expect(trial.after).toBe(trial.posts);
  });

  it('are the same in every run, and in any order of the posts', () => {
    const once = findMending(blorked, [], false);
    expect(findMending(blorked, [], false)).toEqual(once);
    const { entries, trial } = findMending([...blorked].reverse(), [], false);
    expect({ entries, trial }).toEqual({ entries: once.entries, trial: once.trial });
  });

  it('are none where all is right, where there are few posts, and where the user has said it already', () => {
    const right = blorked.filter(({ text }) => !text.includes('blorked'));
    expect(findMending(right, [], false)).toMatchObject({ entries: [], learntFrom: expect.any(Number) });
    expect(findMending(blorked.slice(0, 3), [], false).entries).toEqual([]);
    expect(findMending([], [], false)).toEqual({
      entries: [],
      learntFrom: 0,
      trial: { posts: 0, before: 0, after: 0 },
    });
    const { entries, trial } = findMending(blorked, [{ text: 'blorked', weight: -4, lang: null }], false);
    expect(entries).toEqual([]);
    expect(trial.before).toBe(trial.posts);
  });

  it('that help the one half alone are seen to', () => {
    const split = posts(160, (index) => {
      const text = `${arrived(index)} quite blorked`;
      return { text, given: isForLearning(text) ? 'negative' : 'positive' };
    });
    const { entries, trial } = findMending(split, [], false);
    expect(entries.length).toBeGreaterThan(0);
    expect(trial.after).toBeLessThanOrEqual(trial.before);
  });
});

describe('words that misled', () => {
  it('are those that fired for the wrong side, with how often that was right', () => {
    const ironic = posts(9, (index) => ({ text: `wonderful, parcel ${index} came late again`, given: 'negative' }));
    const meant = posts(3, (index) => ({ text: `parcel ${index} is wonderful`, given: 'positive' }));
    const plain = posts(12, (index) => ({ text: `parcel ${index} is terrible`, given: 'negative' }));
    const judge = new PostJudge([{ text: 'wonderful', weight: 5, lang: null }], false);
    const [first, ...others] = misleadingEntries([...ironic, ...meant, ...plain], judge);
    expect(first).toMatchObject({ entry: 'wonderful', origin: 'user', wrong: 9, right: 3 });
    expect(first?.weight).toBeGreaterThan(0);
    expect(others.every(({ weight }) => weight > 0)).toBe(true);
    expect(misleadingEntries([], judge)).toEqual([]);
  });
});
