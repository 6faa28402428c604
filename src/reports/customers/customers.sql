-- Makes `customers`, one row for each unhappy customer of the period: unhappiness/1 and reach/1 (`help metrics` has them in
-- words). Step by step, so that no more than one of its hash tables is in memory at a time.
CREATE TABLE spoken AS
  -- What customers said in their own words: no plain repost, and of a story told many times only the first telling.
  SELECT row, key, customer, network, created_at, sentiment, signal_mask, own_audience, brought, reach, reach_basis,
    label = 'negative' OR (label = 'mixed' AND sentiment < 0) AS negative,
    severity_of(sentiment, confidence, signal_mask) AS severity
  FROM period
  WHERE party = 'customer' AND known_author AND about_us AND kind <> 'repost' AND story = row;

-- Of them, what those said who are unhappy: the others are in no row.
CREATE TABLE unhappy AS SELECT DISTINCT customer FROM spoken WHERE negative;

-- Who else carried it: copies of the story and reposts that are in the data themselves.
CREATE TABLE carried AS
  SELECT story AS row, sum(own_audience) AS audience FROM period WHERE copied AND story <> row GROUP BY story;

CREATE TABLE reposted AS
  SELECT o.row, sum(r.own_audience) AS audience
  FROM period AS r JOIN spoken AS o ON o.key = r.repost_of
  WHERE r.kind = 'repost' GROUP BY o.row;

CREATE TABLE posts_of AS
  SELECT s.row, s.customer, s.network, s.created_at, s.sentiment, s.signal_mask, s.own_audience, s.reach, s.reach_basis, s.negative, s.severity,
    greatest(s.brought, coalesce(r.audience, 0)) + coalesce(c.audience, 0) AS brought
  FROM spoken AS s JOIN unhappy AS u ON u.customer = s.customer LEFT JOIN carried AS c ON c.row = s.row LEFT JOIN reposted AS r ON r.row = s.row;

CREATE TABLE customers AS
SELECT customer, network,
  count(*) AS posts,
  sum(CASE WHEN negative THEN 1 ELSE 0 END) AS negative_posts,
  round(1 - exp(sum(ln(1 - 0.5 * severity))), 4) AS unhappiness,
  max(own_audience) + sum(brought) AS reach,
  coalesce(CAST(enum_range(CAST(NULL AS basis_word))[CAST(max(place_of(own_audience, row) * 8 + enum_code(reach_basis)) % 8 AS INTEGER) + 1] AS VARCHAR), 'unknown') AS reach_basis,
  CASE WHEN max(own_audience) IS NULL THEN NULL ELSE sum(brought) END AS amplification,
  min(CASE WHEN negative THEN created_at END) AS first_at,
  max(CASE WHEN negative THEN created_at END) AS last_at,
  min(sentiment) AS mood,
  bit_or(signal_mask) AS signal_mask,
  row_in(max(place_of(CASE WHEN negative THEN severity * (1 + coalesce(reach, 0)) ELSE severity - 1 END, row))) AS worst
FROM posts_of
GROUP BY customer, network;

DROP TABLE spoken;
DROP TABLE unhappy;
DROP TABLE carried;
DROP TABLE reposted;
DROP TABLE posts_of;
