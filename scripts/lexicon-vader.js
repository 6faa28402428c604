// Rewrites src/sentiment/lexicons/en.vader.tsv from the word list of VADER (C. J. Hutto, MIT) as npm vader-sentiment
// carries it: words of letters only, their mean valence; emoticons and emoji have a table of their own.
import { readFileSync, writeFileSync } from 'node:fs';

const source = readFileSync('node_modules/vader-sentiment/vader_lexicon.txt', 'utf8');
const lines = source
  .split('\n')
  .map((line) => line.split('\t'))
  .filter(([word, mean]) => /^[a-z]{2}[a-z' -]*$/.test(word ?? '') && Math.abs(Number(mean)) >= 0.5)
  .map(([word, mean]) => `${word}\t${mean}`);
const header =
  '# Words of VADER, https://github.com/cjhutto/vaderSentiment (MIT), written by scripts/lexicon-vader.js\n';
writeFileSync('src/sentiment/lexicons/en.vader.tsv', `${header}${lines.join('\n')}\n`);
