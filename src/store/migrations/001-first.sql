-- The store as it began. Never edited: what changes later is a migration of its own.

CREATE TABLE store.meta (name VARCHAR NOT NULL, value VARCHAR NOT NULL);

-- `row` is given once and never again. The hashes are of key, of network and URL, of network and author: what is joined on,
-- eight bytes each, where keys would be read from the whole file. There is no index: one that holds ten million keys takes
-- a gigabyte of memory, and scanning their hashes takes hundredths of a second.
CREATE TABLE store.posts (
  row BIGINT NOT NULL,
  key_hash UBIGINT NOT NULL,
  url_hash UBIGINT,
  author_hash UBIGINT,
  key VARCHAR NOT NULL,
  network VARCHAR,
  id VARCHAR,
  url VARCHAR,
  kind VARCHAR,
  created_at TIMESTAMP,
  text VARCHAR,
  title VARCHAR,
  lang VARCHAR,
  author_id VARCHAR,
  author_handle VARCHAR,
  author_name VARCHAR,
  author_followers BIGINT,
  author_verified BOOLEAN,
  author_location VARCHAR,
  author_role VARCHAR,
  thread VARCHAR,
  parent VARCHAR,
  parent_author VARCHAR,
  repost_of VARCHAR,
  likes BIGINT,
  reposts BIGINT,
  replies BIGINT,
  quotes BIGINT,
  views BIGINT,
  rating DOUBLE,
  place VARCHAR,
  place_reach BIGINT,
  vendor_sentiment VARCHAR,
  vendor_reach BIGINT,
  vendor_engagement DOUBLE,
  extras VARCHAR,
  source VARCHAR,
  collected_at TIMESTAMP,
  -- The folded words of title and text, which queries look into.
  words VARCHAR,
  -- When a later sighting last brought other metrics; null until then.
  updated_at TIMESTAMP
);

-- What a post's metrics were before a later sighting changed them, and until when.
CREATE TABLE store.post_history (
  row BIGINT NOT NULL,
  until TIMESTAMP NOT NULL,
  likes BIGINT,
  reposts BIGINT,
  replies BIGINT,
  quotes BIGINT,
  views BIGINT
);

CREATE TABLE store.authors (
  author_hash UBIGINT NOT NULL,
  network VARCHAR,
  id VARCHAR,
  handle VARCHAR,
  name VARCHAR,
  followers BIGINT,
  followers_at TIMESTAMP,
  first_seen_at TIMESTAMP NOT NULL
);

-- How many followers an author had before the number changed, and until when.
CREATE TABLE store.author_history (author_hash UBIGINT NOT NULL, until TIMESTAMP NOT NULL, followers BIGINT NOT NULL);

-- One judgement for each post at most. `watch` names the brands and topics that were looked for; the bands are of the
-- sketch by which near copies are found, null for a post too short to have one.
CREATE TABLE store.scores (
  row BIGINT NOT NULL,
  scorer VARCHAR NOT NULL,
  watch VARCHAR NOT NULL,
  lang VARCHAR,
  sentiment DOUBLE NOT NULL,
  label VARCHAR NOT NULL,
  confidence DOUBLE NOT NULL,
  signal_mask INTEGER NOT NULL,
  brands STRUCT(brand VARCHAR, sentiment DOUBLE)[],
  topics VARCHAR[],
  band0 BIGINT,
  band1 BIGINT,
  band2 BIGINT
);

-- How far a stream of posts has been read: what a fetch or an import goes on from.
CREATE TABLE store.checkpoints (stream VARCHAR NOT NULL, written_at TIMESTAMP NOT NULL, state VARCHAR NOT NULL);

CREATE TABLE store.runs (
  run BIGINT NOT NULL,
  started_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  exit_code INTEGER,
  version VARCHAR NOT NULL,
  host VARCHAR NOT NULL,
  pid BIGINT NOT NULL
);

-- `outcome`: done, failed or skipped; null while it is under way. `detail` is JSON: counts, or the error.
CREATE TABLE store.run_steps (
  run BIGINT NOT NULL,
  position INTEGER NOT NULL,
  step VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  started_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  outcome VARCHAR,
  detail VARCHAR
);

CREATE TABLE store.alerts (
  alert VARCHAR NOT NULL,
  raised_at TIMESTAMP NOT NULL,
  brand VARCHAR,
  topic VARCHAR,
  signal VARCHAR,
  since TIMESTAMP NOT NULL,
  until TIMESTAMP NOT NULL,
  observed DOUBLE NOT NULL,
  expected DOUBLE NOT NULL,
  score DOUBLE NOT NULL,
  owner VARCHAR,
  -- Keys of the posts that show it.
  evidence VARCHAR[],
  sent_at TIMESTAMP
);

-- Authors who must not come back, as keyed hashes.
CREATE TABLE store.forgotten (author VARCHAR NOT NULL, since TIMESTAMP NOT NULL);
