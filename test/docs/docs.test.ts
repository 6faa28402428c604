import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo, DEMO, silentProgram } from '../../scripts/doc-regions.js';
import { renderDocs } from '../../scripts/docs.js';
import { BRAND_KEYS, GLOBAL_NAMES } from '../../src/config/keys.js';
import { POST_COLUMNS, SCORE_COLUMNS } from '../../src/posts/post.js';
import { PRESETS } from '../../src/presets/index.js';
import { REPORTS } from '../../src/reports/index.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = ['README.md', 'CHANGELOG.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)];

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}
const manifest: Manifest = JSON.parse(read('package.json'));

describe('the documentation', () => {
  it('says what the program says: else run npm run docs:write', async () => {
    for (const { file, before, after } of await renderDocs()) expect(before, file).toBe(after);
  });

  it('links only to files that are there', () => {
    const missing = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => join(dirname(page), target))
        // Written by the bench, and kept only once it has run.
        .filter((target) => target !== 'bench/RESULTS.md' && !existsSync(join(root, target)))
        .map((target) => `${page} → ${target}`),
    );
    expect(missing).toEqual([]);
  });

  it('has every column, configuration key and preset', () => {
    const columns = read('docs/columns.md');
    for (const { name } of [...POST_COLUMNS, ...SCORE_COLUMNS]) expect(columns).toContain(`| \`${name}\` |`);
    for (const report of REPORTS) {
      const [, section = ''] = columns.split(`### report ${report.id}\n`);
      for (const { name } of report.columns) expect(section.split('\n## ')[0]).toContain(`| \`${name}\` |`);
    }
    const keys = read('docs/configuration.md');
    for (const key of [...GLOBAL_NAMES, ...Object.keys(BRAND_KEYS)]) expect(keys).toContain(`| \`${key}\` |`);
    const importing = read('docs/importing.md');
    for (const { id } of PRESETS) expect(importing).toContain(`| \`${id}\` |`);
  });

  it('justifies every runtime dependency, and no other', () => {
    const listed = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)];
    expect(listed.map(([, name]) => name).sort()).toEqual(Object.keys(manifest.dependencies).sort());
    for (const [, name, why = ''] of listed) expect(why.length, name).toBeGreaterThan(10);
  });
});

describe('the README', () => {
  const readme = read('README.md');
  const program = join(root, 'bin/brandwatch.js');
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'readme-'));
    symlinkSync(join(root, 'fixtures'), join(folder, 'fixtures'));
    const shim = `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`;
    writeFileSync(join(folder, 'brandwatch'), shim, { mode: 0o755 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('and --help say that there is no connection with the company of the same name', async () => {
    expect(readme).toMatch(/not connected in any way with the company and product named Brandwatch/i);
    expect(await answerTo(['--help'], 100)).toMatch(/not connected in any way/i);
  });

  it('shows the output of npm run demo as the script makes it', () => {
    expect(manifest.scripts['demo']).toBe(`node bin/brandwatch.js ${DEMO}`);
  });

  const examples = [...readme.matchAll(/^brandwatch .*fixtures\/.*$/gm)].map(([line]) => line);

  it('has at least four commands to try', () => expect(examples.length).toBeGreaterThanOrEqual(4));

  it.each(examples)('%s', (line) => {
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`, NO_COLOR: '1' };
    const out = execFileSync('bash', ['-euo', 'pipefail', '-c', line], {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const store = /--store (\S+)$/.exec(line)?.[1];
    if (store !== undefined) {
      expect(statSync(join(folder, store)).size).toBeGreaterThan(100_000);
      return;
    }
    const file = /(?:-o|>) (\S+)$/.exec(line)?.[1];
    const made = file === undefined ? out : readFileSync(join(folder, file), 'utf8');
    expect(made.split('\n').length, line).toBeGreaterThan(5);
  });
});

describe.each(silentProgram().commands.map((command) => command.name()))('brandwatch %s', (name) => {
  it('has a summary and at least two examples that parse', async () => {
    expect(
      silentProgram()
        .commands.find((command) => command.name() === name)
        ?.summary(),
    ).toMatch(/\S{3}/);
    const [, after = ''] = (await answerTo([name, '--help'], 100)).split('\nExamples:\n');
    const lines = [...after.matchAll(/^ {2}\$ (.+)$/gm)].map(([, line = '']) => line);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines.some((line) => line.includes(`brandwatch ${name}`))).toBe(true);
    for (const line of lines) for (const argv of commandsIn(line)) await parses(argv);
  });
});

/** The arguments of every brandwatch in a pipeline. */
function commandsIn(line: string): string[][] {
  const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
  const commands: string[][] = [[]];
  for (const word of words) {
    if (word === '|') commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands
    .filter(([program]) => program === 'brandwatch')
    .map(([, ...argv]) => (argv.includes('>') ? argv.slice(0, argv.indexOf('>')) : argv));
}

/** Fails where commander refuses the arguments; nothing is run. */
async function parses(argv: readonly string[]): Promise<void> {
  const program = silentProgram();
  const ran: string[] = [];
  for (const command of program.commands) command.action(() => void ran.push(command.name()));
  await program.parseAsync([...argv], { from: 'user' });
  expect(ran, argv.join(' ')).toEqual([argv[0]]);
}
