import type { AlertRecipients, MailServer, ReportEntry } from './config.js';
import type { Path } from './path.js';

/** What a report of the configuration says, as paths and values for people; what it does not say is left out. */
export function reportRows(entry: ReportEntry): (readonly [Path, string])[] {
  const { period, recipients, excel, limit } = entry;
  const rows: (readonly [Path, string])[] = [
    [['report'], entry.report],
    [['period'], typeof period === 'number' ? `${period}d` : period],
  ];
  for (const name of ['output', 'format', 'brand', 'by'] as const) {
    const value = entry[name];
    if (value !== null) rows.push([[name], value]);
  }
  if (limit !== null) rows.push([['limit'], String(limit)]);
  if (excel) rows.push([['excel'], 'true']);
  if (recipients.length > 0) rows.push([['recipients'], recipients.join(', ')]);
  return rows;
}

export function alertRows({ owners, others }: AlertRecipients): (readonly [Path, string])[] {
  return [
    ...Object.entries(owners).map(([owner, addresses]) => [['owners', owner], addresses.join(', ')] as const),
    ...(others.length === 0 ? [] : [[['recipients'], others.join(', ')] as const]),
  ];
}

export function mailRows({ host, port, from, user, password }: MailServer): (readonly [Path, string])[] {
  return [
    [['host'], host],
    [['port'], String(port)],
    [['from'], from],
    ...(user === null ? [] : [[['user'], user] as const]),
    ...(password === null ? [] : [[['password'], `env:${password}`] as const]),
  ];
}
