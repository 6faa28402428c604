/** The lexicon that the configuration names. */
import { relative } from 'node:path';
import type { EffectiveConfig } from '../config/config.js';
import { AppError } from '../core/errors.js';
import { readBytes, readError, takeBytes } from '../files/bytes.js';
import type { UserEntry } from '../sentiment/user-entry.js';

/** Bytes: some hundred thousand entries, far more than anybody weighs by hand. */
const MOST_BYTES = 5_000_000;

/**
 * The entries of `lexicon:`, none where it names nothing.
 * @param cwd what paths in messages are relative to
 * @throws AppError `configuration` where the file cannot be read, `malformed-input` for a line that is no entry
 */
export async function readUserLexicon(config: EffectiveConfig, cwd: string): Promise<UserEntry[]> {
  const path = config.lexicon;
  if (path === null) return [];
  const short = relative(cwd, path);
  // `..` alone tells nobody which folder or file was meant.
  const name = short === '' || short.startsWith('..') ? path : short;
  const bytes = await takeBytes(readBytes(path, name), MOST_BYTES + 1).catch((error: unknown) => {
    const known = readError(name, error);
    if (!(known instanceof AppError)) throw known;
    throw new AppError('configuration', `${known.message} (${config.origins.get('lexicon') ?? 'lexicon'})`, {
      code: 'lexicon.unreadable',
      hint: 'name a CSV file with lines entry,weight,lang',
      cause: error,
    });
  });
  if (bytes.length > MOST_BYTES) {
    throw new AppError('malformed-input', `cannot use ${name}: it is larger than ${MOST_BYTES / 1e6} MB`, {
      code: 'lexicon.user',
      hint: 'keep the entries that matter',
    });
  }
  // Most have none, and need neither the parser of CSV nor the languages for it.
  const { parseUserLexicon } = await import('../sentiment/user-lexicon.js');
  return parseUserLexicon(decoded(bytes, name), name);
}

function decoded(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('malformed-input', `cannot use ${name}: it is not UTF-8`, {
      code: 'lexicon.user',
      hint: 'save it as "CSV UTF-8"',
      cause,
    });
  }
}
