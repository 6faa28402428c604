import type { KeyDescription } from './keys.js';

/** Keys of the reports that a run writes, of who is told of alerts, and of the server that sends both. */
export const REPORT_KEYS: { readonly [path: string]: KeyDescription } = {
  reports: {
    about: 'what a run writes, and to whom it goes',
    allowed: 'a list of reports, each a name or a mapping with report:',
    example: '[{ report: unhappy, period: day, output: "reports/{date}-unhappy.csv" }]',
  },
  'reports[].report': {
    about: 'which report (see: brandwatch report --help)',
    allowed: 'the name of a report, such as unhappy',
    example: 'unhappy',
  },
  'reports[].output': {
    about:
      'file that takes it, beside the configuration; {date}, {week}, {month} and {year} are those in which the period begins, {brand} is the brand',
    allowed: 'the path of a file, such as reports/{date}-unhappy.csv',
    example: '"reports/{date}-unhappy.csv"',
  },
  'reports[].format': {
    about: 'how it is written; by the ending of the output where it is left out',
    allowed: 'csv, tsv, json, ndjson or markdown',
    example: 'csv',
  },
  'reports[].period': {
    about:
      'the last whole day, week (from Monday), month or number of days before the run, in the zone of the configuration',
    allowed: 'day, week, month, or a number of days such as 7d',
    example: 'day',
  },
  'reports[].brand': {
    about: 'only posts that name this brand',
    allowed: 'the name of a brand',
    example: 'Acme',
  },
  'reports[].by': { about: 'its order', allowed: 'as --by of that report', example: 'reach' },
  'reports[].limit': { about: 'at most so many rows', allowed: 'a whole number from 1', example: '100' },
  'reports[].excel': {
    about: 'csv for a spreadsheet: BOM, CRLF, cells that would run made inert',
    allowed: 'true or false',
    example: 'true',
  },
  'reports[].recipients': {
    about: 'who gets it by mail when it has changed; needs mail',
    allowed: 'an address, or a list of addresses',
    example: '[care@acme.example]',
  },
  alerts: {
    about: 'who is told by mail when a run raises an alert; needs mail',
    allowed: 'a mapping with owners, recipients or both',
    example: '{ owners: { billing: billing@acme.example }, recipients: [care@acme.example] }',
  },
  'alerts.owners': {
    about: 'the addresses of the owners of topics; an owner that is an address needs none',
    allowed: 'owners: addresses, such as billing: billing@acme.example',
    example: '{ billing: billing@acme.example }',
  },
  'alerts.owners.<owner>': {
    about: 'who is told of the alerts of its topics',
    allowed: 'an address, or a list of addresses',
    example: '[billing@acme.example]',
  },
  'alerts.recipients': {
    about: 'who is told of all other alerts: of no topic, of a topic without owner, of an owner without address',
    allowed: 'an address, or a list of addresses',
    example: '[care@acme.example]',
  },
  mail: {
    about: 'the server that sends mail to recipients',
    allowed: 'a mapping with host and from',
    example: '{ host: smtp.acme.example, from: brandwatch@acme.example }',
  },
  'mail.host': { about: 'name of the SMTP server', allowed: 'a host name', example: 'smtp.acme.example' },
  'mail.port': { about: 'its port; 587 where it is left out', allowed: 'a whole number from 1', example: '587' },
  'mail.from': { about: 'who it comes from', allowed: 'an address', example: 'brandwatch@acme.example' },
  'mail.user': { about: 'user name there', allowed: 'a text', example: 'brandwatch' },
  'mail.password': {
    about: 'the variable that holds the password; the secret itself is never written here',
    allowed: 'env: and the name of an environment variable, such as env:SMTP_PASSWORD',
    example: 'env:SMTP_PASSWORD',
    secret: true,
  },
};
