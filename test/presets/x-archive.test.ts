import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scratch } from '../files/scratch.js';
import { zipOf } from '../files/zip-writer.js';
import { FIXTURES, importFiles } from './importing.js';

const files = scratch();

test('an archive as X gives it is read whole, and its posts know whose they are', async () => {
  const content = (name: string) => readFileSync(`${FIXTURES}x-archive/${name}`);
  const zip = zipOf({
    'Your archive.html': '<html>',
    'data/account.js': content('account.js'),
    'data/tweets.js': content('tweets.js'),
  });
  const { loaded, posts } = await importFiles([await files.write('twitter-2026-10-31.zip', zip)]);
  const { posts: alone } = await importFiles(['x-archive/tweets.js']);
  expect(loaded.files[0]?.preset.id).toBe('x-archive');
  const without = posts.map(({ source, author_id, author_handle, author_name, ...post }) => post);
  expect(without).toEqual(alone.map(({ source, ...post }) => post));
  for (const post of posts)
    expect(post).toMatchObject({ author_id: '310400555', author_handle: 'acme', author_name: 'Acme' });
});
