-- How much people said, in what mood, in all, by network and by day of the configured zone.
WITH judged AS (
  SELECT network, day, customer, label, reach,
    has_signal(signal_mask, 'complaint') AND party = 'customer' AS complaint
  FROM {{posts}}
  -- What the brand and its competitors say of themselves is not what people say.
  WHERE party IN ('customer', 'outlet') AND about_us
),
figures AS (
  SELECT network, day, GROUPING(network, day) AS missing,
    count(*) AS posts, count(DISTINCT customer) AS authors,
    sum(CASE WHEN label = 'negative' THEN 1 ELSE 0 END) AS negative,
    sum(CASE WHEN label = 'neutral' THEN 1 ELSE 0 END) AS neutral,
    sum(CASE WHEN label = 'positive' THEN 1 ELSE 0 END) AS positive,
    sum(CASE WHEN label = 'mixed' THEN 1 ELSE 0 END) AS mixed,
    sum(CASE WHEN complaint THEN 1 ELSE 0 END) AS complaints,
    sum(reach) AS reach
  FROM judged
  GROUP BY GROUPING SETS ((), (network), (day))
)
SELECT CASE missing WHEN 3 THEN 'total' WHEN 1 THEN 'network' ELSE 'day' END AS scope,
  CASE missing WHEN 3 THEN 'all' WHEN 1 THEN CAST(network AS VARCHAR) ELSE CAST(day AS VARCHAR) END AS name,
  posts, authors, negative, neutral, positive, mixed,
  round(100.0 * (positive - negative) / posts, 1) AS net_sentiment, complaints, reach
FROM figures
WHERE posts > 0
ORDER BY CASE missing WHEN 3 THEN 0 WHEN 1 THEN 1 ELSE 2 END, CASE WHEN missing = 1 THEN -posts ELSE 0 END, name
