import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { place } from './binary.js';

const PLACES = ['the shop', 'the station', 'the office', 'the market', 'the library'];

/** Posts in which a word that nobody knows makes all the difference. */
const LABELLED = [
  'id,lang,text,Label',
  ...Array.from({ length: 160 }, (_, index) => {
    const text = `my parcel number ${index} came to ${PLACES[index % PLACES.length]}`;
    if (index % 4 === 0) return `${index},en,"${text}, quite blorked",${index % 8 === 0 ? 'NEG' : '-1'}`;
    if (index % 4 === 1) return `${index},en,"${text}, zingy",pos`;
    return index % 4 === 2 ? `${index},en,"${text}, terrible",negative` : `${index},es,"me encanta ${index}",Positive`;
  }),
  '',
].join('\n');

interface Report {
  readonly report: string;
  readonly headline: readonly string[];
  readonly notes: readonly string[];
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

function reports(json: string): Record<string, Report> {
  const { reports: all }: { reports: Report[] } = JSON.parse(json);
  return Object.fromEntries(all.map((one) => [one.report, one]));
}

describe.concurrent('score --check', () => {
  test('tells agreement by language, confusion, and entries that mend', async () => {
    const files = place({ 'labels.csv': LABELLED });
    const { code, stdout, stderr } = await files.call(['score', '--check', 'labels.csv', '-f', 'json']);
    expect(code, stderr).toBe(0);
    const { agreement, confusion, lexicon } = reports(stdout);
    expect(agreement?.rows.map(({ lang, posts }) => [lang, posts])).toEqual([
      ['all', 160],
      ['en', 120],
      ['es', 40],
    ]);
    expect(agreement?.rows[2]).toMatchObject({ accuracy: 1, macro_recall: 1, kappa: null });
    expect(agreement?.rows[1]?.['accuracy']).toBeLessThan(0.7);
    const given = confusion?.rows.map(({ given: label, ...found }) => [label, Object.values(found)]);
    expect(given?.map(([label]) => label)).toEqual(['negative', 'neutral', 'positive']);
    expect(given?.flatMap(([, found]) => found as number[]).reduce((sum, cell) => sum + cell, 0)).toBe(160);
    expect(lexicon?.rows.map(({ entry }) => entry).sort()).toEqual(['blorked', 'zingy']);
    expect(lexicon?.headline[0]).toMatch(
      /^2 entries learnt from \d+ posts: accuracy on the \d+ others \d+\.\d % before, /,
    );
    expect(lexicon?.notes[0]).toBe('entry,weight,lang');
    expect(lexicon?.notes.slice(1)).toContain(
      `blorked,${lexicon?.rows.find((row) => row['entry'] === 'blorked')?.['weight']},en`,
    );
  });

  test('writes the entries to a file that mends when it is used', async () => {
    const files = place({ 'labels.csv': LABELLED, 'own.csv': 'flonky,-1\n' });
    const args = ['score', '--check', 'labels.csv', '--lexicon', 'own.csv', '--write-lexicon', 'words.csv'];
    const { code, stdout, stderr } = await files.call(args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^lang,posts,accuracy,macro_recall,kappa\nall,160,0\.\d+,0\.\d+,0\.\d+\nen,120,/);
    expect(stderr).toContain('only the agreement is written; -f json or -o folder/ writes all that was found');
    expect(stderr).toContain('wrote 3 entries to words.csv');
    const written = readFileSync(files.path('words.csv'), 'utf8');
    expect(written).toMatch(/^entry,weight,lang\nflonky,-1,\n(?:(?:blorked,-|zingy,)\d[\d.]*,en\n){2}$/);
    const after = await files.call(['score', '--check', 'labels.csv', '--lexicon', 'words.csv', '-f', 'json']);
    expect(reports(after.stdout)['agreement']?.rows[0]).toMatchObject({ accuracy: 1, kappa: 1 });
    expect(reports(after.stdout)['lexicon']).toMatchObject({
      rows: [],
      headline: [expect.stringMatching(/^nothing to propose/)],
    });
    const none = await files.call([...args.slice(0, 4), 'words.csv', '--write-lexicon', 'more.csv']);
    expect(none.stderr).toContain('nothing is written to more.csv');
    expect(() => readFileSync(files.path('more.csv'))).toThrow();
  });

  test('takes mixed for a label where the analyst does, and counts what has none', async () => {
    const lines = [
      { text: 'this is terrible', lang: 'en', label: -1 },
      { text: 'I love it', lang: 'en', label: 'POS' },
      { text: 'I love it so', lang: 'en', label: 'mixed' },
      { text: 'hello', lang: 'en', label: null },
      { text: 'hello you', lang: 'en', label: 'spam' },
      { text: 'hello there', lang: 'en', label: 'off topic' },
      { text: 'hello again', lang: 'en', label: 'spam' },
    ];
    const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const { code, stdout, stderr } = await place().call(['score', '--check', '-f', 'json'], { input });
    expect(code, stderr).toBe(0);
    const { agreement, confusion } = reports(stdout);
    expect(agreement?.rows).toMatchObject([{ lang: 'all', posts: 3 }]);
    expect(agreement?.notes).toEqual([
      'left out: 1 row without a label',
      'left out: 3 rows with an unknown label: "spam" (2), "off topic" (1)',
    ]);
    expect(confusion?.rows.map((row) => row['given'])).toEqual(['negative', 'neutral', 'positive', 'mixed']);
    expect(stderr).toContain('\nbrandwatch: left out: 3 rows with an unknown label: "spam" (2), "off topic" (1)\n');
  });

  test('finds the labels in another column, and in a file that was scored', async () => {
    const files = place({ 'mood.csv': 'text,mood,lang\nthis is terrible,neg,en\n' });
    const other = await files.call(['score', '--check', 'mood.csv', '--label-column', 'Mood', '-f', 'json']);
    expect(reports(other.stdout)['agreement']?.rows[0]).toMatchObject({ posts: 1, accuracy: 1 });
    files.write('label.csv', 'text,label,lang\nthis is terrible,pos,en\n');
    files.write('scored.csv', (await files.call(['score', 'label.csv'])).stdout);
    const scored = await files.call(['score', '--check', 'scored.csv', '-f', 'json']);
    expect(reports(scored.stdout)['agreement']?.rows[0]).toMatchObject({ posts: 1, accuracy: 0 });
  });

  test('writes every table into a folder, and to a terminal where that is asked', async () => {
    const files = place({ 'mood.csv': 'text,label\nthis is terrible,neg\n' });
    expect((await files.call(['score', '--check', 'mood.csv', '-o', 'found/'])).code).toBe(0);
    expect(readdirSync(files.path('found')).sort()).toEqual([
      'agreement.csv',
      'confusion.csv',
      'lexicon.csv',
      'misleading.csv',
    ]);
    const shown = await files.call(['score', '--check', 'mood.csv', '-f', 'terminal']);
    expect(shown.stdout).toMatch(/^Agreement with the labels given/);
  });

  test.each([
    [['--check', 'mood.csv'], 65, 'mood.csv has no column label or sentiment'],
    [['--check', 'mood.csv', '--label-column', 'moods'], 64, 'hint: did you mean --label-column mood?'],
    [['--check', 'mood.csv', '--label-column', 'nope'], 64, '--label-column is "nope", which mood.csv does not have'],
    [['--check', 'mood.csv', '--text-column', 'nope'], 64, '--text-column is "nope", which mood.csv does not have'],
    [['--check', 'lines.ndjson', '--label-column', 'nope'], 64, '--label-column is "nope", which lines.ndjson does'],
    [['--check', 'lines.ndjson', '--text-column', 'nope'], 64, '--text-column is "nope", which lines.ndjson does'],
    [['--check', 'mood.csv', '--label-column', 'text'], 65, 'the column of labels holds "this is terrible" (1)'],
    [['--check', 'lines.ndjson'], 65, 'lines.ndjson has no column label or sentiment'],
    [['--check', 'mood.csv', '-f', 'xml'], 64, '--format is "xml": expected terminal, csv,'],
    [['--check', '--explain', 'mood.csv'], 64, '--check and --explain exclude each other'],
    [['--check', 'mood.csv', '--write-lexicon', 'mood.csv'], 64, 'mood.csv is read and cannot be written over'],
    [['--check', 'mood.csv', '--write-lexicon', '-'], 64, '--write-lexicon takes a file'],
    [['--label-column', 'mood', 'mood.csv'], 64, '--label-column goes with --check'],
  ])('%j ends with %i', async (args, code, message) => {
    const files = place({
      'mood.csv': 'text,mood\nthis is terrible,neg\n',
      'lines.ndjson': '{"text":"this is terrible"}\n',
    });
    const ran = await files.call(['score', ...args]);
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toContain(message);
  });
});
