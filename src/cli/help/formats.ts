import { FORMATS } from '../../formats/index.js';

export function formatsHelp(): string {
  const rows = FORMATS.map(
    ({ id, summary, endings }) =>
      `  ${id.padEnd(10)} ${summary}${endings.length === 0 ? '' : ` (${endings.map((ending) => `.${ending}`).join(', ')})`}`,
  );
  return `Formats

${rows.join('\n')}

Which one: -f, else the ending of -o, else the configuration; else terminal on a terminal, and in a pipe csv for reports
and ndjson for posts.

--excel writes csv for a spreadsheet: a byte order mark, CRLF, an apostrophe before text that would run as a formula or
be turned into a number or a date. Numbers stay numbers. Without it csv is raw: UTF-8, no mark, RFC 4180 quoting, LF.
Raw csv keeps what people wrote, formulas too: use --excel for anything that a spreadsheet opens.
`;
}
