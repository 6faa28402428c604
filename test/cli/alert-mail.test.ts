/** Alerts of the real `run` by mail to a real SMTP server. */
import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { LedgerAlert } from '../../src/core/alert.js';
import { readAlerts, rememberAlerts } from '../../src/store/ledger.js';
import { withStore } from '../store/opened.js';
import { ended, type Place, place } from './binary.js';
import { type MailServer, type MailServerOptions, mailServer } from './mail-server.js';

const HOUR_MS = 3_600_000;
let server: MailServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function serving(options: MailServerOptions = {}): Promise<MailServer> {
  server = await mailServer(options);
  return server;
}

const TOLD = `alerts:
  owners: { billing: billing@acme.example, ground services: [ground@acme.example, duty@acme.example] }
  recipients: [care@acme.example]
`;

function config(port: number | null, told = TOLD): string {
  return `timezone: Europe/Madrid
store: true
brand:
  name: Acme
  topics:
    - { name: refunds, query: 'refund OR "money back"', owner: billing }
    - { name: luggage, query: suitcase, owner: ground services }
    - { name: app, query: app, owner: app@acme.example }
    - { name: seats, query: seat }
${told}${port === null ? '' : `mail: { host: 127.0.0.1, port: ${port}, from: bw@acme.example }\n`}`;
}

const AT = Date.parse('2026-10-02T10:00:00Z');
function alert(id: string, more: Partial<LedgerAlert> = {}): LedgerAlert {
  return {
    alert: id,
    raisedAt: AT + 2 * HOUR_MS,
    brand: 'Acme',
    topic: 'refunds',
    signal: 'complaint',
    since: AT,
    until: AT + 2 * HOUR_MS,
    observed: 42,
    expected: 3.14,
    score: 9,
    owner: 'billing',
    evidence: [],
    ...more,
  };
}

const storeOf = (files: Place): string => files.path('.brandwatch/store.duckdb');

/** A store with posts and with alerts that nobody has been told of. */
async function remembering(files: Place, alerts: readonly LedgerAlert[], posts: readonly object[] = []): Promise<void> {
  const all = [
    { id: '1', network: 'x', text: 'My acme seat is fine', created_at: new Date(AT).toISOString() },
    ...posts,
  ];
  files.write('posts.ndjson', all.map((post) => `${JSON.stringify(post)}\n`).join(''));
  expect(await files.call(['import', 'posts.ndjson', '-q'])).toMatchObject({ code: 0 });
  await withStore(storeOf(files), 'write', (store) => rememberAlerts(store, alerts));
}

async function unsent(files: Place): Promise<readonly string[]> {
  const all = await withStore(storeOf(files), 'read', (store) => readAlerts(store, null));
  return all.filter(({ sentAt }) => sentAt === null).map((one) => one.alert);
}

const RUN = ['run', '--only', 'alerts', '--quiet'];

