/** What the name of a file promises. */
import { basename } from 'node:path';
import { AppError } from '../core/errors.js';
import { FORMATS } from '../formats/index.js';

/** Endings of formats that are not written: under such a name a csv would open as a broken file. */
const FOREIGN = /\.(?:xlsx?|xlsm|ods|numbers|docx?|pdf|html?|xml|ya?ml|parquet|sqlite|db|gz|zst|zip)$/i;

/** Refuses a name that promises a format which nothing here writes. */
export function checkEnding(path: string): void {
  const [ending] = FOREIGN.exec(path) ?? [];
  if (ending === undefined) return;
  const endings = FORMATS.flatMap((format) => format.endings.slice(0, 1)).map((one) => `.${one}`);
  throw new AppError('usage', `cannot write ${path}: no format has the ending ${ending.toLowerCase()}`, {
    code: 'output.ending',
    hint: /^\.(?:xls|ods|numbers)/i.test(ending)
      ? `for a spreadsheet: --excel -o ${basename(path, ending)}.csv`
      : `endings are ${endings.join(', ')}`,
  });
}
