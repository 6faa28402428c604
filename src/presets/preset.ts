import type { PostColumnName } from '../posts/post.js';
import type { Expressible } from './expression.js';

/** Columns that a preset may fill; the others are made on the way in. */
export type MappedColumn = Exclude<PostColumnName, 'key' | 'extras' | 'source' | 'collected_at'>;

/** Score columns that only brandwatch's own files have. */
export type ScoredColumn =
  | 'sentiment'
  | 'label'
  | 'confidence'
  | 'signals'
  | 'brands'
  | 'topics'
  | 'scorer'
  | 'cluster'
  | 'reach'
  | 'reach_basis';

export type Mapping = { readonly [Column in MappedColumn]?: Expressible };

/** How far the header or keys are known: seen in the source, in somebody's parser, or (ours) defined here. */
export type Evidence = 'S' | 'S-ind' | 'own';

/** The order of day and month in dates written with numbers only. */
export type DateOrder = 'dmy' | 'mdy';

/** An owner's reply inside a row: becomes a post of its own, by the brand, that answers the row's post. */
export interface EmbeddedReply {
  readonly text: Expressible;
  readonly created_at?: Expressible;
  /** Name of who replied, e.g. the place or the app. */
  readonly author_name?: Expressible;
}

/**
 * A description of an export file: its signature and how its columns map onto a post.
 *
 * In JSON files a column is the dotted path of a value inside one record (`author.name.label`); `records` is the
 * dotted path of the list inside the document, absent when the file is a list or one record a line.
 */
export interface Preset {
  readonly id: string;
  /** The tool's name for people. */
  readonly title: string;
  /** Which download this is, one line. */
  readonly summary: string;
  readonly evidence: Evidence;
  readonly shape: 'table' | 'json';
  readonly records?: string;
  /** One list for each variant of the file: a variant fits when every column in it is there. */
  readonly signatures: readonly (readonly string[])[];
  readonly columns: Mapping;
  /** Only for brandwatch's own files: judgements that come with the posts. */
  readonly scores?: { readonly [Column in ScoredColumn]?: Expressible };
  readonly reply?: EmbeddedReply;
  /** Rows in which none of these columns is filled are not posts (e.g. the app itself in an app's feed). */
  readonly rowsWith?: readonly string[];
  readonly dates?: {
    readonly order?: DateOrder;
    /** What a date without a zone means: UTC, or the exporting account's zone, which `--timezone` tells. */
    readonly zone?: 'utc' | 'account';
  };
  /** Columns that hold HTML markup, not plain text. */
  readonly html?: boolean;
  /** Columns that must not be kept in extras, e.g. mail addresses. */
  readonly private?: readonly string[];
  /** Something a user of this file should know, said once on import. */
  readonly caution?: string;
}

export function definePreset(preset: Preset): Preset {
  return preset;
}