test('what snowballs reaches the owner of its topic at once, and once', async () => {
  const { port, letters } = await serving();
  const files = place({ '.brandwatchrc': config(port) });
  // Half a minute from the end of an hour the burst and the look at it might be in two.
  const left = HOUR_MS - (Date.now() % HOUR_MS);
  if (left < 30_000) await new Promise((resolve) => setTimeout(resolve, left));
  const now = Date.now();
  const hour = now - (now % HOUR_MS);
  const words = (n: number): string =>
    Array.from({ length: 8 }, (_, i) => `w${((n * 131 + i * 7919) % 46_655).toString(36)}`).join(' ');
  const calm = Array.from({ length: 21 * 24 }, (_, i) => ({
    id: `c${i}`,
    network: 'x',
    author_handle: `user${i}`,
    created_at: new Date(hour - (i + 1) * HOUR_MS).toISOString(),
    text: `Flying acme tomorrow ${words(i)}`,
  }));
  await remembering(files, [], calm);
  const first = await files.call(['run', '--only', 'score,alerts']);
  expect(first).toMatchObject({ code: 0, stdout: '' });
  expect(first.stderr).toContain('the baseline');
  expect(letters).toHaveLength(0);
  const burst = Array.from({ length: 40 }, (_, i) => ({
    id: `b${i}`,
    network: 'x',
    url: `https://x.com/user/status/${i}`,
    author_handle: `angry${i}`,
    author_followers: 1000 + i,
    created_at: new Date(now - ((now - hour) * i) / 40).toISOString(),
    text: `Acme refund never came, terrible, awful, the worst! ${words(1000 + i)}`,
  }));
  files.write('burst.ndjson', burst.map((post) => `${JSON.stringify(post)}\n`).join(''));
  expect(await files.call(['import', 'burst.ndjson', '-q'])).toMatchObject({ code: 0 });
  const second = await files.call(['run', '--only', 'score,alerts']);
  expect(second).toMatchObject({ code: 0, stdout: '' });
  expect(second.stderr).toMatch(/info alerts: mail: \d+ alerts? sent to \d recipients?/);
  const billing = letters.filter(({ to }) => to.includes('billing@acme.example'));
  expect(billing).toHaveLength(1);
  expect(billing[0]?.headers.get('subject')).toMatch(/^brandwatch: .*Acme, refunds, /);
  expect(billing[0]?.text).toMatch(/Acme, refunds, \w+: \d+ where (none|0\.\d) are usual/);
  expect(billing[0]?.text).toMatch(
    /\n {2}x, @angry\d+ \(10\d\d followers\), \d{4}-\d\d-\d\d \d\d:\d\d\n {2}> Acme refund never came/,
  );
  expect(billing[0]?.text).toMatch(/\n {2}https:\/\/x\.com\/user\/status\/\d+\n/);
  expect(letters.filter(({ to }) => to.includes('ground@acme.example'))).toHaveLength(0);
  const sent = letters.length;
  expect(await files.call(RUN)).toMatchObject({ code: 0, stderr: '' });
  expect(letters).toHaveLength(sent);
  expect(await unsent(files)).toEqual([]);
}, 60_000);

test('every recipient has one letter with all that is theirs', async () => {
  const { port, letters } = await serving();
  const files = place({ '.brandwatchrc': config(port) });
  await remembering(files, [
    alert('a1'),
    alert('a2', { signal: 'churn' }),
    alert('a3', { topic: 'luggage', owner: 'ground services' }),
    alert('a4', { topic: null, owner: null }),
    alert('a5', { topic: 'app', owner: 'app@acme.example' }),
    alert('a6', { topic: 'old', owner: 'a team that is gone' }),
  ]);
  expect(await files.call(RUN)).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(letters.map(({ to, headers }) => [to.join(), headers.get('subject')])).toEqual([
    ['billing@acme.example', 'brandwatch: 2 alerts, Acme, refunds, churn; Acme, refunds, complaint'],
    ['ground@acme.example', 'brandwatch: Acme, luggage, complaint: 42 where 3.1 are usual'],
    ['duty@acme.example', 'brandwatch: Acme, luggage, complaint: 42 where 3.1 are usual'],
    ['care@acme.example', 'brandwatch: 2 alerts, Acme, old, complaint; Acme, complaint'],
    ['app@acme.example', 'brandwatch: Acme, app, complaint: 42 where 3.1 are usual'],
  ]);
  expect(letters[0]?.headers.get('auto-submitted')).toBe('auto-generated');
  expect(letters[0]?.text).toContain('from 2026-10-02 12:00 to 2026-10-02 14:00, for billing');
  const status = await files.call(['run', '--status', '-f', 'csv', '-q']);
  expect(status.stdout).toMatch(/\nalerts,mail,done,.*""letters"":5,""alerts"":6/);
  expect(await files.call(RUN)).toMatchObject({ code: 0 });
  expect(letters).toHaveLength(5);
});

