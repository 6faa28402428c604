/** One input of `score`: what it is, how its columns are read, and its rows in batches. */
import { sniffDialect } from '../../files/dialect.js';
import { looksLikeJson } from '../../files/json-file.js';
import type { TextStream } from '../../files/text-stream.js';
import { PRESETS } from '../../presets/index.js';
import type { PlanOptions } from '../plan-columns.js';
import type { Reject } from '../rejects.js';
import { firstLine, type JsonInput, openJsonInput } from './json-input.js';
import { openTableInput, type TableInput } from './table-input.js';

export type Input = TableInput | JsonInput;

export interface InputOptions extends PlanOptions {
  readonly delimiter: string | null;
  /** Something is not as it should be, and what was done about it. */
  readonly onWarning: (text: string) => void;
  /** A row that cannot be read, and so is not in the output. */
  readonly onReject: (reject: Reject) => void;
  /** A row that does not fit the header, and is in the output as well as could be. */
  readonly onMisfit: (reject: Reject) => void;
}

/** Recognises an input from its beginning. Fails with `malformed-input` for what is no table of posts. */
export async function openInput(stream: TextStream, options: InputOptions): Promise<Input> {
  const sniff = (text: string, complete: boolean): ReturnType<typeof sniffDialect> =>
    sniffDialect(text, {
      signatures: PRESETS.flatMap(({ signatures }) => signatures),
      delimiter: options.delimiter ?? undefined,
      complete,
    });
  const isJson = (text: string): boolean => options.delimiter === null && looksLikeJson(text);
  const head = await stream.head((text) =>
    isJson(text)
      ? firstLine(text) !== null
      : /\n[^\n]*\n|\r[^\r\n]*\r/.test(text) && sniff(text, false).records.length > 0,
  );
  return isJson(head.text)
    ? openJsonInput(stream, head, options)
    : openTableInput(stream, head.text, sniff(head.text, head.complete), options);
}
