/** Pieces that the schemas of the configuration are made of. */
import * as v from 'valibot';
import { isRecord } from './document.js';
import { readText } from './scalars.js';
import { type Reader, Unfit } from './unfit.js';

/** A schema from a reader; the message of its issue is the reader's `expected`, or empty. */
export function read<Value>(reader: Reader<Value>) {
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, Value>(({ dataset, addIssue, NEVER }) => {
      const value = reader(dataset.value);
      if (!(value instanceof Unfit)) return value;
      addIssue({ message: value.expected ?? '' });
      return NEVER;
    }),
  );
}

/** A list, or a single element without the brackets. */
export function listOf<Value>(reader: Reader<Value>) {
  return v.pipe(
    v.unknown(),
    v.transform((input): unknown[] => (Array.isArray(input) ? input : [input])),
    v.array(read(reader)),
  );
}

/** `@acme`, `u/acme` and `acme` are the same account. */
export const readHandle: Reader<string> = (input) => {
  const text = readText(input);
  if (text instanceof Unfit) return text;
  if (text.includes('://')) return new Unfit('a handle such as acme, not its address');
  const handle = text.replace(/^(?:@|\/?u\/)/u, '');
  return handle === '' ? new Unfit() : handle;
};

/** A mapping, and not one of the other things that JavaScript calls an object. Keys it does not know are found elsewhere. */
const record = v.pipe(
  v.unknown(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || !isRecord(dataset.value)) addIssue({ message: '' });
  }),
);

export function mapping<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(record, v.object(entries));
}

/** Keys that are names of the user's choice, each read by itself, so that a problem points at its own key. */
export function mappingOf<Value>(readKey: (key: string) => string | Unfit, schema: v.GenericSchema<unknown, Value>) {
  const checkedKey = v.pipe(
    v.string(),
    v.rawCheck(({ dataset, addIssue }) => {
      const key = dataset.typed ? readKey(dataset.value) : null;
      if (key instanceof Unfit) addIssue({ message: key.expected ?? '' });
    }),
  );
  return v.pipe(record, v.record(checkedKey, schema));
}

/** A thing of which only one key is known may be written as the value of that key. */
export function named<Value>(key: string, schema: v.GenericSchema<unknown, Value>) {
  return v.pipe(
    v.unknown(),
    v.transform((input): unknown => (typeof input === 'string' ? { [key]: input } : input)),
    schema,
  );
}

/** The name of the environment variable in `env:NAME`: secrets themselves are never written down. */
export const readReference: Reader<string> = (input) => {
  const name = typeof input === 'string' ? /^env:([A-Za-z_][A-Za-z0-9_]*)$/u.exec(input.trim())?.[1] : undefined;
  return name ?? new Unfit();
};
