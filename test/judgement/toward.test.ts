import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgePosts } from '../../src/app/judge-posts.js';
import { scoreStream } from '../../src/app/score/score-stream.js';
import { asNdjson } from '../../src/app/score/write.js';
import { inWorkspace } from '../../src/app/workspace.js';
import type { Watch } from '../../src/judgement/watch.js';
import { NO_WATCH } from '../../src/judgement/watch.js';
import { createPosts } from '../../src/posts/table.js';
import { brandQuery } from '../../src/query/brand-query.js';
import { DuckDbEngine } from '../../src/store/duckdb.js';
import { judgeToward, labelOf, measureToward, readHalves } from './toward-posts.js';

/** Signs toward Acme and Globex: + positive, - negative, 0 neutral, and space for a brand that is not named. */
function signs(text: string, lang: string): string {
  const { brands } = judgeToward(text, lang);
  const sign = { positive: '+', negative: '-', neutral: '0' } as Record<string, string>;
  return ['Acme', 'Globex']
    .map((brand) => brands.get(brand))
    .map((value) => (value === undefined ? ' ' : (sign[labelOf(value)] ?? '?')))
    .join('');
}

const PATTERNS: readonly (readonly [lang: string, signs: string, text: string])[] = [
  ['en', '+-', 'Acme is far better than Globex'],
  ['en', '-+', 'Acme is worse than Globex'],
  ['en', '-+', 'Acme is more expensive than Globex'],
  ['en', '-+', 'Acme is not as good as Globex'],
  ['en', '-+', 'Globex beats Acme'],
  ['en', '-+', 'I left Acme for Globex'],
  ['en', '-+', 'We switched from Acme to Globex last year'],
  ['en', '+-', 'Back to Acme, Globex was a mess'],
  ['en', '-+', 'Unlike Acme, Globex answers the phone'],
  ['en', '- ', "I'd rather walk than fly with Acme again"],
  ['en', '++', 'Both Acme and Globex are wonderful'],
  ['en', '--', 'acme is awful, globex too'],
  ['en', '+-', 'I love Acme and hate Globex'],
  ['en', '+-', 'Acme is great. Globex, on the other hand, is terrible'],
  ['en', '00', 'Is Acme better than Globex?'],
  ['en', '0-', 'Had a terrible time with a Globex phone bought at Acme'],
  ['en', '+0', 'Acme support was great, delivered by Globex'],
  ['en', '00', 'My company is moving us from Acme to Globex'],
  ['fr', '+-', 'Acme est bien meilleur que Globex'],
  ['fr', '+-', "Acme c'est mieux que Globex"],
  ['fr', '-+', 'Je quitte Acme pour Globex'],
  ['fr', '-+', "Je suis passé d'Acme à Globex"],
  ['fr', '-+', 'Contrairement à Acme, Globex répond'],
  ['es', '+-', 'Acme es mucho mejor que Globex'],
  ['es', '-+', 'Acme es peor que Globex'],
  ['es', '-+', 'Me cambio de Acme a Globex'],
  ['es', '-+', 'A diferencia de Acme, Globex contesta'],
  ['es', '+-', 'Prefiero Acme a Globex'],
  ['ca', '+-', 'Acme és molt millor que Globex'],
  ['ca', '-+', "Em passo d'Acme a Globex"],
  ['ca', '+-', "M'estimo més Acme que Globex"],
  ['pt', '+-', 'A Acme é muito melhor do que a Globex'],
  ['pt', '-+', 'Troquei a Acme pela Globex'],
  ['it', '+-', 'Acme è molto meglio di Globex'],
  ['it', '-+', 'Sono passato da Acme a Globex'],
  ['de', '+-', 'Acme ist viel besser als Globex'],
  ['de', '-+', 'Ich bin von Acme zu Globex gewechselt'],
  ['nl', '+-', 'Acme is veel beter dan Globex'],
  ['nl', '-+', 'Ik ben van Acme naar Globex overgestapt'],
];

