import { expect, test } from 'vitest';
import { wordsOf } from '../../src/query/words.js';

test.each([
  [null, null, ' '],
  [null, 'My flight with Acmé was LATE!', ' my flight with acme was late '],
  ['Air', 'Acme', ' air acme '],
  ['Only a title', null, ' only a title '],
  [null, "L'air d’Acme's refuuund", " l' air d' acme refund "],
  [null, 'so 😡👍🏽 :-) @Acme@x.social https://www.acme.com/x 1,000.50€', ' so :😡 :👍 ::) @acme /acme.com 1,000.50 '],
  [null, 'fly #Acme now', ' fly acme now | fly #acme acme now '],
  [null, 'fly #AirAcme', ' fly air acme | fly #airacme air acme | airacme '],
  [null, 'a #東京 b #x_y', ' a ~ b x y | a #東京 ~ b #x_y x y | 東京 | x_y '],
  [null, 'a | b ~ # @ / : c', ' a b c '],
])('%s, %s', (title, text, words) => {
  expect(wordsOf(title, text)).toBe(words);
});
