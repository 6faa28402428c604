import { describe, expect, it } from 'vitest';
// The compiled pool, since its threads run compiled code: `npm test` builds first.
import { JudgePool } from '../../dist/judgement/pool.js';
import { Judge } from '../../src/judgement/judge.js';

const OPTIONS = { watched: [], identifyLanguage: false };
const text = (rows: number, first: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    Buffer.from(
      Array.from(
        { length: rows },
        (_, i) => `${first + i}\u001f\u001fthe delivery never came, day ${i} ${'😡'.repeat(i % 3)}`,
      ).join('\u001e'),
    ),
  );

describe('judging on threads', () => {
  it('gives the same bits as on one', async () => {
    const pool = new JudgePool(OPTIONS, 2);
    const judge = new Judge(OPTIONS);
    try {
      const batches = Array.from({ length: 7 }, (_, i) => i * 500);
      const results = await Promise.all(batches.map((first) => pool.judge(text(500, first))));
      for (const [index, first] of batches.entries()) {
        const alone = judge.judge(text(500, first));
        expect(results[index]?.scores.map((column: Float64Array) => [...column])).toEqual(
          alone.scores.map((column) => [...column]),
        );
        expect(results[index]?.sketches).toEqual(alone.sketches);
      }
    } finally {
      await pool.close();
    }
  });

  it('gives up what is under way when it is closed', async () => {
    const pool = new JudgePool(OPTIONS, 1);
    const pending = pool.judge(text(20_000, 0));
    const given = expect(pending).rejects.toMatchObject({ kind: 'interrupted' });
    await pool.close();
    await given;
  });
});
