import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type FakePost, fakeNetwork } from '../app/run/network.js';
import { ended, type Place, place } from './binary.js';
import { mailServer } from './mail-server.js';

const HOUR = 3_600_000;
/** Words that no other post has: none of them is a near copy of another. */
function wordsOf(post: number): string {
  return Array.from(
    { length: 9 },
    (_, i) => `z${((post * 31 + i * 7919) % 46_655).toString(36).replace(/\d/g, 'x')}`,
  ).join(' ');
}

/** One post an hour for the last three days. */
const posts: FakePost[] = Array.from({ length: 72 }, (_, i) => ({
  id: 100 + i,
  at: Math.floor((Date.now() - (72 - i) * HOUR) / 1000),
  author: `user${i % 7}`,
  text: `${wordsOf(i)} my acme router number ${i} is broken`,
}));

type Fault = Parameters<typeof fakeNetwork>[2];

async function withNetwork<T>(fault: Fault, action: (url: string, requests: () => number) => Promise<T>): Promise<T> {
  const network = await fakeNetwork(posts, () => Date.now(), fault);
  try {
    return await action(network.url, network.requests);
  } finally {
    await network.close();
  }
}

function configured(url: string, more = ''): Place {
  return place({
    '.brandwatchrc': `timezone: Europe/Madrid
store: true
brand:
  name: Acme
  sources: [{ source: hackernews, baseUrl: "${url}" }]
reports:
  - report: unhappy
    output: "reports/{date}-unhappy.csv"
  - report: overview
    period: 7d
    output: "reports/{year}/{week}.md"
${more}`,
  });
}

const QUICK = ['--max-wait', '1s'];

