/** The view `scored`: every post with what was judged of it; all that reports may read. */
import type { Engine } from '../core/engine.js';
import { sqlText } from '../core/engine.js';
import { LANGUAGES } from '../language/identify.js';
import { LABELS, type LabelSet, POST_COLUMNS, SIGNALS } from '../posts/post.js';
import type { Query } from '../query/ast.js';
import type { QueryClock } from '../query/field-value.js';
import { columnsOf, textParts } from '../query/parts.js';
import { toSql } from '../query/to-sql.js';
import { SCORER_VERSION } from '../sentiment/scorer.js';
import { BIT_MACRO, bitSql, MATCHES_PER_COLUMN, SCORE_COLUMNS, TOWARD_COLUMNS, VERDICT_MACROS } from './batch.js';
import { planOf, type Watch } from './watch.js';

/** Makes the empty tables that judging fills. */
export async function createScores(engine: Engine, watch: Watch): Promise<void> {
  const watched = planOf(watch).queries.length;
  const matches = Array.from({ length: Math.ceil(watched / MATCHES_PER_COLUMN) }, (_, i) => `matches${i}`);
  const columns = [...SCORE_COLUMNS, ...matches].map((name) => `${name} DOUBLE`);
  await engine.run(`CREATE TABLE scores (${columns.join(', ')})`);
  await engine.run(`CREATE OR REPLACE TABLE toward (${TOWARD_COLUMNS.map((name) => `${name} DOUBLE`).join(', ')})`);
}

/**
 * `scored` has the columns of a post, those of a score, and for reports: `row`, `signal_mask`, `story` (row of the first
 * post of its story, or its own), `party` (customer, brand, competitor or outlet), `customer` (identity of the author
 * within the network), `about_us` (false for what only speaks of competitors), `own_audience` and `brought` (the two
 * parts of reach), `owners` (teams of the topics). With three labels, mixed goes to the others by the sign of the
 * sentiment.
 */
