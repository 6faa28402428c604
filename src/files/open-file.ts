import { open, stat } from 'node:fs/promises';
import { AppError } from '../core/errors.js';
import { accountIn, archiveContent } from './archive.js';
import { directoryError, readBytes, readError, takeBytes } from './bytes.js';
import { assertNoMarkup, binaryError, emptyError, type Magic, magicOf } from './content.js';
import { Damage } from './damage.js';
import { openDelimited } from './delimited-file.js';
import { looksBinary, toUtf8 } from './encoding.js';
import { looksLikeJson, openJson, openSplit } from './json-file.js';
import type { OpenedFile, OpenOptions } from './opened-file.js';
import { openSheet } from './sheet-file.js';
import { spool } from './spool.js';
import { headBytes, type PlainFile, plainBytes, textSource } from './text-source.js';
import { zipContent, zipEntries } from './zip.js';

const DEFAULT_HEAD_BYTES = 1_048_576;
const MAGIC_BYTES = 65_536;
/** A compressed archive inside a compressed archive is the most that anybody sends. */
const MOST_WRAPPINGS = 4;

interface Wrapped {
  readonly path: string;
  readonly notes: readonly string[];
  readonly wrappings: number;
}

/**
 * Makes any export file ready for the engine: a path, or `-` for standard input. The content decides what it is, never
 * its name. Fails with `input-missing`, `input-output` or `malformed-input`; damage that leaves records readable is no
 * failure but told in `damage`. Memory does not grow with the file, except for XLSX.
 */
export async function openFile(name: string, options: OpenOptions): Promise<OpenedFile> {
  options.signal?.throwIfAborted();
  const path = name === '-' ? await spoolInput(options) : await regularFile(name, options);
  const opened = await unwrap({ path, notes: [], wrappings: 0 }, name, options);
  return { ...opened, spooled: opened.path !== name };
}

async function spoolInput(options: OpenOptions): Promise<string> {
  if (options.stdin === undefined)
    throw new AppError('input-missing', 'nothing is piped in', {
      code: 'file.stdin',
      hint: 'name a file',
    });
  return spool(options.stdin, options.tempDir, 'input', options.signal);
}

/** A file that can be read more than once: pipes are copied. */
async function regularFile(name: string, options: OpenOptions): Promise<string> {
  let stats: Awaited<ReturnType<typeof stat>>;
  try {
    stats = await stat(name);
  } catch (error) {
    throw readError(name, error);
  }
  if (stats.isDirectory()) throw directoryError(name);
  return stats.isFile() ? name : spool(readBytes(name, name), options.tempDir, 'input', options.signal);
}

async function unwrap(file: Wrapped, name: string, options: OpenOptions): Promise<OpenedFile> {
  const { signal } = options;
  const raw: PlainFile = { path: file.path, name, compression: 'none', signal };
  const first = await takeBytes(readBytes(file.path, name, { signal }), MAGIC_BYTES);
  if (first.length === 0) throw emptyError(name);
  const magic = magicOf(first, name);
  if (magic === 'parquet') return openParquet(raw, file.notes, options);
  if (magic === 'zip') return openZip(file, name, options);
  const limit = options.maxHead ?? DEFAULT_HEAD_BYTES;
  const plain: PlainFile = magic === 'text' ? raw : { ...raw, compression: magic };
  const head = await headBytes(plain, limit);
  if (magic !== 'text') {
    if (head.length === 0) await assertReadable(plain);
    const inner = magicOf(head, name);
    if (inner !== 'text') return unwrapFurther(plain, inner, file, options);
  }
  return openText(plain, head, file.notes, options);
}

/** Fails for a compressed file that yields nothing, saying why. */
async function assertReadable(file: PlainFile): Promise<never> {
  const damage = new Damage();
  for await (const _ of plainBytes(file, damage)) break;
  if (damage.message === null) throw emptyError(file.name);
  throw new AppError('malformed-input', `cannot read ${file.name}: ${damage.message}`, {
    code: 'file.damaged',
    hint: 'download it again',
  });
}

