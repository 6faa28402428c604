/** What a fetch has to say for itself, on stderr. */
import type { StreamResult } from '../app/collect.js';
import { endingText } from '../app/fetch/ending.js';
import type { AppError } from '../core/errors.js';
import type { Messages } from './messages.js';

export interface FetchTotals {
  /** Posts that networks had, new or known. */
  readonly found: number;
  readonly failures: readonly { readonly label: string; readonly error: AppError }[];
}

const GOES_ON = 'the same command goes on from there where it has -o or --store';

export class Collected {
  readonly #messages: Messages;
  readonly #said = new Set<string>();
  #totals: FetchTotals = { found: 0, failures: [] };

  constructor(messages: Messages) {
    this.#messages = messages;
  }

  get totals(): FetchTotals {
    return this.#totals;
  }

  page(result: StreamResult): void {
    // What goes on for days cannot keep it for its end.
    if (result.stream.request.mode === 'follow') this.#notes(result);
    this.#messages.tick(`${result.stream.request.label}: ${counted(result.posts + result.related, 'post')}`);
  }

  /** One line for each stream, then what the place of the posts has to say. */
  finish(results: readonly StreamResult[], rejectsFile: string | undefined, place: string | null): void {
    for (const result of results) this.#one(result, rejectsFile);
    const rows = results.reduce((sum, { posts, related }) => sum + posts + related, 0);
    const failures = results.flatMap(({ stream, error }) =>
      error === null ? [] : [{ label: stream.request.label, error }],
    );
    const known = results.reduce((sum, result) => sum + result.known, 0);
    this.#totals = { found: rows + known, failures };
    if (results.length > 1 || place !== null) {
      this.#messages.say(`${counted(rows, 'post')}${place === null ? '' : ` fetched, ${place}`}`);
    }
  }

  /** Each once. */
  #notes({ stream, notes }: StreamResult): void {
    for (const note of notes) {
      const line = `${stream.request.label}: ${note}`;
      if (!this.#said.has(line)) this.#messages.warn(line);
      this.#said.add(line);
    }
  }

  #one(result: StreamResult, rejectsFile: string | undefined): void {
    const { label } = result.stream.request;
    const { posts, related, outside, unmatched, known, quarantined } = result;
    this.#notes(result);
    const ending = endingText(result.ending, GOES_ON);
    if (ending !== null) this.#messages.warn(`${label}: ${ending}`);
    const left = [
      ...(unmatched > 0 ? [`${unmatched} without the query in them`] : []),
      ...(outside > 0 ? [`${outside} outside of the window`] : []),
      ...(known > 0 ? [`${known} known before`] : []),
    ];
    const rest = left.length === 0 ? '' : `; left out: ${left.join(', ')}`;
    if (posts + related > 0 || known > 0) {
      this.#messages.say(
        `${label}: ${counted(posts, 'post')}${related > 0 ? ` and ${counted(related, 'reply', 'replies')} to them` : ''}${rest}`,
      );
    } else if (result.error === null) this.#messages.warn(`${label}: nothing found${rest}`);
    if (quarantined > 0) {
      const where = rejectsFile === undefined ? '--rejects rejects.csv writes them' : `written to ${rejectsFile}`;
      this.#messages.warn(`${label}: ${counted(quarantined, 'item')} could not be read (${where})`);
    }
  }
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
