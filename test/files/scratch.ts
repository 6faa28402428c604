import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { Damage } from '../../src/files/damage.js';
import { openFile } from '../../src/files/open-file.js';
import type { OpenedFile, OpenOptions } from '../../src/files/opened-file.js';
import { plainBytes } from '../../src/files/text-source.js';

export interface Scratch {
  readonly dir: string;
  /** Writes a file and tells its path. */
  write(name: string, content: string | Buffer): Promise<string>;
  open(name: string, content: string | Buffer, options?: Partial<OpenOptions>): Promise<OpenedFile>;
}

/** A folder for the tests of one file, removed after them. */
export function scratch(): Scratch {
  const state = { dir: '' };
  beforeAll(async () => {
    state.dir = await mkdtemp(join(tmpdir(), 'files-test-'));
  });
  afterAll(() => rm(state.dir, { recursive: true, force: true }));
  const write = async (name: string, content: string | Buffer): Promise<string> => {
    const path = join(state.dir, name);
    await writeFile(path, content);
    return path;
  };
  return {
    get dir() {
      return state.dir;
    },
    write,
    open: async (name, content, options) => openFile(await write(name, content), { tempDir: state.dir, ...options }),
  };
}

/** What the engine would see behind `path`, decompressed. */
export async function contentOf(file: OpenedFile): Promise<string> {
  const pieces: Buffer[] = [];
  const plain = { path: file.path, name: file.name, compression: file.compression, signal: undefined };
  for await (const piece of plainBytes(plain, new Damage())) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

export async function linesOf(file: OpenedFile): Promise<string[]> {
  return (await contentOf(file)).split('\n').filter((line) => line.trim() !== '');
}

/** A zstd file whose blocks are not compressed (RFC 8878): Node 20 can write no other. */
export function zstdOf(content: string | Buffer, windowExponent = 23): Buffer {
  const bytes = Buffer.from(content);
  const frame: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, (windowExponent - 10) << 3])];
  const blockBytes = 100_000;
  for (let at = 0; at === 0 || at < bytes.length; at += blockBytes) {
    const block = bytes.subarray(at, at + blockBytes);
    const header = Buffer.alloc(3);
    header.writeUIntLE((block.length << 3) | (at + blockBytes >= bytes.length ? 1 : 0), 0, 3);
    frame.push(header, block);
  }
  return Buffer.concat(frame);
}
