/**
 * Writes a deterministic CSV of invented posts: `node bench/generate.ts <rows> <file>`.
 *
 * 16 columns, about 220 bytes a row, heavy-tailed followers (Pareto), one text in twelve spans lines, a share of
 * reposts and near copies. The same number of rows gives the same bytes on every machine.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const OPENERS = [
  'honestly',
  'so',
  'update:',
  'day three and',
  'just got off the phone,',
  'wow,',
  'ok',
  'seriously,',
  'hey @acme',
  '@acme',
  'dear @acme',
  'to be fair',
  'again',
  'psa:',
  'not going to lie',
];
const SUBJECTS = [
  'my order',
  'the parcel',
  'the new router',
  'customer service',
  'the app',
  'my refund',
  'the train',
  'the invoice',
  'the battery',
  'this headset',
  'the delivery driver',
  'the website',
  'our flight',
  'the premium plan',
  'the store in town',
  'your chat agent',
];
const VERBS = [
  'is still missing',
  'works like a charm',
  'arrived broken',
  'never answers',
  'saved my weekend',
  'crashed twice',
  'was cancelled',
  'got here early',
  'charged me twice',
  'looks really nice',
  'is down again',
  'could not be better',
  'does not connect',
  'took forty minutes',
  'made my day',
  'keeps freezing',
  'is ok i guess',
  'was not as bad as they say',
];
const TAILS = [
  'and nobody tells me why',
  'thanks to the team',
  'what is going on',
  'i want my money back',
  'will buy again',
  'any idea when this gets fixed?',
  'never again',
  'great job',
  'can you please add a dark mode',
  'i am switching to globex',
  'fingers crossed',
  'and it is only monday',
  'my neighbour has the same problem',
  'love it',
  'worst experience in years',
  'and i am still on hold',
  'see you next year',
  'does it ship to spain?',
];
const NOUNS = [
  'window',
  'garden',
  'coffee',
  'summer',
  'city',
  'paper',
  'music',
  'morning',
  'station',
  'bridge',
  'river',
  'phone',
  'letter',
  'market',
  'kitchen',
  'friend',
  'doctor',
  'winter',
  'number',
  'street',
  'school',
  'island',
  'ticket',
  'camera',
  'office',
  'weekend',
  'season',
  'project',
  'blanket',
  'corner',
];
const MARKS = ['', '', '', '', '.', '!', '!!', '...', ' :)', ' :(', ' 😡', ' 🙏', ' 😂', ' ❤️', ' #fail', ' #acme'];
const NETWORKS = ['x', 'x', 'x', 'reddit', 'mastodon', 'appstore', 'facebook'];
const LANGS = ['en', 'en', 'en', 'en', 'en', 'en', 'en', 'en', 'en', 'en', 'es', 'fr'];
const PLACES = ['', '', '', 'r/acme', 'r/travel', 'mastodon.social', 'spain'];

/** Mulberry32: a small generator whose sequence is the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const HEADER =
  'id,network,url,created_at,author_id,author_handle,author_name,author_followers,text,lang,likes,reposts,replies,views,kind,place';

/** `first` is the number of the first post: files of other numbers hold other posts. */
export async function generate(rows: number, file: string, first = 0): Promise<void> {
  const random = mulberry32(20261122 + first);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] as string;
  const out = createWriteStream(file, { highWaterMark: 1 << 20 });
  const start = Date.UTC(2026, 8, 1);
  let block: string[] = [`${HEADER}\n`];
  let story = '';
  for (let i = first; i < first + rows; i++) {
    // A power law: a few authors write a lot, most write once.
    const author = Math.floor(Math.min(rows, 3 / (random() + 2 / rows)) + random() * rows * 0.6);
    const followers = Math.min(
      40_000_000,
      Math.floor(30 / (1 - (Math.imul(author, 2654435761) >>> 0) / 4294967297) ** 1.15),
    );
    const network = pick(NETWORKS);
    let text: string;
    if (random() < 0.02 && story !== '') {
      text = `RT ${story}`;
    } else {
      // Half of the words are drawn one by one, so that posts are alike no more often than people's are.
      const some = (least: number): string =>
        Array.from({ length: least + Math.floor(random() * 3) }, () => pick(NOUNS)).join(' ');
      const start = random() < 0.5 ? pick(OPENERS) : some(1);
      const end = random() < 0.6 ? pick(TAILS) : some(2);
      text = `${start} ${pick(SUBJECTS)} ${pick(VERBS)}${random() < 0.083 ? '\n' : ', '}${some(1)} ${i % 977} ${some(1)} ${end}${pick(MARKS)}`;
      if (random() < 0.04) text = text.toUpperCase();
      if (random() < 0.1) text += ` https://example.org/${i.toString(36)}`;
      if (random() < 0.01) story = text;
    }
    if (/[",\n]/.test(text)) text = `"${text.replaceAll('"', '""')}"`;
    const when = new Date(start + Math.floor(random() * 61 * 86_400_000)).toISOString().slice(0, 19);
    const likes = random() < 0.6 ? 0 : Math.floor(2 / (1 - random()) ** 1.2);
    const reposts = random() < 0.8 ? 0 : Math.floor(1 / (1 - random()) ** 1.2);
    const views = random() < 0.3 ? String(Math.floor(followers * (0.05 + random() * 0.2)) + likes) : '';
    block.push(
      `18${(1e14 + i * 7919).toString()},${network},https://${network}.example/p/${i},${when}Z,${1e6 + author},user${author},Name ${author},${followers},${text},${pick(LANGS)},${likes},${reposts},${Math.floor(likes / 3)},${views},${random() < 0.2 ? 'reply' : 'post'},${pick(PLACES)}\n`,
    );
    if (block.length === 5000) {
      if (!out.write(block.join(''))) await once(out, 'drain');
      block = [];
    }
  }
  out.end(block.join(''));
  await once(out, 'finish');
}

const [rows, file] = process.argv.slice(2);
if (rows !== undefined && file !== undefined && process.argv[1]?.endsWith('generate.ts') === true)
  await generate(Number(rows), file);
