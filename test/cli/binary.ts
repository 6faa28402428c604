/** The real binary as a child process, in an environment that holds nothing of the machine's but a path. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { inProcess } from './in-process.js';

const BINARY = resolve('bin/brandwatch.js');
const TEMP = tmpdir();
/** Of util-linux: runs a command in a terminal. */
const SCRIPT = 'script';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The bytes of stdout. */
  readonly bytes: Buffer;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** A working folder with a TMPDIR beside it that must be empty again after every run. */
export interface Place {
  readonly dir: string;
  readonly temp: string;
  path(name: string): string;
  write(name: string, content: string | Buffer): string;
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  /** As `run`, but in the process of the test: for what a command does and says, where it needs no process for that. */
  call(args: readonly string[], options?: RunOptions): Promise<Ran>;
  start(args: readonly string[], options?: RunOptions): ChildProcess;
  /** A shell command; `$bw` is the binary. */
  shell(command: string): Promise<Ran>;
  /** Stdout and stderr together, as a terminal of this width shows them. */
  terminal(args: string, columns: number, env?: Readonly<Record<string, string>>): Promise<Ran>;
}

const roots: string[] = [];

/** Called after the tests of each file. */
export function removePlaces(): void {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
}

/** A folder that is removed after the tests of the file. */
export function place(files: Readonly<Record<string, string | Buffer>> = {}): Place {
  const root = mkdtempSync(join(TEMP, 'cli-test-'));
  roots.push(root);
  const dir = join(root, 'work');
  const temp = join(root, 'temp');
  mkdirSync(dir);
  mkdirSync(temp);
  const environment = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    HOME: root,
    TMPDIR: temp,
    ...more,
  });
  const made: Place = {
    dir,
    temp,
    path: (name) => join(dir, name),
    write: (name, content) => {
      const path = join(dir, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
    start: (args, { input, env } = {}) => {
      const child = spawn(process.execPath, [BINARY, ...args], { cwd: dir, env: environment(env) });
      child.stdin.on('error', () => undefined);
      child.stdin.end(input ?? '');
      return child;
    },
    run: (args, options) => ended(made.start(args, options)),
    call: (args, { input, env } = {}) => inProcess(args, { dir, temp, input: input ?? '', env: environment(env) }),
    shell: (command) =>
      ended(
        spawn('bash', ['-c', command], {
          cwd: dir,
          env: environment({ bw: `${process.execPath} ${BINARY}` }),
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      ),
    terminal: (args, columns, env) =>
      ended(
        spawn(SCRIPT, ['-qec', `stty cols ${columns}; exec ${process.execPath} ${BINARY} ${args}`, '/dev/null'], {
          cwd: dir,
          env: environment({ TERM: 'xterm-256color', ...env }),
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      ),
  };
  for (const [name, content] of Object.entries(files)) made.write(name, content);
  return made;
}

export function ended(child: ChildProcess): Promise<Ran> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      const bytes = Buffer.concat(out);
      done({ code, bytes, stdout: bytes.toString('utf8'), stderr: Buffer.concat(err).toString('utf8') });
    });
  });
}

/** Whether terminals can be simulated here. */
export const HAS_TERMINAL = spawnSync(SCRIPT, ['-qec', 'true', '/dev/null']).status === 0;

export const POSTS = [
  'id,created_at,author,text,likes,followers,network',
  '1,2026-10-01T10:00:00Z,marta,"Third day without my suitcase, nobody answers. Terrible.",5,2000,x',
  '2,2026-10-02T10:00:00Z,jon,Charged twice and support closed my ticket. Awful!,3,90000,reddit',
  '3,2026-10-03T10:00:00Z,pau,"The new app is great,\nthank you",1,50,x',
  '4,2026-10-20T10:00:00Z,marta,Still no suitcase. Worst airline ever.,9,2000,x',
  '',
].join('\n');

/** Many posts in which nobody repeats another, as CSV. */
export function manyPosts(rows: number): string {
  const words = 'broken late angry refund lost awful queue ticket driver parcel router screen never again closed'.split(
    ' ',
  );
  const lines = ['id,created_at,author,text,likes,followers,network'];
  for (let row = 0; row < rows; row++) {
    const text = Array.from({ length: 14 }, (_, at) => words[(row * 7 + at * at * (row % 13) + at) % words.length]);
    const day = String(1 + (row % 28)).padStart(2, '0');
    lines.push(
      `${row},2026-10-${day}T10:00:00Z,user${row},terrible ${row}x ${text.join(` ${row % 997}w `)},1,${row % 5000},x`,
    );
  }
  return `${lines.join('\n')}\n`;
}
