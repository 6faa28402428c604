import { ALERT_COLUMNS } from '../../alerts/columns.js';
import { COUNT_COLUMNS } from '../../app/alerts/alert-counts.js';
import { EXPLANATION_COLUMN, POST_COLUMNS, SCORE_COLUMNS } from '../../posts/post.js';
import { REPORTS } from '../../reports/index.js';
import { columnsOf } from '../../reports/report.js';

export function columnsHelp(): string {
  const part = (
    title: string,
    columns: readonly { readonly name: string; readonly type: string; readonly about: string }[],
  ): string =>
    `${title}\n${columns.map(({ name, type, about }) => `  ${name.padEnd(22)} ${type.padEnd(10)} ${about}`).join('\n')}\n`;
  return [
    part('Posts', POST_COLUMNS),
    part('What scoring adds', SCORE_COLUMNS),
    part('What score --explain adds', [EXPLANATION_COLUMN]),
    ...REPORTS.map((report) => part(`Report ${report.id}`, columnsOf(report, 2))),
    part('Alerts', ALERT_COLUMNS),
    part('Alerts of --counts', COUNT_COLUMNS),
  ].join('\n');
}
