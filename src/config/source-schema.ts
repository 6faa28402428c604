/** What a list of fetches may hold. Whether a source of that name exists, and has these options, is checked where sources are known. */
import * as v from 'valibot';
import type { SourceEntry } from './config.js';
import { readSwitch, readText } from './scalars.js';
import { listOf, mapping, mappingOf, named, read, readHandle, readReference } from './schema-parts.js';
import { type Reader, Unfit } from './unfit.js';

/** Numbers, such as app ids, are text to us. */
const readWord: Reader<string> = (input) =>
  typeof input === 'number' && Number.isSafeInteger(input) ? String(input) : readText(input);

const readOption: Reader<string> = (input) => (typeof input === 'boolean' ? String(input) : readWord(input));

const readAddress: Reader<string> = (input) => {
  const text = readText(input);
  if (text instanceof Unfit) return text;
  if (!/^https?:\/\/\S+$/u.test(text) || !URL.canParse(text)) return new Unfit();
  const { username, password } = new URL(text);
  return username === '' && password === '' ? text : new Unfit('an address without a user and a password');
};

/** A source that needs nothing else may be written as its name. */
const entry = named(
  'source',
  v.pipe(
    mapping({
      source: read(readText),
      query: v.optional(listOf(readWord)),
      author: v.optional(read(readHandle)),
      thread: v.optional(read(readAddress)),
      replies: v.optional(read(readSwitch)),
      baseUrl: v.optional(read(readAddress)),
      credentials: v.optional(mappingOf(readText, read(readReference))),
      options: v.optional(mappingOf(readText, read(readOption))),
    }),
    v.transform(
      (given): SourceEntry => ({
        source: given.source,
        queries: given.query ?? [],
        author: given.author ?? null,
        thread: given.thread ?? null,
        replies: given.replies ?? false,
        baseUrl: given.baseUrl?.replace(/\/+$/u, '') ?? null,
        credentials: given.credentials ?? {},
        options: given.options ?? {},
      }),
    ),
  ),
);

export const SOURCE_ENTRIES = v.array(entry);
