import type { Mode } from '../../sources/source.js';

export interface StreamName {
  readonly source: string;
  readonly mode: Mode;
  /** Query, address or handle. */
  readonly asked: string | null;
  readonly replies: boolean;
  readonly baseUrl: string;
  readonly options: Readonly<Record<string, string | undefined>>;
}

/**
 * The stable name of a stream: a compact JSON list of source, mode, what is asked, server, then options by name. The
 * window is no part of it: a stream goes on from day to day.
 */
export function streamKey({ source, mode, asked, replies, baseUrl, options }: StreamName): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  given.sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    source,
    replies ? `${mode}+replies` : mode,
    asked,
    baseUrl,
    ...given.map(([name, value]) => `${name}=${value}`),
  ]);
}
