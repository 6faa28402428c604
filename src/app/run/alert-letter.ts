/** What a recipient reads of alerts: plain text in which nothing that strangers wrote does anything. */
import { createHash } from 'node:crypto';
import type { LedgerAlert } from '../../core/alert.js';
import { plainLine, wellFormed } from '../../core/plain-text.js';
import { localTime } from '../../formats/terminal/cells.js';
import type { EvidencePost } from '../../store/evidence-posts.js';
import type { Letter } from './send-mail.js';

export interface AlertLetter {
  readonly recipient: string;
  readonly alerts: readonly LedgerAlert[];
}

export interface LetterContext {
  /** By key; what the store does not hold any more is left out. */
  readonly posts: ReadonlyMap<string, EvidencePost>;
  readonly timezone: string;
}

/** Alerts told in full, the newest first; the rest is counted. */
const TOLD = 30;
const MOST_TEXT = 400;
const MOST_SUBJECT = 150;
const MOST_URL = 500;

export function alertLetter({ recipient, alerts }: AlertLetter, { posts, timezone }: LetterContext): Letter {
  const newest = alerts.toReversed();
  const [first] = newest;
  const count = `${alerts.length} ${alerts.length === 1 ? 'alert' : 'alerts'}`;
  const told = newest.slice(0, TOLD).map((alert) => toldInFull(alert, posts, timezone));
  const rest = newest.length - told.length;
  return {
    to: [recipient],
    subject: cut(
      first === undefined || alerts.length > 1
        ? `brandwatch: ${count}, ${subjectsOf(newest)}`
        : `brandwatch: ${risen(first)}`,
      MOST_SUBJECT,
    ),
    text: [
      ...told,
      ...(rest > 0 ? [`And ${rest} more that are older.`] : []),
      `Times in ${timezone}. brandwatch sends each alert once. Addresses in what people wrote are made inert, https[:]//like[.]this; only the links to posts are left as they are.`,
    ]
      .join('\n\n')
      .concat('\n'),
    attachment: null,
    id: `alerts.${createHash('sha256')
      .update(JSON.stringify([recipient, alerts.map(({ alert }) => alert)]))
      .digest('hex')
      .slice(0, 32)}`,
  };
}

function toldInFull(alert: LedgerAlert, posts: ReadonlyMap<string, EvidencePost>, timezone: string): string {
  const time = (ms: number): string => localTime(ms, timezone) ?? '';
  const shown = alert.evidence.flatMap((key) => posts.get(key) ?? []);
  return [
    risen(alert),
    `from ${time(alert.since)} to ${time(alert.until)}${alert.owner === null ? '' : `, for ${plainLine(alert.owner)}`}`,
    ...shown.map((post) => `\n${shownPost(post, time)}`),
  ].join('\n');
}

/** `Acme, refunds, complaint: 42 where 3.1 are usual` */
function risen(alert: LedgerAlert): string {
  const usual = alert.expected < 0.05 ? 'none' : alert.expected.toFixed(1);
  return `${nameOf(alert)}: ${Math.round(alert.observed)} where ${usual} are usual`;
}

function subjectsOf(alerts: readonly LedgerAlert[]): string {
  return [...new Set(alerts.map(nameOf))].join('; ');
}

function nameOf({ brand, topic, signal }: LedgerAlert): string {
  return plainLine([brand, topic, signal].filter((part) => part !== null).join(', '));
}

function shownPost({ network, handle, followers, at, text, url }: EvidencePost, time: (ms: number) => string): string {
  const who = handle === null ? [] : [`@${handle}${followers === null ? '' : ` (${followers} followers)`}`];
  const where = [...(network === null ? [] : [network]), ...who, ...(at === null ? [] : [time(at)])];
  const link = linkOf(url);
  return [
    `  ${inert(plainLine(where.join(', ')))}`,
    `  > ${inert(cut(plainLine(text), MOST_TEXT))}`,
    ...(link === null ? [] : [`  ${link}`]),
  ].join('\n');
}

/** The address of a post in plain ASCII, such as nobody can mistake for another; null where it is none of the web. */
function linkOf(url: string | null): string | null {
  if (url === null || url.length > MOST_URL || !URL.canParse(url)) return null;
  const { protocol, username, password, href } = new URL(url);
  const plain = (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
  return plain && /^[\x21-\x7e]+$/.test(href) ? href : null;
}

/** Mail programs make links of whatever looks like an address, a scheme or the name of a host: what looks so no more is none. */
function inert(text: string): string {
  return text
    .replace(/(?<=\p{L}):(?=\S)|:(?=\/\/)/gu, '[:]')
    .replace(/(?<=[\p{L}\p{N}])[.．。｡](?=[\p{L}\p{N}])/gu, dotted);
}

/** Decimals, versions and dates stay: the name of a host has a letter beside one of its dots. */
function dotted(dot: string, at: number, text: string): string {
  const digits = /\p{N}/u;
  const between = digits.test(text[at - 1] ?? '') && digits.test(text[at + 1] ?? '');
  return between ? dot : `[${dot}]`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${wellFormed(text.slice(0, most - 1)).replace(/\uFFFD$/u, '')}…`;
}
