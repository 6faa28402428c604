-- How far the net sentiment of a period would move by chance: the variance of its mean, with each author's posts taken
-- together, since one loud author is not many people (cluster-robust variance).
WITH mood AS (
  SELECT customer, CASE label WHEN 'positive' THEN 1.0 WHEN 'negative' THEN -1.0 ELSE 0.0 END AS mood FROM {{posts}}
  WHERE party IN ('customer', 'outlet') AND about_us
),
mean AS (SELECT avg(mood) AS mean, count(*) AS posts FROM mood),
by_author AS (SELECT customer, sum(mood) AS total, count(*) AS posts FROM mood GROUP BY customer)
SELECT max(m.mean) AS mean, max(m.posts) AS posts,
  sum((a.total - a.posts * m.mean) * (a.total - a.posts * m.mean)) / (max(m.posts) * max(m.posts)) AS variance
FROM by_author AS a CROSS JOIN mean AS m
