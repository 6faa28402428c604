/** The handler of `explain`. */
import { explainText } from '../app/explain-text.js';
import { readUserLexicon } from '../app/user-lexicon.js';
import type { EffectiveConfig } from '../config/config.js';
import { AppError } from '../core/errors.js';
import { readError, takeBytes } from '../files/bytes.js';
import { inputName } from '../files/input-name.js';
import { interruptible } from '../files/waiting.js';
import { formatOfFile } from '../formats/index.js';
import { jsonText } from '../formats/text/json-text.js';
import type { CliContext } from './context.js';
import { explanationPage } from './explanation-page.js';
import { Messages } from './messages.js';
import { configFor, type GlobalFlags, wantsColor } from './options.js';
import { checkEnding } from './output-ending.js';
import { checkPlace } from './output-place.js';
import { openSink, writeTo } from './sink.js';

export type ExplainFlags = GlobalFlags & { lang?: string; lexicon?: string; format?: string; output?: string };

/** Bytes of a text on stdin: far more than anybody writes in one post, and little enough to be shown. */
const MOST_BYTES = 1_000_000;

/** @param words the operands: one text, `-`, or none for a piped stdin */
export async function runExplain(context: CliContext, words: readonly string[], flags: ExplainFlags): Promise<void> {
  // Before the configuration, which knows of formats that a single text has no use for.
  if (flags.format !== undefined) checkFormat(flags.format);
  const config = await configFor(context, flags);
  const path = flags.output === undefined || flags.output === '-' ? null : flags.output;
  const format = formatOf(flags, path, config);
  const given = givenText(context, words);
  const lexicon = await readUserLexicon(config, context.cwd);
  if (path !== null && flags.format === undefined && formatOfFile(path) === null) checkEnding(path);
  if (path !== null) await checkPlace(path, false);
  const explained = explainText(given ?? (await stdinText(context)), flags.lang ?? null, lexicon);
  const toTerminal = path === null && context.stdout.isTTY === true;
  const pieces =
    format === 'json'
      ? document(explained.explanation)
      : explanationPage(explained, {
          width: context.stdout.columns ?? 80,
          color: wantsColor(config, context, toTerminal),
          timezone: config.timezone,
        });
  await writeTo(await openSink(path, context), pieces);
  if (path !== null) new Messages(context, config.quiet).say(`wrote ${path}`);
}

/** The flag, else the ending of the file, else the configuration; a page where none of them says json. */
function formatOf(flags: ExplainFlags, path: string | null, config: EffectiveConfig): 'terminal' | 'json' {
  const told = flags.format ?? (path === null ? null : (formatOfFile(path)?.id ?? null));
  return told === null ? (config.format === 'json' ? 'json' : 'terminal') : checkFormat(told);
}

function checkFormat(id: string): 'terminal' | 'json' {
  if (id === 'terminal' || id === 'json') return id;
  throw new AppError('usage', `explain writes terminal or json, not ${id}`, {
    code: 'explain.format',
    hint: 'for a table of many texts: brandwatch score',
  });
}

/** The text of the command line; null where it is to be read from stdin. */
function givenText(context: CliContext, words: readonly string[]): string | null {
  const [text = '-'] = words;
  if (words.length > 1) {
    throw new AppError('usage', `${words.length} words, expected one text`, {
      code: 'explain.words',
      hint: `put it in quotes: brandwatch explain "${words.join(' ')}"`,
    });
  }
  if (words.length === 0 && context.stdin.isTTY === true) {
    throw new AppError('input-missing', 'no text to explain', {
      code: 'explain.none',
      hint: 'give one, e.g. brandwatch explain "Not good at all", or pipe one into it',
    });
  }
  return text === '-' ? null : text;
}

async function stdinText({ stdin, signal }: CliContext): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await takeBytes(interruptible(stdin, signal), MOST_BYTES + 1);
  } catch (error) {
    throw readError(inputName('-'), error);
  }
  if (bytes.length > MOST_BYTES) {
    throw new AppError('malformed-input', `${inputName('-')} holds more than the ${MOST_BYTES / 1e6} MB of one text`, {
      code: 'explain.long',
      hint: 'for a file of posts: brandwatch score',
    });
  }
  return new TextDecoder().decode(bytes);
}

async function* document(value: unknown): AsyncGenerator<string> {
  yield `${jsonText(value, 2)}\n`;
}
