import { readFileSync } from 'node:fs';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { HELP_TOPICS } from '../../src/cli/commands/help.js';
import { EXIT_CODES } from '../../src/cli/exit.js';
import { buildProgram } from '../../src/cli/program.js';
import { place } from './binary.js';
import { fakeContext } from './fake-context.js';

const commands = buildProgram(fakeContext()).commands.map((command) => command.name());

function expectPage(text: string): void {
  for (const line of text.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(80);
  expect(text).toMatch(/[^\n]\n$/);
  expect(text).not.toContain('\x1b');
}

describe.concurrent('help', () => {
  test('of the program', async () => {
    const files = place();
    const { code, stdout, stderr } = await files.run(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    expectPage(stdout);
    expect(stdout).toContain('Not connected in any way with the company and product named Brandwatch.');
    for (const name of commands) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect((await files.run([])).stdout).toBe(stdout);
    expect((await files.run(['help'])).stdout).toBe(stdout);
  });

  test.each(commands)('of %s', async (name) => {
    const files = place();
    const { code, stdout, stderr } = await files.run([name, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expectPage(stdout);
    const examples = stdout.slice(stdout.indexOf('Examples:')).split('\n').slice(1, -1);
    expect(examples.length).toBeGreaterThanOrEqual(2);
    for (const line of examples) expect(line).toMatch(/^ {2}\$ .*\bbrandwatch |^ {6}\S/);
    expect((await files.run(['help', name])).stdout).toBe(stdout);
  });

  test.each(HELP_TOPICS)('on %s', async (topic) => {
    const { code, stdout, stderr } = await place().run(['help', topic]);
    expect([code, stderr]).toEqual([0, '']);
    expectPage(stdout);
  });

  test('on exit codes names every one', async () => {
    const { stdout } = await place().run(['help', 'exit-codes']);
    const listed = [...stdout.matchAll(/^ {2}(\d+) {2}/gm)].map(([, code]) => Number(code));
    for (const code of Object.values(EXIT_CODES)) expect(listed).toContain(code);
  });

  test('fits a narrow terminal', () => {
    const context = fakeContext();
    const narrow = { ...context, stdout: Object.assign(context.stdout, { columns: 50 }) };
    const program = buildProgram(narrow);
    for (const command of program.commands) {
      const wide = command
        .helpInformation()
        .split('\n')
        .filter((line) => line.length > 50);
      // What stands in one word cannot be broken.
      for (const line of wide) expect(line.trim()).toMatch(/^\S+$|^Usage|=/);
    }
  });
});

test('the version and nothing else', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  for (const flag of ['--version', '-V']) {
    expect(await place().run([flag])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  }
});