async function unwrapFurther(plain: PlainFile, inner: Magic, file: Wrapped, options: OpenOptions): Promise<OpenedFile> {
  if (file.wrappings >= MOST_WRAPPINGS) throw binaryError(plain.name);
  const damage = new Damage();
  const path = await spool(plainBytes(plain, damage), options.tempDir, inner, options.signal);
  const notes = damage.message === null ? file.notes : [...file.notes, damage.message];
  return unwrap({ path, notes, wrappings: file.wrappings + 1 }, plain.name, options);
}

async function openText(
  plain: PlainFile,
  bytes: Buffer,
  notes: readonly string[],
  options: OpenOptions,
): Promise<OpenedFile> {
  const { name } = plain;
  const complete = bytes.length < (options.maxHead ?? DEFAULT_HEAD_BYTES);
  const guessed = await textSource(plain, bytes, options.encoding);
  const source = { ...guessed, notes: [...notes, ...guessed.notes] };
  const decoded: Buffer[] = [];
  for await (const piece of toUtf8(once(bytes), source.encoding)) decoded.push(piece);
  const text = Buffer.concat(decoded).toString('utf8');
  if (looksBinary(text)) throw binaryError(name);
  if (complete && text.trim() === '') throw emptyError(name);
  assertNoMarkup(text, name);
  const head = { text, complete };
  const json = options.delimiter === undefined && looksLikeJson(text) ? await openJson(source, head, options) : null;
  return json ?? openDelimited(source, head, options);
}

async function takeAll(chunks: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return Buffer.concat(pieces).toString('utf8');
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function openZip(file: Wrapped, name: string, options: OpenOptions): Promise<OpenedFile> {
  const { signal, tempDir } = options;
  const content = archiveContent(await zipEntries(file.path, name), name);
  switch (content.kind) {
    case 'workbook':
      return openSheet(file.path, name, file.notes, options);
    case 'tweets': {
      const script = content.account && (await takeAll(zipContent(file.path, name, content.account, signal)));
      const account = script === undefined ? null : accountIn(script);
      return openSplit({
        name,
        original: 'tweets-js',
        encoding: 'utf-8',
        notes: [...file.notes, `read from the archive: ${content.parts.map((part) => part.path).join(', ')}`],
        damage: new Damage(),
        parts: content.parts.map((part) => () => zipContent(file.path, name, part, signal)),
        split: { path: '', prefix: true, ...(account === null ? {} : { member: `"account":${account}` }) },
        options,
      });
    }
    case 'file': {
      if (file.wrappings >= MOST_WRAPPINGS) throw binaryError(name);
      const path = await spool(zipContent(file.path, name, content.entry, signal), tempDir, 'unzipped', signal);
      const notes = [...file.notes, `read from the archive: ${content.entry.path}`];
      return unwrap({ path, notes, wrappings: file.wrappings + 1 }, name, options);
    }
  }
}

async function openParquet(file: PlainFile, notes: readonly string[], options: OpenOptions): Promise<OpenedFile> {
  const { path, name } = file;
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(4);
    await handle.read(tail, 0, 4, Math.max(0, size - 4));
    if (size < 12 || tail.toString('latin1') !== 'PAR1')
      throw new AppError('malformed-input', `cannot read ${name}: the Parquet file is cut off`, {
        code: 'file.damaged',
        hint: 'download it again: its index is at its end',
      });
  } finally {
    await handle.close();
  }
  options.signal?.throwIfAborted();
  return {
    name,
    path,
    spooled: false,
    container: 'parquet',
    compression: 'none',
    encoding: 'utf-8',
    original: 'parquet',
    dialect: null,
    sample: { columns: [], rows: [] },
    notes,
    damage: null,
    locate: async () => new Map(),
    lineOfByte: async (offsets) => offsets.map(() => 1),
  };
}