export async function createScored(
  engine: Engine,
  watch: Watch,
  labels: LabelSet = 'four',
  texts: TextSource = 'bits',
): Promise<void> {
  const columns = POST_COLUMNS.filter(({ name }) => name !== 'lang').map(({ name }) => `p.${name}`);
  const metrics =
    'p.views, p.author_followers, p.vendor_reach, p.place_reach, engagement_of(p.likes, p.reposts, p.replies, p.quotes)';
  const own = `own_audience_of(${metrics})`;
  const brought = `brought_by_others(${metrics}, p.reposts, p.quotes)`;
  // What was judged before, in a file or in the store, has names where the others have bits.
  const named = (index: number): string => {
    const { kind, name } = watch.entries[index] as Watch['entries'][number];
    const names = kind === 'topic' ? 'p.topics' : 'list_transform(p.brands, lambda item: item.brand)';
    return `CASE WHEN p.scorer IS NULL THEN ${matchedSql(watch, index)} ELSE coalesce(list_contains(${names}, ${sqlText(name)}), FALSE) END`;
  };
  const any = (indices: readonly number[]): string =>
    indices.length === 0 ? 'FALSE' : `(${indices.map(named).join(' OR ')})`;
  const ours = indicesOf(watch, 'brand');
  const theirs = indicesOf(watch, 'competitor');
  const owners = indicesOf(watch, 'topic').flatMap((index) => {
    const owner = watch.entries[index]?.owner ?? null;
    return owner === null ? [] : [`CASE WHEN ${named(index)} THEN ${sqlText(owner)} END`];
  });
  const account = (handles: readonly string[]): string =>
    handles.length === 0
      ? 'FALSE'
      : `account_of(p.network, coalesce(p.author_handle, p.author_name)) IN (${handles.map(sqlText).join(', ')})`;
  const domains = watch.outletsAnywhere.map((handle) => sqlText(handle.toLowerCase()));
  const anywhere =
    domains.length === 0
      ? 'FALSE'
      : `(lower(coalesce(p.author_handle, p.author_name)) IN (${domains.join(', ')}) OR domain_of(p.url) IN (${domains.join(', ')}) OR lower(p.place) IN (${domains.join(', ')}))`;
  const sentiment = 'coalesce(p.sentiment, sentiment_of(s.verdict))';
  const label = `coalesce(p.label, ${LABEL_SQL})`;
  await engine.run(`CREATE OR REPLACE VIEW scored AS SELECT
    p.rowid AS row, ${columns.join(', ')},
    coalesce(CASE WHEN p.scorer IS NULL THEN ${LANG_SQL} END, p.lang) AS lang,
    ${sentiment} AS sentiment,
    ${labels === 'four' ? label : folded(label, sentiment)} AS label,
    coalesce(p.confidence, confidence_of(s.verdict)) AS confidence,
    CASE WHEN p.scorer IS NULL THEN mask_of(s.verdict) ELSE signal_mask_of(p.signals) END AS signal_mask,
    CASE WHEN p.scorer IS NULL THEN signals_of(mask_of(s.verdict)) ELSE p.signals END AS signals,
    coalesce(p.brands, ${brandsSql(watch)}) AS brands,
    coalesce(p.topics, ${topicsSql(watch)}) AS topics,
    ${compact(owners, 'VARCHAR')} AS owners,
    coalesce(st.first, p.rowid) AS story, st.first IS NOT NULL AS copied,
    ${own} AS own_audience, coalesce(${brought}, 0) AS brought,
    ${own} + ${brought} AS reach,
    reach_basis_of(${metrics}) AS reach_basis,
    coalesce(p.scorer, ${sqlText(SCORER_VERSION)}) AS scorer,
    CASE
      WHEN ${account(watch.accounts.competitor)} THEN 'competitor'
      WHEN p.author_role = 'brand' OR ${account(watch.accounts.brand)} THEN 'brand'
      WHEN ${account(watch.accounts.outlet)} OR ${anywhere} THEN 'outlet'
      ELSE 'customer'
    END AS party,
    author_hash(p.network, coalesce(p.author_id, lower(p.author_handle), lower(p.author_name))) AS customer,
    coalesce(p.author_id, p.author_handle, p.author_name) IS NOT NULL AS known_author,
    ${theirs.length === 0 ? 'TRUE' : `(${any(ours)} OR NOT ${any(theirs)})`} AS about_us,
    ${any(ours)} AS names_us${whereTexts(watch, texts)}
  FROM posts AS p LEFT JOIN scores AS s ON s.row = p.rowid LEFT JOIN stories AS st ON st.row = p.rowid ${towardSql(watch, 'p.rowid')}
    ${texts === 'bits and matches' ? `LEFT JOIN ${WHERE_MATCHES} AS w ON w.row = p.rowid` : ''}`);
}

/**
 * Where the answers of texts to `watch.where` come from: the bits of judging; those, and for what was judged before the
 * table WHERE_MATCHES; or the column `words` of `posts`.
 */
export type TextSource = 'bits' | 'bits and matches' | 'words';

/** Bits of the text parts of `watch.where`, in order, for posts that were judged before. */
export const WHERE_MATCHES = 'where_matches';

function whereParts(watch: Watch): Query[] {
  const { where } = planOf(watch);
  return where === null ? [] : textParts(where);
}

function whereTexts(watch: Watch, texts: TextSource): string {
  const { bits } = planOf(watch);
  const parts = whereParts(watch).map((part, place) => {
    const judged = bitSql('s', bits.get(part) ?? 0);
    if (texts === 'words') return toSql(part, { column: (name) => `p.${name}` });
    return texts === 'bits' ? judged : `CASE WHEN p.scorer IS NULL THEN ${judged} ELSE ${bitSql('w', place)} END`;
  });
  return parts.map((part, place) => `,\n    ${part} AS where_text${place}`).join('');
}

/** Whether a row of `scored` is wanted; never null. */
export function wantedSql(watch: Watch, clock: QueryClock): string {
  const { where } = planOf(watch);
  if (where === null) return 'TRUE';
  const parts = whereParts(watch);
  return toSql(where, {
    clock,
    answered: (part) => (parts.includes(part) ? `where_text${parts.indexOf(part)}` : null),
  });
}

/** What a verdict in `s` says, null where there is none: the language, the label. */
export const LANG_SQL = `[${LANGUAGES.map(sqlText).join(', ')}][lang_of(s.verdict)]`;
export const LABEL_SQL = `CASE label_of(s.verdict) ${LABELS.map((word, index) => `WHEN ${index + 1} THEN ${sqlText(word)}`).join(' ')} END`;

