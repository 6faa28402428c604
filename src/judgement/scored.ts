/** The view `scored`: every post with what was judged of it; all that reports may read. */
import type { Engine } from '../core/engine.js';
import { sqlText } from '../core/engine.js';
import { LANGUAGES } from '../language/identify.js';
import { LABELS, type LabelSet, POST_COLUMNS, SIGNALS } from '../posts/post.js';
import { SCORER_VERSION } from '../sentiment/scorer.js';
import { MATCHES_PER_COLUMN, SCORE_COLUMNS, TOWARD_COLUMNS, VERDICT_MACROS } from './batch.js';
import type { Watch } from './watch.js';

/** Makes the empty tables that judging fills. */
export async function createScores(engine: Engine, watched: number): Promise<void> {
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
export async function createScored(engine: Engine, watch: Watch, labels: LabelSet = 'four'): Promise<void> {
  const columns = POST_COLUMNS.filter(({ name }) => name !== 'lang').map(({ name }) => `p.${name}`);
  const metrics =
    'p.views, p.author_followers, p.vendor_reach, p.place_reach, engagement_of(p.likes, p.reposts, p.replies, p.quotes)';
  const own = `own_audience_of(${metrics})`;
  const brought = `brought_by_others(${metrics}, p.reposts, p.quotes)`;
  // What was judged before, in a file or in the store, has names where the others have bits.
  const named = (index: number): string => {
    const { kind, name } = watch.entries[index] as Watch['entries'][number];
    const names = kind === 'topic' ? 'p.topics' : 'list_transform(p.brands, lambda item: item.brand)';
    return `CASE WHEN p.scorer IS NULL THEN ${bitOf(index)} ELSE coalesce(list_contains(${names}, ${sqlText(name)}), FALSE) END`;
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
      WHEN p.author_role = 'brand' OR ${account(watch.accounts.brand)} THEN 'brand'
      WHEN ${account(watch.accounts.competitor)} THEN 'competitor'
      WHEN ${account(watch.accounts.outlet)} OR ${anywhere} THEN 'outlet'
      ELSE 'customer'
    END AS party,
    author_hash(p.network, coalesce(p.author_id, lower(p.author_handle), lower(p.author_name))) AS customer,
    coalesce(p.author_id, p.author_handle, p.author_name) IS NOT NULL AS known_author,
    ${theirs.length === 0 ? 'TRUE' : `(${any(ours)} OR NOT ${any(theirs)})`} AS about_us,
    ${any(ours)} AS names_us
  FROM posts AS p LEFT JOIN scores AS s ON s.row = p.rowid LEFT JOIN stories AS st ON st.row = p.rowid ${towardSql(watch, 'p.rowid')}`);
}

/** What a verdict in `s` says, null where there is none: the language, the label. */
export const LANG_SQL = `[${LANGUAGES.map(sqlText).join(', ')}][lang_of(s.verdict)]`;
export const LABEL_SQL = `CASE label_of(s.verdict) ${LABELS.map((word, index) => `WHEN ${index + 1} THEN ${sqlText(word)}`).join(' ')} END`;

/** Whether a watched query matched, by the bits in `s`. */
function bitOf(index: number): string {
  return `bit_set(s.matches${Math.floor(index / MATCHES_PER_COLUMN)}, ${index % MATCHES_PER_COLUMN})`;
}

/** The brands that a post of `s` names, each with the sentiment toward it; needs `towardSql` among the joins. */
export function brandsSql(watch: Watch): string {
  const brands = [...indicesOf(watch, 'brand'), ...indicesOf(watch, 'competitor')].map(
    (index) =>
      `CASE WHEN ${bitOf(index)} THEN struct_pack(brand := ${nameOf(watch, index)}, sentiment := coalesce(t.sentiments[${index}], sentiment_of(s.verdict))) END`,
  );
  return compact(brands, 'STRUCT(brand VARCHAR, sentiment DOUBLE)');
}

export function topicsSql(watch: Watch): string {
  const topics = indicesOf(watch, 'topic').map((index) => `CASE WHEN ${bitOf(index)} THEN ${nameOf(watch, index)} END`);
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
    CREATE OR REPLACE MACRO bit_set(word, place) AS (CAST(coalesce(word, 0) AS BIGINT) & (CAST(1 AS BIGINT) << place)) <> 0;
    CREATE OR REPLACE MACRO account_of(network, handle) AS concat(network, ':', lower(handle));
    CREATE OR REPLACE MACRO domain_of(url) AS lower(regexp_extract(url, '^[a-z]+://(?:www\\.)?([^/:?#]+)', 1))`;
}

function indicesOf(watch: Watch, kind: Watch['entries'][number]['kind']): number[] {
  return watch.entries.flatMap((entry, index) => (entry.kind === kind ? [index] : []));
}