describe('run', () => {
  test('does the configured day, says so line by line, and is silent with --quiet', async () => {
    await withNetwork(
      () => 'none',
      async (url) => {
        const files = configured(url);
        const first = await files.call(['run', '--log', 'json']);
        expect(first).toMatchObject({ code: 0, stdout: '' });
        const lines = first.stderr
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { time: string; level: string; step: string; message: string });
        expect(lines.every(({ time, level }) => !Number.isNaN(Date.parse(time)) && level === 'info')).toBe(true);
        expect(lines.map(({ step }) => step)).toEqual(expect.arrayContaining(['fetch', 'score', 'reports', 'run']));
        const [report] = readdirSync(files.path('reports')).filter((name) => name.endsWith('.csv'));
        expect(readFileSync(files.path(`reports/${report}`), 'utf8')).toContain('router number');

        const written = statSync(files.path(`reports/${report}`)).mtimeMs;
        const again = await files.call(['run', '--quiet']);
        expect(again).toMatchObject({ code: 0, stdout: '', stderr: '' });
        expect(statSync(files.path(`reports/${report}`)).mtimeMs).toBe(written);

        const status = await files.call(['run', '--status', '-f', 'csv', '-q']);
        expect(status.stdout).toMatch(/^step,name,outcome,/);
        expect(status.stdout).toMatch(/\nfetch,"?hackernews.*,done,/);
        expect(status.stdout).toMatch(/\nscore,score,done,/);
        const history = await files.call(['run', '--history', '-f', 'ndjson', '-q']);
        expect(history.stdout.trim().split('\n')).toHaveLength(2);
      },
    );
  });

  test('a network that fails is one line, stops nothing else, decides the exit code, and is asked again', async () => {
    let down = true;
    await withNetwork(
      // It asks for a longer wait than it is given: how often a 503 is asked again within a second is left to chance.
      () => (down ? 'busy' : 'none'),
      async (url) => {
        const files = configured(url);
        const failed = await files.call(['run', '--quiet', ...QUICK]);
        expect(failed.code).toBe(75);
        expect(failed.stderr.trim().split('\n')).toHaveLength(1);
        expect(failed.stderr).toMatch(/^\S+Z error fetch: hackernews/);
        expect(existsSync(files.path('reports'))).toBe(true);
        down = false;
        expect((await files.call(['run', '--quiet'])).code).toBe(0);
        expect((await files.call(['run', '--history', '-f', 'csv', '-q'])).stdout).toMatch(/,75,.*fetch hackernews/);
      },
    );
  });

  test('--only, --dry-run and --since', async () => {
    await withNetwork(
      () => 'none',
      async (url, requests) => {
        const files = configured(url);
        const dry = await files.call(['run', '--dry-run', '-f', 'csv', '-q']);
        expect(dry).toMatchObject({ code: 0, stderr: '' });
        expect(dry.stdout).toMatch(/^step,name,would\n/);
        expect(requests()).toBe(0);
        expect(existsSync(files.path('.brandwatch'))).toBe(false);

        const since = new Date(Date.now() - 24 * HOUR).toISOString();
        const only = await files.call(['run', '--only', 'fetch,score', '--since', since]);
        expect(only.code).toBe(0);
        expect(existsSync(files.path('reports'))).toBe(false);
        expect(only.stderr).toMatch(/score: 2[345] posts judged/);
      },
    );
  });

  test.each([
    ['--only fetch,scores', 'did you mean score?'],
    ['--log xml', 'write --log json'],
    ['--fail-on rain', 'write --fail-on alert'],
    ['--max-time soon', 'for example --max-time 15m'],
    ['--wait long', 'for example --wait 15m'],
  ])('%s is wrong usage', async (flags, hint) => {
    const ran = await place({ '.brandwatchrc': 'timezone: UTC\n' }).call(['run', ...flags.split(' ')]);
    expect(ran.code).toBe(64);
    expect(ran.stderr).toContain(`hint: ${hint}`);
  });

  test('without a configuration there is nothing to run', async () => {
    const files = place();
    const ran = await files.call(['run']);
    expect(ran.code).toBe(78);
    expect(ran.stderr).toContain('hint: brandwatch init');
    expect(existsSync(files.path('.brandwatch'))).toBe(false);
  });

  test.each([
    ['reports: [{ report: unhapy, output: a.csv }]', 'did you mean unhappy?'],
    ['reports: [{ report: unhappy }]', 'give it an output, or recipients'],
    ['reports: [{ report: unhappy, recipients: [a@b.example] }]', 'add mail: with host and from'],
    ['reports: [{ report: unhappy, output: a.csv, by: reech }]', 'did you mean reach?'],
    ['reports: [{ report: unhappy, output: a.csv, brand: Acme }]', 'known are none'],
    ['reports: [{ report: unhappy, output: "{hour}.csv" }]', 'every key is explained in .brandwatchrc.example'],
    ['reports: [{ report: unhappy, output: a.csv }, { report: overview, output: a.csv }]', 'an output of its own'],
    ['sources: [{ source: mastodn, query: x }]', 'did you mean mastodon?'],
  ])('%s is a wrong configuration, found before anything is done', async (text, hint) => {
    const files = place({ '.brandwatchrc': `${text}\n` });
    const ran = await files.call(['run']);
    expect(ran.stderr).toContain(hint);
    expect(ran.code).toBe(78);
    expect(existsSync(files.path('.brandwatch'))).toBe(false);
  });

  test('two at once: the second ends with 75 and says who has the store, or waits for it', async () => {
    // A network that takes its time keeps the first run busy.
    let waiting = true;
    await withNetwork(
      () => (waiting ? 'busy' : 'none'),
      async (url) => {
        const files = configured(url);
        const child = files.start(['run', '--max-wait', '10m']);
        const first = ended(child);
        await until(() => existsSync(files.path('.brandwatch/store.duckdb.lock')));
        const second = await files.call(['run', '--quiet']);
        expect(second.code).toBe(75);
        expect(second.stderr).toMatch(new RegExp(`in use \\(run, pid ${child.pid} on \\S+, for \\d+ seconds?\\)`));
        const reader = await files.call(['report', 'overview', '--store', '-q']);
        expect(reader.code).toBe(75);
        const patient = files.call(['run', '--wait', '60s', '--only', 'score']);
        waiting = false;
        child.kill('SIGTERM');
        expect((await first).code).toBe(143);
        expect((await patient).code).toBe(0);
      },
    );
  });

  test('--max-time ends it: what is left is for the next run', async () => {
    await withNetwork(
      () => 'busy',
      async (url) => {
        const files = configured(url);
        const ran = await files.call(['run', '--max-time', '2s', '--max-wait', '10m']);
        expect(ran.code).toBe(75);
        expect((await files.call(['run', '--status', '-f', 'csv', '-q'])).stdout).toMatch(/,(failed|skipped),/);
      },
    );
  });

  test('a report whose place cannot be written fails alone', async () => {
    await withNetwork(
      () => 'none',
      async (url) => {
        const files = configured(url);
        files.write('reports', 'a file where a folder should be');
        const ran = await files.call(['run', '--quiet']);
        expect(ran.code).toBe(73);
        expect(ran.stderr.trim().split('\n')).toHaveLength(2);
        expect((await files.call(['run', '--only', 'score', '--quiet'])).code).toBe(0);
      },
    );
  });

  test('killed at any moment it goes on, and nothing is lost or told twice', async () => {
    await withNetwork(
      () => 'none',
      async (url) => {
        const files = configured(url);
        for (const after of [150, 400, 700, 1000, 1400]) {
          const child = files.start(['run', '--quiet']);
          const ran = ended(child);
          setTimeout(() => child.kill('SIGKILL'), after);
          await ran;
        }
        expect((await files.call(['run', '--quiet'])).code).toBe(0);
        const overview = await files.call(['report', 'overview', '--store', '-f', 'ndjson', '-q']);
        const [total] = overview.stdout.split('\n');
        expect(JSON.parse(total ?? '')).toMatchObject({ scope: 'total', posts: posts.length });
      },
    );
  });
});