/** Whether a watched entry matched: by its bit in `s`, and where it has conditions on columns, those of `p`. */
function matchedSql(watch: Watch, index: number): string {
  const { entries, bits } = planOf(watch);
  return toSql(entries[index] as Query, {
    answered: (part) => {
      const bit = bits.get(part);
      return bit === undefined ? null : bitSql('s', bit);
    },
    column: (name) => (name === 'lang' ? `coalesce(${LANG_SQL}, p.lang)` : `p.${name}`),
  });
}

/** Whether what an entry matches depends on the columns of the post, so that `p` must be among the joins. */
export function needsPosts(watch: Watch): boolean {
  return planOf(watch).entries.some((query) => columnsOf(query).size > 0);
}

/** The brands that a post of `s` names, each with the sentiment toward it; needs `towardSql` among the joins. */
export function brandsSql(watch: Watch): string {
  const brands = [...indicesOf(watch, 'brand'), ...indicesOf(watch, 'competitor')].map(
    (index) =>
      `CASE WHEN ${matchedSql(watch, index)} THEN struct_pack(brand := ${nameOf(watch, index)}, sentiment := coalesce(t.sentiments[${index}], sentiment_of(s.verdict))) END`,
  );
  return compact(brands, 'STRUCT(brand VARCHAR, sentiment DOUBLE)');
}

export function topicsSql(watch: Watch): string {
  const topics = indicesOf(watch, 'topic').map(
    (index) => `CASE WHEN ${matchedSql(watch, index)} THEN ${nameOf(watch, index)} END`,
  );
  return compact(topics, 'VARCHAR');
}

/** The join that brings `t`. Most posts have no row there, and without brands none has. */
export function towardSql(watch: Watch, row: string): string {
  return watch.entries.every(({ kind }) => kind === 'topic')
    ? ''
    : `LEFT JOIN (SELECT row, map(list(CAST(watched AS INTEGER)), list(sentiment)) AS sentiments FROM toward GROUP BY row) AS t
        ON t.row = ${row}`;
}

function nameOf(watch: Watch, index: number): string {
  return sqlText(watch.entries[index]?.name ?? '');
}

function compact(items: readonly string[], type: string): string {
  return items.length === 0
    ? `CAST([] AS ${type}[])`
    : `list_filter([${items.join(', ')}], lambda item: item IS NOT NULL)`;
}

/** A label of three: mixed is what its sentiment's sign says. */
function folded(label: string, sentiment: string): string {
  return `CASE WHEN ${label} <> 'mixed' THEN ${label} WHEN ${sentiment} > 0 THEN 'positive' WHEN ${sentiment} < 0 THEN 'negative' ELSE 'neutral' END`;
}

/** Macros that read verdicts, and turn masks of signals into lists and back. */
export function scoreMacros(): string {
  const names = SIGNALS.map((signal, bit) => `CASE WHEN (mask & ${2 ** bit}) <> 0 THEN '${signal}' END`);
  const bits = SIGNALS.map((signal, bit) => `CASE WHEN list_contains(names, '${signal}') THEN ${2 ** bit} ELSE 0 END`);
  const bit = SIGNALS.map((signal, index) => `WHEN '${signal}' THEN ${2 ** index}`);
  return `${VERDICT_MACROS};
    CREATE OR REPLACE MACRO signals_of(mask) AS list_filter([${names.join(', ')}], lambda item: item IS NOT NULL);
    CREATE OR REPLACE MACRO signal_mask_of(names) AS coalesce(${bits.join(' + ')}, 0);
    CREATE OR REPLACE MACRO has_signal(mask, name) AS (mask & CASE name ${bit.join(' ')} END) <> 0;
    ${BIT_MACRO};
    CREATE OR REPLACE MACRO account_of(network, handle) AS concat(network, ':', lower(handle));
    CREATE OR REPLACE MACRO domain_of(url) AS lower(regexp_extract(url, '^[a-z]+://(?:www\\.)?([^/:?#]+)', 1))`;
}

function indicesOf(watch: Watch, kind: Watch['entries'][number]['kind']): number[] {
  return watch.entries.flatMap((entry, index) => (entry.kind === kind ? [index] : []));
}
