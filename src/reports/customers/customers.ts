/** The table `customers`: who is unhappy in the period, made once and shared by the reports. */
import type { Engine } from '../../core/engine.js';
import { readSql } from '../../core/sql-file.js';

export async function makeCustomers(engine: Engine): Promise<void> {
  const [made] = await engine.rows("SELECT count(*) FROM information_schema.tables WHERE table_name = 'customers'");
  if (Number(made?.[0] ?? 0) > 0) return;
  await engine.run(readSql('reports/customers/unhappiness.sql'));
  await engine.run(readSql('reports/customers/customers.sql'));
}
