import { auditCommand } from './audit.js';
import type { DeclareCommand } from './command.js';
import { configCommand } from './config.js';
import { explainCommand } from './explain.js';
import { fetchCommand } from './fetch.js';
import { helpCommand } from './help.js';
import { importCommand } from './import.js';
import { initCommand } from './init.js';
import { presetsCommand } from './presets.js';
import { reportCommand } from './report.js';
import { scoreCommand } from './score.js';

/** Every command, in the order in which help shows them. */
export const COMMANDS: readonly DeclareCommand[] = [
  fetchCommand,
  importCommand,
  presetsCommand,
  scoreCommand,
  explainCommand,
  reportCommand,
  auditCommand,
  initCommand,
  configCommand,
  helpCommand,
];
