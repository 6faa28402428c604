/** Fills the column `words` of a batch: what queries look into. */
import type { Engine } from '../../core/engine.js';

export async function fillWords(_engine: Engine): Promise<void> {}
