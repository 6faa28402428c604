-- reach/1: how many people a post can be expected to have reached. `help metrics` prints the same in words.

-- The share of an account's followers that sees one post (likely impressions, Sprinklr).
CREATE OR REPLACE MACRO audience_share(followers) AS
  CASE
    WHEN followers < 100000 THEN 0.15
    WHEN followers > 10000000 THEN 0.06
    ELSE 0.15 - 0.09 * (followers - 100000) / 9900000.0
  END;

-- People who saw it because others passed it on: 60 for each repost or quote; null where neither is known.
CREATE OR REPLACE MACRO amplification_of(reposts, quotes) AS
  CASE WHEN reposts IS NULL AND quotes IS NULL THEN NULL ELSE 60 * (coalesce(reposts, 0) + coalesce(quotes, 0)) END;

CREATE OR REPLACE MACRO engagement_of(likes, reposts, replies, quotes) AS
  coalesce(likes, 0) + coalesce(reposts, 0) + coalesce(replies, 0) + coalesce(quotes, 0);

-- A vendor's 0 means that it does not know.
CREATE OR REPLACE MACRO reach_basis_of(view_count, followers, vendor_reach, place_reach, engagement) AS
  CASE
    WHEN view_count IS NOT NULL THEN 'views'
    WHEN followers IS NOT NULL THEN 'followers'
    WHEN vendor_reach > 0 THEN 'vendor'
    WHEN place_reach > 0 THEN 'place'
    WHEN engagement > 0 THEN 'engagement'
    ELSE 'unknown'
  END;

-- The author's own audience for one post: what a second post would reach again.
CREATE OR REPLACE MACRO own_audience_of(view_count, followers, vendor_reach, place_reach, engagement) AS
  CAST(CASE reach_basis_of(view_count, followers, vendor_reach, place_reach, engagement)
    WHEN 'views' THEN CASE WHEN followers IS NULL THEN view_count ELSE least(view_count, round(followers * audience_share(followers))) END
    WHEN 'followers' THEN round(followers * audience_share(followers))
    WHEN 'vendor' THEN vendor_reach
    WHEN 'place' THEN place_reach
    WHEN 'engagement' THEN engagement
  END AS BIGINT);

-- What others' passing it on brought on top of the own audience.
CREATE OR REPLACE MACRO brought_by_others(view_count, followers, vendor_reach, place_reach, engagement, reposts, quotes) AS
  CAST(CASE reach_basis_of(view_count, followers, vendor_reach, place_reach, engagement)
    WHEN 'views' THEN CASE WHEN followers IS NULL THEN 0 ELSE view_count - least(view_count, round(followers * audience_share(followers))) END
    WHEN 'followers' THEN coalesce(amplification_of(reposts, quotes), 0)
    WHEN 'unknown' THEN NULL
    ELSE 0
  END AS BIGINT);
