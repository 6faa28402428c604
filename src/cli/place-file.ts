/** A file that appears whole or not at all, and is left alone where nothing in it has changed. */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CliContext } from './context.js';
import { createError } from './output-errors.js';
import { openSink, writeTo } from './sink.js';

/** Whether the file has been written. Its folder is made where it is missing. */
export async function placeFile(path: string, pieces: AsyncIterable<string>, context: CliContext): Promise<boolean> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece));
  const bytes = Buffer.concat(all);
  if (await holds(path, bytes)) return false;
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    throw createError(dirname(path), error);
  }
  await writeTo(await openSink(path, context), one(bytes));
  return true;
}

async function holds(path: string, bytes: Buffer): Promise<boolean> {
  try {
    return bytes.equals(await readFile(path));
  } catch {
    return false;
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