test('what strangers wrote moves nothing, hides nothing and links to nothing but the posts', async () => {
  const { port, letters } = await serving();
  const files = place({ '.brandwatchrc': config(port) });
  const post = (id: string, text: string, more: object = {}): object => ({
    id,
    network: 'x',
    created_at: new Date(AT).toISOString(),
    author_handle: 'eve\r\nBcc: all@evil.example',
    text,
    url: `https://x.com/eve/status/${id}`,
    ...more,
  });
  const posts = [
    post(
      '10',
      'look \u001b[2J\u001b]8;;https://evil.example/\u0007here\u001b]8;;\u0007 \u202egnp.exe\u202c\u0000\u009b31m',
    ),
    post('11', 'x\r\n.\r\nMAIL FROM:<a@b.c>\r\nSubject: pay\r\n\r\n-- \r\nbrandwatch sends'),
    post(
      '12',
      'see http://evil.example/a?b.c www.evil.example evil。example/x mailto:me@evil.example tel:+34911 at 10:30, v2.5, 3.14',
    ),
    post('13', `long ${'é'.repeat(3000)}`, { url: 'javascript:alert(1)' }),
    post('14', 'trusting', { url: 'https://acme.example@evil.example/' }),
    post('15', 'address', { url: 'https://x.com/a b\r\nBcc: z@evil.example' }),
  ];
  await remembering(files, [alert('a1', { evidence: posts.map((_, i) => `x:${10 + i}`) })], posts);
  expect(await files.call(RUN)).toMatchObject({ code: 0, stderr: '' });
  const [letter] = letters;
  expect(letters).toHaveLength(1);
  expect([...(letter?.headers.keys() ?? [])].sort()).toEqual([
    'auto-submitted',
    'content-transfer-encoding',
    'content-type',
    'date',
    'from',
    'message-id',
    'mime-version',
    'subject',
    'to',
  ]);
  const text = letter?.text ?? '';
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(text.match(/[\w+]+:(?:\/\/)?\S+/g)?.filter((one) => !/^\d\d:\d\d/.test(one))).toEqual([
    'https://x.com/eve/status/10',
    'https://x.com/eve/status/11',
    'https://x.com/eve/status/12',
    expect.stringMatching(/^https:\/\/x\.com\/a%20b/),
  ]);
  expect(text).toContain(
    'http[:]//evil[.]example/a?b[.]c www[.]evil[.]example evil[。]example/x mailto[:]me@evil[.]example',
  );
  expect(text).toContain('at 10:30, v2.5, 3.14');
  // Each post is one line of a few hundred characters, marked as what somebody said.
  expect(text.match(/^ {2}> /gm)).toHaveLength(6);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(500);
});

