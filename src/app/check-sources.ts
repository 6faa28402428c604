/** Whether sources answer, and take our credentials: one cheap request each. */
import type { SourceEntry } from '../config/config.js';
import { AppError } from '../core/errors.js';
import { type Cell, fixedTable, type Table, type TableColumn } from '../core/table.js';
import { credentialHint } from '../sources/http/errors.js';
import type { FetchRequest, Source } from '../sources/source.js';
import { budgetOf, clientFor, type NetworkOptions } from './collect.js';
import { bareRequest, sourceNamed } from './fetch/plan.js';

export type Verdict = 'ok' | 'failed' | 'not set up';

export interface Checked {
  readonly label: string;
  readonly verdict: Verdict;
  /** What it says, or what is wrong. */
  readonly says: string;
  readonly hint: string | null;
  /** Null unless it failed. */
  readonly error: AppError | null;
}

export type ToCheck = Pick<SourceEntry, 'source' | 'baseUrl' | 'credentials' | 'options'> & {
  readonly query: string | null;
};

const COLUMNS: readonly TableColumn[] = [
  {
    name: 'source',
    type: 'text',
    about: 'the source, and its server where it is another than the usual one',
    terminal: 1,
  },
  {
    name: 'verdict',
    type: 'text',
    about: 'ok, failed, or not set up (credentials or a server are missing)',
    terminal: 2,
  },
  { name: 'says', type: 'text', about: 'what it says, or what is wrong', terminal: 3, wraps: true },
  { name: 'hint', type: 'text', about: 'what would help', terminal: 4 },
];

export async function checkSources(
  entries: readonly ToCheck[],
  env: Readonly<Record<string, string | undefined>>,
  options: NetworkOptions,
): Promise<readonly Checked[]> {
  return Promise.all(
    entries.map(async (entry) => {
      const source = sourceNamed(entry.source, 'configuration');
      const request = { ...bareRequest(source, entry, env), query: entry.query };
      return missing(source, request) ?? (await check(source, request, options));
    }),
  );
}

function missing(source: Source, request: FetchRequest): Checked | null {
  const given = Object.keys(request.credentials);
  const lacking = source.credentials.filter(({ env, optional }) => !optional && !given.includes(env));
  const base = { label: request.label, verdict: 'not set up', error: null } as const;
  if (lacking.length > 0) {
    const { variables = {} } = request;
    const says = `needs ${lacking.map(({ env }) => variables[env] ?? env).join(', ')}`;
    return { ...base, says, hint: credentialHint({ source, given, variables }) };
  }
  if (source.baseUrl === 'required' && request.baseUrl === '') {
    return { ...base, says: 'needs a server', hint: `check it with --base-url, or configure it with baseUrl` };
  }
  return null;
}

async function check(source: Source, request: FetchRequest, options: NetworkOptions): Promise<Checked> {
  const { client } = clientFor(source, [{ request }], options, await budgetOf(source, options));
  const { label } = request;
  try {
    return { label, verdict: 'ok', says: await source.check(request, client), hint: null, error: null };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    return { label, verdict: 'failed', says: error.message, hint: error.hint ?? null, error };
  } finally {
    await client.close();
  }
}

export function checkTable(checked: readonly Checked[]): Table {
  const rows = checked.map(({ label, verdict, says, hint }): readonly Cell[] => [label, verdict, says, hint]);
  return fixedTable({ id: 'checks', title: 'Sources, checked', columns: COLUMNS, rows });
}
