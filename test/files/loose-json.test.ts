import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mendedJson } from '../../src/core/loose-json.js';
import { shapeOf } from '../../src/files/json-shape.js';
import { holds } from '../formats/seed.js';
import { testEngine } from '../presets/engine.js';
import { importFiles } from '../presets/importing.js';
import { scratch } from './scratch.js';

const sql = testEngine();
const files = scratch();

async function imported(name: string, text: string) {
  const { loaded, posts, ndjson } = await importFiles([await files.write(name, text)], { maxRejects: 0.9 });
  for (const line of ndjson.split('\n').filter((one) => one !== '')) JSON.parse(line);
  return { posts, file: loaded.files[0] };
}

describe('NaN and infinities', () => {
  const CASES = [
    ['{"a":NaN,"b":-Infinity,"c":Infinity}', '{"a":null,"b":null,"c":null}'],
    ['{"a":[1, NaN ,2],"b":{"c":NaN}}', '{"a":[1, null ,2],"b":{"c":null}}'],
    ['{"t":"NaN, and \\"Infinity\\": NaN","a":NaN}', '{"t":"NaN, and \\"Infinity\\": NaN","a":null}'],
    ['{"t":"ends in a backslash \\\\","a":NaN}', '{"t":"ends in a backslash \\\\","a":null}'],
    ['{"NaN":"x"},', '{"NaN":"x"}'],
    ['{"a":1}', '{"a":1}'],
  ] as const;

  test.each(CASES)('%s becomes %s', async (written, mended) => {
    expect(mendedJson(written)).toBe(mended);
    expect(await sql.each([written], 'mended_json(x)')).toEqual([mended]);
  });

  test('are null in JavaScript and in SQL alike, and what is JSON stays as it is', () =>
    holds(
      fc.asyncProperty(
        fc.dictionary(
          fc.constantFrom('a', 'NaN', 'b"\\', ''),
          fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('NaN', '\\', '"NaN"', ',Infinity,')),
        ),
        fc.boolean(),
        async (record, broken) => {
          const text = JSON.stringify(record);
          const written =
            broken && text.endsWith('}') ? `${text.slice(0, -1)}${text === '{}' ? '' : ','}"last":NaN}` : text;
          const expected = broken ? { ...record, last: null } : record;
          expect(JSON.parse(mendedJson(written))).toEqual(JSON.parse(JSON.stringify(expected)));
          const [mended] = await sql.each([written], 'mended_json(x)');
          expect(JSON.parse(String(mended))).toEqual(JSON.parse(JSON.stringify(expected)));
        },
      ),
      200,
    ));

  test('of pandas are no values, and never written', async () => {
    const { posts } = await imported(
      'nan.ndjson',
      '{"text":"no line","author":NaN,"likes":3.0,"z":NaN}\n{"text":"no net","author":"ann","likes":NaN,"z":1}\n',
    );
    expect(posts).toMatchObject([
      { text: 'no line', likes: 3 },
      { author_name: 'ann', extras: { z: 1 } },
    ]);
    expect(posts[0]).not.toHaveProperty('author_name');
    expect(posts[0]?.['extras']).toEqual({ z: null });
  });
});

test('halves of an emoji that was cut cost neither the row nor the whole ones', async () => {
  const { posts, file } = await imported(
    'cut.ndjson',
    '{"text":"gone \\ud83d"}\n{"text":"\\ud83d\\ude00 whole, \\ude00 half, \\\\ud83d no escape"}\n',
  );
  expect(posts.map(({ text }) => text)).toEqual(['gone', '😀 whole,  half, \\ud83d no escape']);
  expect(file?.rejects.total).toBe(0);
});

test('lines cut out of a list keep their commas and are read', async () => {
  const { posts } = await imported(
    'commas.ndjson',
    '{"id":"1","text":"no line"},\n{"id":"2","text":"no net"},  \n{"id":"3","text":"none"}\n',
  );
  expect(posts.map(({ id }) => id)).toEqual(['1', '2', '3']);
});

test('names with dots are found as keys and as paths', async () => {
  const flat = await imported(
    'flat.ndjson',
    '{"text":"no line","user.name":"Ann","user.followers_count":7,"user.town":"Leeds"}\n',
  );
  const deep = await imported(
    'deep.ndjson',
    '{"text":"no line","user":{"name":"Ann","followers_count":7,"town":"Leeds"}}\n',
  );
  expect(flat.posts).toMatchObject([{ author_name: 'Ann', author_followers: 7, extras: { 'user.town': 'Leeds' } }]);
  expect(deep.posts).toMatchObject([{ author_name: 'Ann', author_followers: 7, extras: { user: { town: 'Leeds' } } }]);
});

test('what mapping emptied is not kept, what came empty beside it is, and strings are not touched', async () => {
  const { posts } = await imported(
    'emptied.ndjson',
    `${JSON.stringify({ text: 'says ,"user":{} and {"user":{}}', user: { name: 'Ann' }, metrics: { likes: 3 }, tags: {}, note: ',"user":{},' })}\n`,
  );
  expect(posts).toMatchObject([{ text: 'says ,"user":{} and {"user":{}}', author_name: 'Ann', likes: 3 }]);
  expect(posts[0]?.['extras']).toEqual({ tags: {}, note: ',"user":{},' });
});

describe('an object', () => {
  test.each([
    ['{"a":{"text":"x","by":"ann"},"b":{"text":"y","by":"bob"}}', 'keyed'],
    ['{"a":{"text":"x","by":"ann"},"b":{"text":"y"},"c":{"text":"z","by":"bob"}}', 'keyed'],
    ['{"text":{"0":"x","1":"y"},"by":{"0":"ann","1":"bob"}}', 'columns'],
    ['{"text":["x","y"],"by":["ann",null]}', 'columns'],
    ['{"text":"x","user":{"name":"ann"}}', 'record'],
    ['{"post":{"text":"x","id":1},"author":{"name":"ann","id":2}}', 'record'],
    ['{"data":[{"text":"x"},{"text":"y"}],"users":[{"id":1},{"id":2}]}', 'record'],
    ['{"a":["x"],"b":["y"]}', 'record'],
    ['{"a":{"text":"x"}}', 'record'],
    ['{}', 'record'],
  ])('%s holds a %s', (text, shape) => {
    expect(shapeOf(text, true)).toBe(shape);
  });

  test('with a record under each key is read whole, and its records are found again', async () => {
    const records = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [
        `-Nq${index}.x`,
        { text: `number ${index}`, by: 'ann', when: index === 1999 ? 'soon' : '2026-10-01' },
      ]),
    );
    const text = JSON.stringify(records, null, 1);
    const { posts, file } = await imported('keyed.json', text);
    expect(posts).toHaveLength(2999);
    expect(file?.rejects.samples[0]?.line).toBe(text.slice(0, text.indexOf('number 1999')).split('\n').length - 1);
    expect(file?.notes).toContain('the records are the members of an object');
  });

  test('of columns is refused, with what to do', async () => {
    await expect(
      imported('columns.json', '{"text":{"0":"x","1":"y"},"by":{"0":"ann","1":"bob"}}'),
    ).rejects.toMatchObject({
      code: 'file.json-columns',
      hint: expect.stringContaining("orient='records'"),
    });
  });

  test.each(['[]', '[ ]\n', '{}'])('and a list that hold nothing (%s) are said to be so', async (text) => {
    await expect(imported('nothing.json', text)).rejects.toMatchObject({ kind: 'malformed-input' });
    await expect(imported('nothing.json', text)).rejects.toThrow(/holds no JSON object with a value/);
  });
});
