/** Where the pages of one stream go. A file, stdout and the store are all of this shape. */
import type { PostRow } from '../../posts/row.js';
import type { Json } from '../../sources/source.js';

/**
 * Where a stream stands, kept beside its posts. Times are ISO 8601 in UTC. A stream is one source asked for one thing;
 * `streamKey` names it.
 */
export interface StreamCheckpoint {
  readonly version: 1;
  /** The pass that is not finished, null between two of them. Its window is kept while it is resumed. */
  readonly pass: {
    readonly since: string | null;
    readonly until: string | null;
    readonly started: string;
    /** The source's own place in the pass. */
    readonly cursor: Json;
    /** Newest post that the pass has seen. */
    readonly newest: string | null;
  } | null;
  /** Newest post of all finished passes: `--since last` begins there, less the overlap of the source. */
  readonly newest: string | null;
  /** When the last pass that was finished began. */
  readonly finished: string | null;
  /** What the source wants to remember, such as an ETag. */
  readonly memory: Json;
}

export interface SinkPage {
  /** Rows to add; none was in an earlier page of the same run. A post that came in an earlier run may come again. */
  readonly posts: readonly PostRow[];
  /** Replaces the one before. Must be safe together with the posts: both, or neither. */
  readonly checkpoint: StreamCheckpoint;
}

export interface PageSink {
  /** The checkpoint of the last page that is safe, null where the stream was never written. */
  resume(): Promise<StreamCheckpoint | null>;
  /** When it resolves, posts and checkpoint are safe, even from a kill. */
  write(page: SinkPage): Promise<void>;
  /** The stream has ended, well or not; nothing more is written. */
  done(): Promise<void>;
  /** Whether a post of this key is there already, where the sink knows: such a post is not written again. */
  holds?(key: string): boolean;
}

/** Opens the sink of a stream. */
export type OpenSink = (streamKey: string) => Promise<PageSink>;