describe('the sentiment toward each brand', () => {
  it.each(PATTERNS)('%s %s %s', (lang, expected, text) => {
    expect(signs(text, lang)).toBe(expected);
  });

  it("is the text's own where it names one brand and nothing turns it", () => {
    for (const text of ['Acme is terrible', 'Thank you @Acme, great service!', '#acme delivered on Tuesday']) {
      const { whole, brands } = judgeToward(text, 'en');
      expect([...brands]).toEqual([['Acme', whole]]);
    }
  });

  it('is never outside −1 to 1, nor of a brand that is not named', () => {
    const words = 'acme globex better than worse left for not why rather unlike , . ? never both at good awful'.split(
      ' ',
    );
    let state = 7;
    for (let post = 0; post < 2000; post++) {
      const text = Array.from({ length: 12 }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return words[(state >>> 16) % words.length];
      }).join(' ');
      for (const [brand, value] of judgeToward(text, 'en').brands) {
        expect(text).toContain(brand.toLowerCase());
        expect(Math.abs(value)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('stays as right as it was on the first half of toward.tsv', () => {
    const first = [...readHalves().values()].flatMap((half) => half.first);
    const { accuracy, macroRecall } = measureToward(first, true);
    expect(accuracy).toBeGreaterThan(0.77);
    expect(macroRecall).toBeGreaterThan(0.77);
  });

  it('takes time linear in the text', () => {
    for (const piece of [
      'Acme Globex ',
      "I'd rather why have better than Globex left Acme for back to ",
      'rather sooner stay with why ',
      'switched better unlike from ',
    ]) {
      // A quadratic reading of a hundred thousand tokens would run into the time limit of the test.
      const times = 100_000 / piece.trim().split(' ').length;
      judgeToward(`Acme Globex ${piece.repeat(times)}`, 'en');
    }
  });
});

const TEXTS = [
  'Acme is far better than Globex',
  'Acme is terrible',
  'nothing of the kind',
  'acme is awful, globex too',
  'I left Acme for Globex',
];

function watchOf(...names: readonly string[]): Watch {
  const entries = names.flatMap((name, index) => {
    const query = brandQuery({ names: [name], queries: [], accounts: {} });
    return query === null ? [] : [{ name, kind: index === 0 ? 'brand' : 'competitor', owner: null, query } as const];
  });
  return { ...NO_WATCH, entries };
}

describe('the column of brands', () => {
  it('has it, in a stream as in an audit', async () => {
    const watch = watchOf('Acme', 'Globex');
    const lines = TEXTS.map((text) => `${JSON.stringify({ text, lang: 'en' })}\n`).join('');
    let streamed = '';
    await inWorkspace({ threads: 1, memory: 5e8, timezone: 'UTC' }, async (workspace) => {
      const batches = scoreStream(workspace, {
        files: ['-'],
        stdin: (async function* () {
          yield Buffer.from(lines);
        })(),
        encoding: null,
        delimiter: null,
        map: null,
        preset: null,
        watch,
        labels: 'four',
        identifyLanguage: false,
        signal: new AbortController().signal,
        onWarning: () => undefined,
        onReject: () => undefined,
        onMisfit: () => undefined,
      });
      for await (const piece of asNdjson(batches)) streamed += piece;
    });
    const inStream = streamed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).brands);

    const folder = await mkdtemp(join(tmpdir(), 'toward-test-'));
    const engine = await DuckDbEngine.open({ threads: 1, memory: '256MB', tempDir: folder, timezone: 'UTC' });
    try {
      await createPosts(engine);
      for (const text of TEXTS) await engine.run(`INSERT INTO posts (text, lang) VALUES ('${text}', 'en')`);
      await judgePosts(engine, { watch, threads: 0, identifyLanguage: false });
      const rows = await engine.rows('SELECT CAST(to_json(brands) AS VARCHAR) FROM scored ORDER BY row');
      expect(rows.map(([brands]) => JSON.parse(String(brands)))).toEqual(inStream);
      const [count] = await engine.rows('SELECT count(DISTINCT row) FROM toward');
      expect(Number(count?.[0])).toBe(2);
    } finally {
      engine.close();
      await rm(folder, { recursive: true, force: true });
    }
    expect(inStream[0]).toEqual([
      { brand: 'Acme', sentiment: expect.closeTo(0.9, 0) },
      { brand: 'Globex', sentiment: expect.closeTo(-0.7, 0) },
    ]);
    expect(inStream[2]).toEqual([]);
  });
});