describe('a letter that cannot be sent', () => {
  test('is one line and the exit code, stops nothing else, and goes with the next run, once', async () => {
    let busy = true;
    const { port, letters } = await serving({ busy: () => busy });
    const files = place({ '.brandwatchrc': `${config(port)}reports: [{ report: overview, output: "r/o.csv" }]\n` });
    await remembering(files, [alert('a1'), alert('a2', { topic: null, owner: null })]);
    const failed = await files.call(['run', '--only', 'alerts,reports', '--quiet']);
    expect(failed.code).toBe(75);
    expect(failed.stderr.trim().split('\n')).toEqual([
      expect.stringMatching(
        /error alerts: mail: cannot send mail through 127\.0\.0\.1: \w+ 452; 2 of 2 letters not sent \(the next run tries again\)$/,
      ),
    ]);
    expect(readdirSync(files.path('r'))).toEqual(['o.csv']);
    expect(await unsent(files)).toEqual(['a1', 'a2']);
    expect((await files.call(['run', '--history', '-f', 'csv', '-q'])).stdout).toMatch(/,75,.*alerts mail/);
    busy = false;
    expect(await files.call([...RUN, '--fail-on', 'alert'])).toMatchObject({ code: 0, stderr: '' });
    expect(letters.map(({ to }) => to.join())).toEqual(['billing@acme.example', 'care@acme.example']);
    expect(await files.call(RUN)).toMatchObject({ code: 0 });
    expect(letters).toHaveLength(2);
    expect(await unsent(files)).toEqual([]);
  });

  test('a server that is away is asked once', async () => {
    const gone = await serving();
    await gone.close();
    server = null;
    const files = place({ '.brandwatchrc': config(gone.port) });
    await remembering(files, [alert('a1'), alert('a2', { topic: null, owner: null })]);
    const failed = await files.call(RUN);
    expect(failed.code).toBe(75);
    expect(failed.stderr.trim().split('\n')).toHaveLength(1);
    expect(await unsent(files)).toEqual(['a1', 'a2']);
  });

  test('an address that is refused keeps nobody else from theirs, and is tried alone the next time', async () => {
    let refuses = ['ground@acme.example'];
    const { port, letters } = await serving({ refuses: () => refuses });
    const files = place({ '.brandwatchrc': config(port) });
    await remembering(files, [alert('a1', { topic: 'luggage', owner: 'ground services' }), alert('a2')]);
    const failed = await files.call(RUN);
    expect(failed.code).toBe(78);
    expect(failed.stderr).toMatch(
      /cannot send mail to ground@acme\.example: 127\.0\.0\.1 refuses it \(550\); 1 of 3 letters not sent \(check the address/,
    );
    expect(letters.map(({ to }) => to.join())).toEqual(['duty@acme.example', 'billing@acme.example']);
    expect(await unsent(files)).toEqual(['a1']);
    refuses = [];
    expect(await files.call(RUN)).toMatchObject({ code: 0 });
    expect(letters.map(({ to }) => to.join())).toEqual([
      'duty@acme.example',
      'billing@acme.example',
      'ground@acme.example',
    ]);
    expect(await unsent(files)).toEqual([]);
    const left = await withStore(storeOf(files), 'read', ({ engine }) =>
      engine.rows("SELECT stream FROM store.checkpoints WHERE stream LIKE 'alert %'"),
    );
    expect(left).toEqual([]);
  });

  test('a process killed between the server and the ledger sends that letter once more, as the same letter', async () => {
    let kill: (() => void) | null = null;
    const { port, letters } = await serving({ onLetter: () => kill?.() });
    const files = place({ '.brandwatchrc': config(port) });
    await remembering(files, [alert('a1'), alert('a2', { topic: null, owner: null })]);
    const child = files.start(RUN);
    kill = () => void child.kill('SIGKILL');
    expect((await ended(child)).code).toBe(null);
    kill = null;
    expect(letters.map(({ to }) => to.join())).toEqual(['billing@acme.example']);
    expect(await files.call(RUN)).toMatchObject({ code: 0 });
    expect(await files.call(RUN)).toMatchObject({ code: 0 });
    expect(letters.map(({ to }) => to.join())).toEqual([
      'billing@acme.example',
      'billing@acme.example',
      'care@acme.example',
    ]);
    const [first, second, third] = letters.map(({ headers }) => headers.get('message-id'));
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });
});

test('whoever is named later is not told of what is past', async () => {
  const { port, letters } = await serving();
  const files = place({ '.brandwatchrc': config(null, '') });
  await remembering(files, [alert('a1'), alert('a2', { topic: null, owner: null })]);
  expect(await files.call(RUN)).toMatchObject({ code: 0, stderr: '' });
  files.write('.brandwatchrc', config(port));
  expect(await files.call(RUN)).toMatchObject({ code: 0, stderr: '' });
  expect(letters).toHaveLength(0);
});

test('--dry-run says who would be told of what, and who would not', async () => {
  const { port } = await serving();
  const files = place({ '.brandwatchrc': config(port) });
  const dry = await files.call(['run', '--dry-run', '--only', 'alerts', '-f', 'ndjson', '-q']);
  expect(dry).toMatchObject({ code: 0, stderr: '' });
  const would = (stdout: string): string[] =>
    stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { would: string }).would);
  expect(would(dry.stdout)).toEqual([
    'look for what rises faster than it should',
    'send billing@acme.example alerts of Acme: refunds',
    'send ground@acme.example alerts of Acme: luggage',
    'send duty@acme.example alerts of Acme: luggage',
    'send app@acme.example alerts of Acme: app',
    'send care@acme.example alerts of Acme: seats; what is of no topic',
  ]);
  files.write('.brandwatchrc', config(port, 'alerts: { owners: { billing: billing@acme.example } }\n'));
  const fewer = await files.call(['run', '--dry-run', '--only', 'alerts', '-f', 'ndjson', '-q']);
  expect(would(fewer.stdout).slice(3)).toEqual([
    'tell nobody of alerts of Acme: luggage: ground services has no address',
    'tell nobody of alerts of Acme: seats: it has no owner',
    'tell nobody of alerts of no topic: alerts.recipients is empty',
  ]);
});

test.each([
  ['alerts: { recipients: [a@b.example] }', 'add mail: with host and from'],
  ['alerts: { owners: { biling: a@b.example } }\nmail: { host: h, from: a@b.example }', 'did you mean billing?'],
  ['alerts: { owners: { billing: nobody } }\nmail: { host: h, from: a@b.example }', 'every key is explained'],
  ['alerts: { recipients: ["a@b.example\\r\\nBcc: c@d.example"] }', 'every key is explained'],
])('%s is a wrong configuration', async (told, hint) => {
  const files = place({ '.brandwatchrc': config(null, `${told}\n`) });
  const ran = await files.call(['run']);
  expect(ran.stderr).toContain(hint);
  expect(ran.code).toBe(78);
});
