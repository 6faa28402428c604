/**
 * npm run bench:judgement -- <folder or file…> [--ours] [--write] — agreement with labelled posts, ours and that of other
 * scorers, as Markdown; then how often languages are found, what confidence is worth, and how customers are ranked.
 *
 * --ours leaves the other scorers out, which is several times as fast. --write also puts the tables into docs/accuracy.md,
 * between its marks.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { withParts } from '../scripts/marked-parts.js';
import { SCORER_VERSION } from '../src/sentiment/scorer.js';
import { type Collection, collectionsOf, isAirline, isInvented } from './collection.js';
import { judge } from './judge.js';
import { agreementTable, rankingTable, reliabilityTable } from './judgement-tables.js';
import { isSupported, languageTable } from './language.js';
import { PEERS, peerVersions } from './peers.js';

const PAGE = new URL('../docs/accuracy.md', import.meta.url);

/** The parts of the page by their marks. A part of which the files say nothing is not among them. */
function partsFrom(paths: readonly string[], ours: boolean): Map<string, string> {
  const collections = collectionsOf(paths);
  const invented = collections.filter(isInvented).map(judgeAll);
  const files = collections.filter((one) => !isInvented(one)).map(judgeAll);
  const parts = new Map<string, string>();
  if (invented.length > 0) {
    const found = languageTable(invented.map(({ collection }) => collection));
    parts.set('invented', `Scorer ${SCORER_VERSION}.\n\n${agreementTable(invented, [])}\n\n${found}`);
  }
  if (files.length === 0) return parts;
  const peers = ours ? [] : PEERS;
  const against = ours ? '' : ` against ${peerVersions().join(', ')}`;
  parts.set('judgement', `Scorer ${SCORER_VERSION}${against}.\n\n${agreementTable(files, peers)}`);
  const supported = files.map(({ collection }) => collection).filter(isSupported);
  if (supported.length > 0) parts.set('languages', languageTable(supported));
  parts.set('reliability', reliabilityTable(files));
  const airlines = files.filter(({ collection }) => isAirline(collection));
  if (airlines.length > 0) parts.set('ranking', rankingTable(airlines));
  return parts;
}

function judgeAll(collection: Collection) {
  return { collection, judgements: collection.posts.map(({ text, lang }) => judge(text, lang)) };
}

const TITLES: Readonly<Record<string, string>> = {
  invented: 'Invented posts: macro-recall · negative F1 · accuracy; languages found',
  judgement: 'Agreement: macro-recall · negative F1 · accuracy',
  languages: 'Languages found, in posts of five or more words',
  reliability: 'Reliability: posts · mean confidence · share right',
  ranking: 'Complaints and ranking',
};

function main(): number {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { ours: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
  });
  if (positionals.length === 0 || (values.ours && values.write)) {
    process.stderr.write('usage: npm run bench:judgement -- <folder or file…> [--ours | --write]\n');
    return 64;
  }
  const parts = partsFrom(positionals, values.ours);
  for (const [name, text] of parts) process.stdout.write(`## ${TITLES[name]}\n\n${text}\n\n`);
  if (values.write) writeFileSync(PAGE, withParts(readFileSync(PAGE, 'utf8'), parts));
  return 0;
}

process.exitCode = main();
