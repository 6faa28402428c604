/** A command line as the binary runs it, but in the process of the test, and from the source. */
import { Readable, Writable } from 'node:stream';
import { leftovers } from '../../src/cli/leftovers.js';
import { runCli } from '../../src/cli/program.js';
import type { Ran } from './binary.js';

export interface Call {
  /** The working folder, and the one for temporary files. */
  readonly dir: string;
  readonly temp: string;
  readonly input: string | Buffer;
  readonly env: NodeJS.ProcessEnv;
}

/** One after the other: the process has one working folder. */
let last: Promise<unknown> = Promise.resolve();

export function inProcess(args: readonly string[], call: Call): Promise<Ran> {
  const ran = last.then(() => run(args, call));
  last = ran.catch(() => undefined);
  return ran;
}

async function run(args: readonly string[], { dir, temp, input, env }: Call): Promise<Ran> {
  const out = new Collected();
  const err = new Collected();
  const before = { folder: process.cwd(), temp: process.env['TMPDIR'] };
  process.chdir(dir);
  process.env['TMPDIR'] = temp;
  try {
    const code = await runCli(args, {
      stdin: Readable.from(input.length === 0 ? [] : [Buffer.from(input)]),
      stdout: out,
      stderr: err,
      env,
      cwd: dir,
      now: () => new Date(),
      cores: 1,
      pid: process.pid,
      isAlive: () => true,
      again: null,
      nothingPiped: false,
      signal: new AbortController().signal,
    });
    return { code, bytes: out.bytes, stdout: out.bytes.toString('utf8'), stderr: err.bytes.toString('utf8') };
  } finally {
    leftovers.removeNow();
    process.chdir(before.folder);
    if (before.temp === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before.temp;
  }
}

class Collected extends Writable {
  readonly #pieces: Buffer[] = [];

  override _write(piece: Buffer, _: BufferEncoding, done: () => void): void {
    this.#pieces.push(piece);
    done();
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}
