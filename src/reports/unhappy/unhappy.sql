-- The ranked list: customers with the post that did most of the damage, and whether the brand has answered.
WITH answers AS (
  SELECT network, parent, thread, created_at FROM selected
  WHERE party = 'brand' AND (parent IS NOT NULL OR thread IS NOT NULL)
),
telling AS (SELECT DISTINCT network FROM answers),
-- Posts that need an answer: complaints, questions and requests of the customers listed.
needing AS (
  SELECT p.customer, p.key, p.thread, p.network, p.created_at
  FROM period AS p JOIN customers AS c ON c.customer = p.customer
  WHERE p.network IN (SELECT network FROM telling) AND p.kind <> 'repost'
    AND (p.label = 'negative' OR has_signal(p.signal_mask, 'complaint') OR has_signal(p.signal_mask, 'question') OR has_signal(p.signal_mask, 'request'))
),
settled AS (
  SELECT n.customer, n.key, n.created_at,
    max(CASE WHEN a.network IS NULL THEN 0 ELSE 1 END) AS answered
  FROM needing AS n LEFT JOIN (
    SELECT parent AS key, network, created_at FROM answers WHERE parent IS NOT NULL
    UNION ALL
    SELECT n.key, n.network, a.created_at
    FROM needing AS n JOIN answers AS a ON a.thread = coalesce(n.thread, n.key) AND a.created_at > n.created_at
  ) AS a ON a.key = n.key
  GROUP BY n.customer, n.key, n.created_at
),
waits AS (
  SELECT customer, min(answered) AS answered, min(CASE WHEN answered = 0 THEN created_at END) AS waiting_since
  FROM settled GROUP BY customer
),
about AS (
  SELECT p.customer,
    array_distinct(flatten(array_agg(p.topics))) AS topics,
    array_distinct(flatten(array_agg(p.owners))) AS owners
  FROM period AS p WHERE size_of(p.topics) > 0 AND p.party = 'customer' GROUP BY p.customer
),
-- With which of several brands they are unhappy.
blamed AS (
  SELECT customer, array_sort(array_distinct(flatten(array_agg(named)))) AS brands
  FROM period
  WHERE size_of(named) > 0 AND party = 'customer' AND (label = 'negative' OR (label = 'mixed' AND sentiment < 0))
  GROUP BY customer
),
ranked AS (
  SELECT c.customer, c.network, c.posts, c.negative_posts, c.unhappiness, c.reach, c.reach_basis, c.amplification,
    c.first_at, c.last_at, c.mood, c.signal_mask, c.worst,
    CAST(row_number() OVER (ORDER BY {{order}}, c.customer) AS BIGINT) AS rank
  FROM customers AS c
),
best AS (SELECT * FROM ranked {{limit}})
SELECT r.rank,
  coalesce(p.author_handle, p.author_name, p.author_id) AS author, r.network,
  iso_time(r.first_at) AS first_at, r.posts, r.negative_posts, r.unhappiness, r.reach, r.reach_basis, r.amplification,
  iso_time(r.last_at) AS last_at,
  round(hours_between(w.waiting_since, {{as_of}}), 1) AS waiting_hours,
  CASE WHEN w.answered = 1 THEN 'yes' WHEN w.answered = 0 THEN 'no' END AS answered,
  signals_of(r.signal_mask) AS signals, coalesce(a.topics, no_texts()) AS topics,
  CASE
    WHEN p.title IS NULL THEN p.text
    WHEN p.text IS NULL THEN p.title
    WHEN right(p.title, 1) IN ('.', '!', '?', '…', ':') THEN concat(p.title, ' ', p.text)
    ELSE concat(p.title, '. ', p.text)
  END AS text,
  p.url, r.mood, coalesce(a.owners, no_texts()) AS owners, coalesce(b.brands, no_texts()) AS brands
FROM best AS r JOIN scored_texts AS p ON p.row = r.worst
  LEFT JOIN waits AS w ON w.customer = r.customer
  LEFT JOIN about AS a ON a.customer = r.customer
  LEFT JOIN blamed AS b ON b.customer = r.customer
ORDER BY r.rank
