import { alertsCommand } from './alerts.js';
import { auditCommand } from './audit.js';
import type { DeclareCommand } from './command.js';
import { configCommand } from './config.js';
import { explainCommand } from './explain.js';
import { fetchCommand } from './fetch.js';
import { helpCommand } from './help.js';
import { importCommand } from './import.js';
import { initCommand } from './init.js';
import { presetsCommand } from './presets.js';
import { queryCommand } from './query.js';
import { reportCommand } from './report.js';
import { runCommand } from './run.js';
import { scoreCommand } from './score.js';
import { searchCommand } from './search.js';
import { sourcesCommand } from './sources.js';
import { storeCommand } from './store.js';
import { watchCommand } from './watch.js';

/** Every command, in the order in which help shows them. */
export const COMMANDS: readonly DeclareCommand[] = [
  fetchCommand,
  importCommand,
  sourcesCommand,
  presetsCommand,
  scoreCommand,
  explainCommand,
  queryCommand,
  reportCommand,
  auditCommand,
  searchCommand,
  alertsCommand,
  runCommand,
  watchCommand,
  initCommand,
  configCommand,
  storeCommand,
  helpCommand,
];
