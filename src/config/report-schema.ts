/** What the reports of a run may say, who is told of alerts, and the server that sends both. Whether there is such a report is checked where reports are known. */
import * as v from 'valibot';
import type { AlertRecipients, MailServer, Period, ReportEntry } from './config.js';
import { readCount, readSwitch, readText } from './scalars.js';
import { listOf, mapping, mappingOf, named, read, readReference } from './schema-parts.js';
import { type Reader, Unfit } from './unfit.js';

const PLACEHOLDERS = ['date', 'week', 'month', 'year', 'brand'];

const readPeriod: Reader<Period> = (input) => {
  const text = String(input).trim().toLowerCase();
  if (text === 'day' || text === 'week' || text === 'month') return text;
  const days = Number(/^(\d{1,4})\s*d$/u.exec(text)?.[1]);
  return days > 0 ? days : new Unfit();
};

const readOutput: Reader<string> = (input) => {
  const text = readText(input);
  if (text instanceof Unfit) return text;
  const unknown = [...text.matchAll(/\{([^}]*)\}/gu)].find(([, name = '']) => !PLACEHOLDERS.includes(name));
  return unknown === undefined ? text : new Unfit(`{${PLACEHOLDERS.join('}, {')}} as placeholders, not ${unknown[0]}`);
};

const readAddress: Reader<string> = (input) => {
  const text = readText(input);
  if (text instanceof Unfit) return text;
  return /^[^\s@<>,;"]+@[^\s@<>,;"]+$/u.test(text) ? text : new Unfit('a mail address such as care@acme.example');
};

const entry = named(
  'report',
  v.pipe(
    mapping({
      report: read(readText),
      output: v.optional(read(readOutput)),
      format: v.optional(read(readText)),
      period: v.optional(read(readPeriod)),
      brand: v.optional(read(readText)),
      by: v.optional(read(readText)),
      limit: v.optional(read(readCount)),
      excel: v.optional(read(readSwitch)),
      recipients: v.optional(listOf(readAddress)),
    }),
    v.transform(
      (given): ReportEntry => ({
        report: given.report,
        output: given.output ?? null,
        format: given.format ?? null,
        period: given.period ?? 'day',
        brand: given.brand ?? null,
        by: given.by ?? null,
        limit: given.limit ?? null,
        excel: given.excel ?? false,
        recipients: given.recipients ?? [],
      }),
    ),
  ),
);

export const REPORT_ENTRIES = v.array(entry);

export const ALERT_RECIPIENTS = v.pipe(
  mapping({
    owners: v.optional(mappingOf((key) => key, listOf(readAddress))),
    recipients: v.optional(listOf(readAddress)),
  }),
  v.transform(
    (given): AlertRecipients => ({
      owners: given.owners ?? {},
      others: given.recipients ?? [],
    }),
  ),
);

export const MAIL_SERVER = v.pipe(
  mapping({
    host: read(readText),
    port: v.optional(read(readCount)),
    from: read(readAddress),
    user: v.optional(read(readText)),
    password: v.optional(read(readReference)),
  }),
  v.transform(
    (given): MailServer => ({
      host: given.host,
      port: given.port ?? 587,
      from: given.from,
      user: given.user ?? null,
      password: given.password ?? null,
    }),
  ),
);
