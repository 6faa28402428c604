/** The handler of `alerts` on posts. */
import { ALERT_COLUMNS } from '../alerts/columns.js';
import { parseStep } from '../alerts/step-grid.js';
import { alertTable } from '../app/alerts/alert-table.js';
import { lookForAlerts } from '../app/alerts/look-for-alerts.js';
import { columnPlaces } from '../app/columns.js';
import { AppError } from '../core/errors.js';
import type { AlertFlags } from './alert-flags.js';
import { ConditionHolds } from './condition.js';
import type { CliContext } from './context.js';
import { warnOfImport, warnOfStore } from './import-summary.js';
import { auditOptions, withSession } from './session.js';
import { columnNames, destinationOf, writeTables } from './write-tables.js';

export async function runAlerts(context: CliContext, files: readonly string[], flags: AlertFlags): Promise<void> {
  if (flags.all === true) {
    throw new AppError('usage', '--all goes with --counts', {
      code: 'alerts.all',
      hint: 'leave it out: of posts only the alerts are listed',
    });
  }
  const step = flags.step === undefined ? null : parseStep(flags.step);
  await withSession(
    context,
    files,
    flags,
    false,
    async (session) => {
      const { config, workspace, messages } = session;
      const destination = await destinationOf(context, config, flags, 'csv', session.load.files);
      columnPlaces('alerts', ALERT_COLUMNS, columnNames(flags));
      const options = await auditOptions(session, flags, context);
      const found = await lookForAlerts(workspace, { ...options, step });
      await messages.done();
      const table = alertTable(found, { timezone: config.timezone, limit: config.limit });
      const written = await writeTables([table], destination, context, config, flags);
      for (const path of written) messages.say(`wrote ${path}`);
      if (found.loaded !== null) warnOfImport(found.loaded, messages, flags.rejects);
      if (found.stored !== null) warnOfStore(found.stored, messages);
      if (destination.format.id !== 'terminal') for (const { text } of table.notes) messages.say(text);
      const count = found.alerts.length;
      if (flags.failOn === 'alert' && count > 0)
        throw new ConditionHolds(`${count} ${count === 1 ? 'alert was' : 'alerts were'} raised (--fail-on alert)`);
    },
    'alerts',
  );
}