describe('recipients', () => {
  test('get a report once for each version of it, and the password is nowhere', async () => {
    const { port, letters, close } = await mailServer({ login: { user: 'bw', password: 'canary-7f3a' } });
    try {
      await withNetwork(
        () => 'none',
        async (url) => {
          const files = configured(
            url,
            `  - { report: unhappy, recipients: [care@acme.example, press@acme.example] }
mail: { host: 127.0.0.1, port: ${port}, from: bw@acme.example, user: bw, password: env:SMTP_PASSWORD }
`,
          );
          const missing = await files.call(['run', '--quiet']);
          expect(missing).toMatchObject({ code: 77 });
          expect(missing.stderr).toContain('set the environment variable SMTP_PASSWORD');
          const refused = await files.call(['run', '--quiet'], { env: { SMTP_PASSWORD: 'canary-wrong' } });
          expect(refused).toMatchObject({ code: 77 });
          expect(letters).toHaveLength(0);
          const env = { SMTP_PASSWORD: 'canary-7f3a' };
          const ran = await files.call(['run', '--debug'], { env });
          expect(ran.code).toBe(0);
          expect(ran.stderr).toMatch(/unhappy \S+: sent to 2/);
          expect(letters).toHaveLength(1);
          expect(letters[0]?.headers.get('to')).toBe('care@acme.example, press@acme.example');
          expect(letters[0]?.raw).toMatch(/filename=\S+-unhappy\.csv/);
          expect((await files.call(['run', '--quiet'], { env })).code).toBe(0);
          expect(letters).toHaveLength(1);
          for (const said of [missing, refused, ran]) expect(said.stdout + said.stderr).not.toMatch(/canary/);
          expect(readFileSync(files.path('.brandwatch/store.duckdb')).includes('canary')).toBe(false);
        },
      );
    } finally {
      await close();
    }
  });
});

describe('watch', () => {
  test('runs again and again, gets over a failure, and ends cleanly on SIGTERM', async () => {
    let down = false;
    await withNetwork(
      () => (down ? 'broken' : 'none'),
      async (url) => {
        const files = configured(url);
        const child = files.start(['watch', '--every', '2s', '--only', 'fetch,score', ...QUICK]);
        const ran = ended(child);
        let said = '';
        child.stderr?.on('data', (chunk: Buffer) => {
          said += chunk.toString();
        });
        const turns = (): number => said.match(/ run: /g)?.length ?? 0;
        await until(() => turns() >= 1);
        down = true;
        await until(() => said.includes('error fetch: hackernews'));
        down = false;
        const failed = turns();
        await until(() => turns() > failed + 1);
        child.kill('SIGTERM');
        const { code, stderr } = await ran;
        expect(code).toBe(143);
        expect(stderr).toMatch(/error fetch: hackernews/);
        expect(stderr.match(/info run: done/g)?.length).toBeGreaterThan(1);
        expect(existsSync(files.path('.brandwatch/store.duckdb.lock'))).toBe(false);
        expect((await files.call(['run', '--only', 'score', '--quiet'])).code).toBe(0);
      },
    );
  }, 60_000);
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 1000) throw new Error('waited for too long');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
