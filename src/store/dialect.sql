-- What SQL in this project uses beyond the common ground of DuckDB and Spark, under names of our own.

CREATE OR REPLACE MACRO finite_or_null(x) AS CASE WHEN isfinite(x) THEN x END;

CREATE OR REPLACE MACRO parse_plain(x, grouped) AS
  finite_or_null(TRY_CAST(
    CASE
      WHEN regexp_full_match(x, '[-+]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+') THEN replace(x, ',', '')
      WHEN regexp_full_match(x, '[-+]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+') THEN replace(replace(x, '.', ''), ',', '.')
      WHEN regexp_full_match(x, '[-+]?[0-9]{1,3}([.,][0-9]{3}){2,}') THEN replace(replace(x, '.', ''), ',', '')
      WHEN regexp_full_match(x, '[-+]?[0-9]{1,2}(,[0-9]{2})+,[0-9]{3}(\.[0-9]+)?') THEN replace(x, ',', '')
      WHEN grouped AND regexp_full_match(x, '[-+]?[0-9]{1,3}[.,][0-9]{3}') THEN replace(replace(x, '.', ''), ',', '')
      WHEN regexp_full_match(x, '[-+]?[0-9]*[.,]?[0-9]+([.,]|e[-+]?[0-9]+)?%?') THEN replace(replace(x, ',', '.'), '%', '')
    END AS DOUBLE));

-- `grouped`: a lone separator before three digits groups thousands (counts) or is a decimal mark (ratings). Macros copy
-- what they are given, so that a lambda does what takes time once.
CREATE OR REPLACE MACRO parse_written(x, grouped) AS
  list_transform([regexp_replace(lower(replace(x, '−', '-')), '[\x{00A0}\x{2000}-\x{200F}\x{202F}\x{205F}-\x{2069}\x{FEFF}]', ' ', 'g')], lambda said:
    list_transform([regexp_replace(said, '[\s''’_]|[kmb]\s*$|(mil|mila|mill|mio|mln|mi|tsd|mrd)\.?\s*$', '', 'g')], lambda bare:
      parse_plain(bare, grouped AND NOT regexp_matches(said, '([kmb]|mil|mila|mill\.?|mio\.?|mln\.?|mi|tsd\.?|mrd\.?)\s*$')))[1]
    * CASE
      WHEN NOT regexp_matches(said, '[kmbloaind.]\s*$') THEN 1.0
      WHEN regexp_matches(said, '[0-9]\s*(k|mil|mila|tsd\.?)\s*$') THEN 1000.0
      WHEN regexp_matches(said, '[0-9]\s*(m|mi|mill\.?|mio\.?|mln\.?)\s*$') THEN 1000000.0
      WHEN regexp_matches(said, '[0-9]\s*(b|mrd\.?)\s*$') THEN 1000000000.0
      ELSE 1.0
    END)[1];

-- A whole number as people and tools write it: 1,234  12.000  1.1K  1,2 M  12.0  '1 234'; null where it is none. The
-- first cases are what most files hold, without taking the text apart.
CREATE OR REPLACE MACRO parse_count(x) AS
  CASE
    WHEN x IS NULL THEN NULL
    WHEN NOT contains(x, '.') AND TRY_CAST(x AS BIGINT) IS NOT NULL THEN TRY_CAST(x AS BIGINT)
    WHEN ends_with(x, '.0') AND strpos(x, '.') = length(x) - 1 AND TRY_CAST(left(x, -2) AS BIGINT) IS NOT NULL THEN TRY_CAST(left(x, -2) AS BIGINT)
    WHEN contains(x, ',') AND regexp_full_match(x, '-?[0-9]{1,3}(,[0-9]{3})+') THEN TRY_CAST(replace(x, ',', '') AS BIGINT)
    ELSE TRY_CAST(round(parse_written(x, true)) AS BIGINT)
  END;

-- A decimal number: 4.5  4,5  1.234,5  1,234.5; null where it is none.
CREATE OR REPLACE MACRO parse_decimal(x) AS
  CASE
    WHEN x IS NULL THEN NULL
    WHEN NOT contains(x, ',') AND TRY_CAST(x AS DOUBLE) IS NOT NULL THEN finite_or_null(TRY_CAST(x AS DOUBLE))
    ELSE parse_written(x, false)
  END;

-- Stars as a number: 4.5  4/5  8/10  4 out of 5  ★★★★☆  4 stars; null where it is none. Out of ten becomes out of five.
CREATE OR REPLACE MACRO parse_rating(x) AS
  CASE
    WHEN x IS NULL OR TRY_CAST(x AS DOUBLE) IS NOT NULL THEN parse_decimal(x)
    WHEN regexp_full_match(x, '[★⭐]+[☆✩]*') THEN length(regexp_replace(x, '[^★⭐]', '', 'g'))
    WHEN regexp_full_match(lower(x), '[0-9]+([.,][0-9]+)?\s*(/|of|out of|sur|von|de|su|van)\s*5([.,]0+)?( [a-zé]+)?|[0-9]([.,][0-9]+)?\s*([★⭐]|stars?|étoiles?|estrellas?|estrelles|estrella|sterne?|stelle|stella|estrelas?|sterren|ster)') THEN
      parse_decimal(regexp_extract(x, '^[0-9]+(?:[.,][0-9]+)?'))
    WHEN regexp_full_match(lower(x), '[0-9]+([.,][0-9]+)?\s*(/|of|out of|sur|von|de|su|van)\s*10') THEN
      parse_decimal(regexp_extract(x, '^[0-9]+(?:[.,][0-9]+)?')) / 2
    ELSE parse_decimal(x)
  END;

CREATE OR REPLACE MACRO parse_boolean(x) AS
  CASE lower(x)
    WHEN 'true' THEN true WHEN 't' THEN true WHEN 'yes' THEN true WHEN 'y' THEN true WHEN '1' THEN true
    WHEN 'false' THEN false WHEN 'f' THEN false WHEN 'no' THEN false WHEN 'n' THEN false WHEN '0' THEN false
  END;

-- A month by its name or the beginning of it, in English, French, Spanish, Catalan, German, Italian, Portuguese or Dutch,
-- in lower case without accents; null for any other word.
CREATE OR REPLACE MACRO month_named(word) AS
  CASE
    WHEN starts_with(word, 'juil') THEN 7
    WHEN word = 'ag' THEN 8
    ELSE CASE left(word, 3)
      WHEN 'jan' THEN 1 WHEN 'ene' THEN 1 WHEN 'gen' THEN 1
      WHEN 'feb' THEN 2 WHEN 'fev' THEN 2
      WHEN 'mar' THEN 3 WHEN 'maa' THEN 3 WHEN 'mrt' THEN 3
      WHEN 'apr' THEN 4 WHEN 'avr' THEN 4 WHEN 'abr' THEN 4
      WHEN 'may' THEN 5 WHEN 'mai' THEN 5 WHEN 'mag' THEN 5 WHEN 'mei' THEN 5
      WHEN 'jun' THEN 6 WHEN 'jui' THEN 6 WHEN 'giu' THEN 6
      WHEN 'jul' THEN 7 WHEN 'lug' THEN 7
      WHEN 'aug' THEN 8 WHEN 'aou' THEN 8 WHEN 'ago' THEN 8
      WHEN 'sep' THEN 9 WHEN 'set' THEN 9
      WHEN 'oct' THEN 10 WHEN 'okt' THEN 10 WHEN 'ott' THEN 10 WHEN 'out' THEN 10
      WHEN 'nov' THEN 11
      WHEN 'dec' THEN 12 WHEN 'dic' THEN 12 WHEN 'dez' THEN 12 WHEN 'des' THEN 12
    END
  END;

-- A date as people and spreadsheets write it, in one way: lower case, no accents, plain spaces, `pm` for `p. m.`, no day of
-- the week in front and no name of the zone in brackets behind.
CREATE OR REPLACE MACRO tidy_date(x) AS
  regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    trim(regexp_replace(lower(strip_accents(replace(x, '−', '-'))), '[\s\x{00A0}\x{2000}-\x{200F}\x{202A}-\x{202F}\x{2066}-\x{2069}\x{FEFF}]+', ' ', 'g')),
    '^''|\s*\([^()]*\)$', '', 'g'),
    '([0-9]) ?([ap])\. ?m\.?($|[ ,])|([0-9]) ?([ap])m($|[ ,])', '\1\4 \2\5m\3\6'),
    '^[a-z-]+[.,]* ([0-9]{1,2}(?:[/.-][0-9]|(?:st|nd|rd|th|er|[.ºª°])? (?:de |d[''’]|of )?[a-z]{2})|[0-9]{4}[-/.]|[a-z]{3,}\.? [0-9])', '\1'),
    '^([a-z]{3}) ([0-9]{1,2}) ([0-9:]+) ([a-z]+) ([0-9]{4})$', '\1 \2 \5 \3 \4');

-- The year, month and day that a tidy date begins with, and what stands behind them; empty texts where it begins with none.
CREATE OR REPLACE MACRO date_parts(said, day_first) AS
  CASE
    WHEN regexp_matches(said, '^[0-9]{4}[-/.][0-9]') THEN
      regexp_extract(said, '^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:t|[ ,]+|$)(.*)$', ['year', 'month', 'day', 'clock'])
    WHEN regexp_matches(said, '^[0-9]{8}t?[0-9]') THEN
      regexp_extract(regexp_replace(said, '^([0-9]{8})t?([0-9]{2})([0-9]{2})([0-9]{2})', '\1 \2:\3:\4'), '^([0-9]{4})([0-9]{2})([0-9]{2}) (.*)$', ['year', 'month', 'day', 'clock'])
    WHEN regexp_matches(said, '^[0-9]{1,2}[/.-][0-9]') THEN CASE
      WHEN day_first THEN regexp_extract(said, '^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})(?:t|[ ,]+|$)(.*)$', ['day', 'month', 'year', 'clock'])
      ELSE regexp_extract(said, '^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})(?:t|[ ,]+|$)(.*)$', ['month', 'day', 'year', 'clock']) END
    WHEN regexp_matches(said, '^[0-9]') THEN
      regexp_extract(said, '^([0-9]{1,2})(?:st|nd|rd|th|er|[.ºª°])?[ /.-]*(?:de |d[''’]|of )?([a-z]{2,})\.?[ ,/.-]*(?:del? )?([0-9]{4}|[0-9]{2})(?:$|[ ,:]+(.*)$)', ['day', 'month', 'year', 'clock'])
    ELSE regexp_extract(said, '^([a-z]{3,})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})(?:$|[ ,]+(.*)$)', ['month', 'day', 'year', 'clock'])
  END;

-- The offset that the name of a zone means; empty for no name, null for one that is unknown or that several places share.
CREATE OR REPLACE MACRO zone_offset(name) AS
  CASE
    WHEN name = '' THEN ''
    WHEN name IN ('z', 'utc', 'gmt', 'wet') THEN '+00'
    WHEN regexp_matches(name, '^(?:utc|gmt)? ?[+-][0-9]{1,2}$') THEN
      regexp_replace(regexp_extract(name, '[+-][0-9]+'), '^(.)([0-9])$', '\10\2')
    WHEN regexp_matches(name, '^(?:utc|gmt)? ?[+-][0-9]{2}:?[0-9]{2}$') THEN
      regexp_replace(regexp_extract(name, '[+-][0-9:]+'), '^(.[0-9]{2}):?', '\1:')
    ELSE CASE name
      WHEN 'bst' THEN '+01' WHEN 'west' THEN '+01' WHEN 'cet' THEN '+01' WHEN 'mez' THEN '+01' WHEN 'cest' THEN '+02'
      WHEN 'mesz' THEN '+02' WHEN 'eet' THEN '+02' WHEN 'eest' THEN '+03' WHEN 'msk' THEN '+03'
      WHEN 'est' THEN '-05' WHEN 'edt' THEN '-04' WHEN 'cst' THEN '-06' WHEN 'cdt' THEN '-05'
      WHEN 'mst' THEN '-07' WHEN 'mdt' THEN '-06' WHEN 'pst' THEN '-08' WHEN 'pdt' THEN '-07'
      WHEN 'brt' THEN '-03' WHEN 'art' THEN '-03' WHEN 'jst' THEN '+09'
    END
  END;

-- A date in whatever form, as ISO 8601, with the offset that it names and none where it names none; null where it is none.
-- For what the cheaper ways could not read.
CREATE OR REPLACE MACRO loose_date(x, day_first) AS
  list_transform([tidy_date(x)], lambda said:
    list_transform([date_parts(said, day_first)], lambda parts:
      list_transform([regexp_extract(parts.clock,
        '^(?:at |um |om |as |alle |ore |a |a las? |a les )?([0-9]{1,2})(?:[:.h]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,]([0-9]{1,9}))?)?)?(?: ?(am|pm|uhr|uur|hrs?|h))?(?: ?([a-z]*[ ]?[+-]?[0-9:]*))?$',
        ['hour', 'minute', 'second', 'fraction', 'word', 'zone'])], lambda clock:
        CASE
          WHEN parts.year = '' THEN NULL
          WHEN parts.clock <> '' AND (clock.hour = '' OR (clock.minute = '' AND clock.word = '')) THEN NULL
          WHEN clock.word IN ('am', 'pm') AND CAST(clock.hour AS INTEGER) NOT BETWEEN 1 AND 12 THEN NULL
          ELSE concat(CASE WHEN length(parts.year) = 4 THEN '' WHEN parts.year < '69' THEN '20' ELSE '19' END, parts.year, '-',
              lpad(CASE WHEN parts.month < ':' THEN parts.month ELSE CAST(month_named(parts.month) AS VARCHAR) END, 2, '0'),
              '-', lpad(parts.day, 2, '0'))
            || CASE
              WHEN parts.clock = '' THEN ''
              ELSE concat(' ', lpad(CASE clock.word
                  WHEN 'am' THEN CAST(CAST(clock.hour AS INTEGER) % 12 AS VARCHAR)
                  WHEN 'pm' THEN CAST(CAST(clock.hour AS INTEGER) % 12 + 12 AS VARCHAR)
                  ELSE clock.hour END, 2, '0'),
                ':', CASE WHEN clock.minute = '' THEN '00' ELSE clock.minute END,
                ':', CASE WHEN clock.second = '' THEN '00' ELSE clock.second END,
                CASE WHEN clock.fraction = '' THEN '' ELSE concat('.', clock.fraction) END)
                || zone_offset(trim(clock.zone))
            END
        END)[1])[1])[1];

-- The kind of site that a word in lower case names, `web` for a domain, else the word.
CREATE OR REPLACE MACRO site_said(x) AS
  CASE
    WHEN NOT regexp_matches(x, 'forum|board|blog|news|magazine|press|print|review') THEN
      CASE WHEN contains(x, '.') OR contains(x, '/') THEN 'web' ELSE replace(trim(x), ' ', '') END
    WHEN regexp_matches(x, '(^|_| )(forums?|boards?|message_?board|messageboard|forum_post)s?($|_| )') THEN 'forum'
    WHEN regexp_matches(x, '(^|_| )(blogs?)($|_| )') THEN 'blog'
    WHEN regexp_matches(x, '(^|_| )(news|online_?news|newspaper|magazine|press|print)($|_| )') THEN 'news'
    WHEN regexp_matches(x, '(^|_| )(reviews?)($|_| )') THEN 'review'
    WHEN contains(x, '.') OR contains(x, '/') THEN 'web'
    ELSE replace(trim(x), ' ', '')
  END;

-- A network by a word or a domain in lower case.
CREATE OR REPLACE MACRO network_said(x) AS
  CASE
    WHEN x = 'x' THEN 'x'
    WHEN (contains(x, 'twitter') OR contains(x, 'x.com')) AND regexp_matches(x, '(^|[^a-z])(twitter|x\.com)([^a-z]|$)') THEN 'x'
    WHEN contains(x, 'reddit') THEN 'reddit'
    WHEN contains(x, 'instagram') THEN 'instagram'
    WHEN contains(x, 'facebook') OR contains(x, 'fb.com') THEN 'facebook'
    WHEN contains(x, 'threads.net') OR contains(x, 'threads.com') OR x = 'threads' THEN 'threads'
    WHEN contains(x, 'youtube') OR contains(x, 'youtu.be') THEN 'youtube'
    WHEN contains(x, 'tiktok') THEN 'tiktok'
    WHEN contains(x, 'linkedin') THEN 'linkedin'
    WHEN contains(x, 'mastodon') THEN 'mastodon'
    WHEN contains(x, 'bluesky') OR contains(x, 'bsky') THEN 'bluesky'
    WHEN contains(x, 'telegram') OR contains(x, '//t.me/') OR x = 't.me' THEN 'telegram'
    WHEN contains(x, 'pinterest') THEN 'pinterest'
    WHEN contains(x, 'tumblr') THEN 'tumblr'
    WHEN contains(x, 'vk.com') OR contains(x, 'vkontakte') THEN 'vk'
    WHEN contains(x, 'trustpilot') THEN 'trustpilot'
    WHEN contains(x, 'tripadvisor') THEN 'tripadvisor'
    WHEN contains(x, 'play.google.com') OR x IN ('google play', 'googleplay', 'play store') THEN 'googleplay'
    WHEN contains(x, 'apps.apple.com') OR x IN ('app store', 'appstore', 'apple app store') THEN 'appstore'
    WHEN contains(x, 'news.ycombinator.com') OR x = 'hacker news' THEN 'hackernews'
    WHEN contains(x, 'quora') THEN 'quora'
    WHEN contains(x, 'stackoverflow') OR contains(x, 'stackexchange') THEN 'stackexchange'
    ELSE site_said(x)
  END;

-- A network as this project names it, from a vendor's word for it or from a domain.
CREATE OR REPLACE MACRO network_name(x) AS
  CASE
    WHEN x IS NULL THEN NULL
    WHEN x IN ('x', 'reddit', 'instagram', 'facebook', 'threads', 'youtube', 'tiktok', 'linkedin', 'mastodon', 'bluesky',
      'telegram', 'pinterest', 'tumblr', 'vk', 'trustpilot', 'tripadvisor', 'googleplay', 'googlemaps', 'appstore',
      'hackernews', 'quora', 'stackexchange', 'forum', 'blog', 'news', 'review', 'web') THEN x
    ELSE list_transform([lower(x)], lambda said: coalesce(
      CASE said WHEN 'twitter' THEN 'x' WHEN 'twitter.com' THEN 'x' WHEN 'x.com' THEN 'x' WHEN 'reddit.com' THEN 'reddit'
        WHEN 'reddit' THEN 'reddit' WHEN 'facebook' THEN 'facebook' WHEN 'instagram' THEN 'instagram'
        WHEN 'youtube' THEN 'youtube' WHEN 'tiktok' THEN 'tiktok' WHEN 'linkedin' THEN 'linkedin' END,
      network_said(said)))[1]
  END;

-- The primary language tag in a code or an English name; null for what says that it does not know.
CREATE OR REPLACE MACRO language_tag(x) AS
  CASE
    WHEN x IS NULL THEN NULL
    WHEN x IN ('en', 'fr', 'es', 'ca') THEN x
    WHEN length(x) = 2 THEN CASE WHEN lower(x) BETWEEN 'aa' AND 'zz' THEN lower(x) END
    WHEN lower(x) IN ('und', 'unknown', 'qme', 'qst', 'qht', 'qam', 'qct', 'zxx', 'art', 'null', 'none') THEN NULL
    WHEN regexp_full_match(x, '[A-Za-z]{2}[-_].*') THEN lower(left(x, 2))
    ELSE CASE lower(x)
      WHEN 'english' THEN 'en' WHEN 'french' THEN 'fr' WHEN 'spanish' THEN 'es' WHEN 'catalan' THEN 'ca'
      WHEN 'portuguese' THEN 'pt' WHEN 'italian' THEN 'it' WHEN 'german' THEN 'de' WHEN 'dutch' THEN 'nl'
      WHEN 'galician' THEN 'gl' WHEN 'basque' THEN 'eu' WHEN 'arabic' THEN 'ar' WHEN 'hindi' THEN 'hi'
      WHEN 'japanese' THEN 'ja' WHEN 'korean' THEN 'ko' WHEN 'chinese' THEN 'zh' WHEN 'russian' THEN 'ru'
      WHEN 'turkish' THEN 'tr' WHEN 'polish' THEN 'pl' WHEN 'swedish' THEN 'sv' WHEN 'danish' THEN 'da'
      WHEN 'norwegian' THEN 'no' WHEN 'finnish' THEN 'fi' WHEN 'greek' THEN 'el' WHEN 'indonesian' THEN 'id'
      WHEN 'eng' THEN 'en' WHEN 'fra' THEN 'fr' WHEN 'fre' THEN 'fr' WHEN 'spa' THEN 'es' WHEN 'cat' THEN 'ca'
      WHEN 'por' THEN 'pt' WHEN 'ita' THEN 'it' WHEN 'deu' THEN 'de' WHEN 'ger' THEN 'de' WHEN 'nld' THEN 'nl'
      WHEN 'dut' THEN 'nl'
    END
  END;

-- An id without what programs put around it so that a spreadsheet keeps it (="123" and '123), the thousands that one put in,
-- and the .0 of a whole number that was a float.
CREATE OR REPLACE MACRO bare_id(x) AS
  CASE
    WHEN x BETWEEN '0' AND ':' AND NOT contains(x, ',') AND NOT contains(x, '.') THEN x
    WHEN starts_with(x, '="') OR starts_with(x, '''') THEN regexp_replace(x, '^(?:="([^"]*)"|''(.*))$', '\1\2')
    WHEN ends_with(x, '.0') AND TRY_CAST(left(x, -2) AS BIGINT) BETWEEN 0 AND 9007199254740991 THEN left(x, -2)
    WHEN contains(x, ',') AND regexp_full_match(x, '[0-9]{1,3}(,[0-9]{3}){2,}') THEN replace(x, ',', '')
    ELSE x
  END;

-- The key of a post whose bare id is known.
CREATE OR REPLACE MACRO post_key(network, id) AS CASE WHEN id IS NOT NULL THEN concat(network, ':', id) END;

-- JSON with null for NaN and infinities, outside of its strings. Escaped backslashes and quotes are set aside meanwhile.
CREATE OR REPLACE MACRO without_nan(line) AS
  replace(replace(array_to_string(list_transform(
    string_split(replace(replace(line, '\\', chr(1)), '\"', chr(2)), '"'),
    lambda part, place: CASE WHEN place % 2 = 1 THEN regexp_replace(part, '-?(NaN|Infinity)', 'null', 'g') ELSE part END),
    '"'), chr(2), '\"'), chr(1), '\\');

-- A record as programs write it that do not quite write JSON: NaN for what is missing, halves of an emoji that was cut, a
-- comma behind it. What is JSON is left as it is.
CREATE OR REPLACE MACRO mended_json(line) AS
  CASE
    WHEN contains(line, 'NaN') OR contains(line, 'Infinity') OR (NOT ends_with(line, '}') AND ends_with(rtrim(line), '},')) THEN
      without_nan(CASE WHEN ends_with(rtrim(line), '},') THEN left(rtrim(line), -1) ELSE line END)
    WHEN (contains(line, '\ud') OR contains(line, '\uD')) AND NOT json_valid(line) THEN
      regexp_replace(line, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1', 'g')
    ELSE line
  END;

-- Extras that a post of ours came with, and what else stood in its row.
CREATE OR REPLACE MACRO merged_extras(own, rest) AS
  CASE WHEN rest IS NULL THEN own WHEN own IS NULL THEN rest ELSE CAST(json_merge_patch(rest, own) AS VARCHAR) END;

-- The identity of a post: its id, else its URL, else who wrote what and when.
CREATE OR REPLACE MACRO made_key(network, id, url, author_id, handle, name, moment, text) AS
  CASE
    WHEN id IS NOT NULL THEN concat(network, ':', id)
    WHEN url IS NOT NULL THEN concat(network, ':', url)
    ELSE concat(network, ':~', md5(concat_ws(chr(31), coalesce(author_id, handle, name, ''), coalesce(CAST(moment AS VARCHAR), ''), coalesce(text, ''))))
  END;

-- Lists in our own files: a JSON array, or values joined with `;`.
CREATE OR REPLACE MACRO parse_list(x) AS
  CASE
    WHEN x IS NULL THEN NULL
    WHEN starts_with(x, '[') THEN TRY_CAST(CAST(x AS JSON) AS VARCHAR[])
    ELSE string_split(x, ';')
  END;

-- `acme:-0.8;globex:0.2`, or the JSON of the same.
CREATE OR REPLACE MACRO parse_brands(x) AS
  CASE
    WHEN x IS NULL THEN NULL
    WHEN starts_with(x, '[') THEN TRY_CAST(CAST(x AS JSON) AS STRUCT(brand VARCHAR, sentiment DOUBLE)[])
    ELSE list_transform(string_split(x, ';'), lambda item: struct_pack(
      brand := regexp_extract(item, '^(.*):[^:]*$', 1),
      sentiment := TRY_CAST(regexp_extract(item, ':([^:]*)$', 1) AS DOUBLE)))
  END;

CREATE OR REPLACE MACRO iso_time(moment) AS strftime(moment, '%Y-%m-%dT%H:%M:%S.%gZ');
CREATE OR REPLACE MACRO hours_between(a, b) AS (epoch(b) - epoch(a)) / 3600.0;
CREATE OR REPLACE MACRO size_of(list) AS len(list);
CREATE OR REPLACE MACRO no_texts() AS CAST([] AS VARCHAR[]);
-- Spark's array_distinct keeps the order of first sight; DuckDB's list_distinct does not.
CREATE OR REPLACE MACRO array_distinct(list) AS list_sort(list_distinct(list));
-- The calendar day of a UTC moment in a zone.
CREATE OR REPLACE MACRO day_of(moment, zone) AS CAST(timezone(zone, timezone('UTC', moment)) AS DATE);

-- Quarters of an hour since 1970: what no zone's midnight falls into.
CREATE OR REPLACE MACRO quarter_of(moment) AS epoch_ms(moment) // 900000;

-- An author within a network as one number: grouping millions by it costs a fraction of grouping by names.
CREATE OR REPLACE MACRO author_hash(network, author) AS hash(network, author);

-- A text as a number of 64 bits, null for null: for comparing keys without carrying them.
CREATE OR REPLACE MACRO hash_of(x) AS CASE WHEN x IS NOT NULL THEN hash(x) END;

-- Compared by the first, then by the second: a choice among equals that does not depend on their order.
CREATE OR REPLACE MACRO pair_of(a, b) AS row(a, b);

-- The place of a row by a value from -1 on (to a millionth of a millionth), the smaller number first between equals, as one
-- whole number: its maximum takes 16 bytes for each of millions of groups, and may go to the disk, which that of a pair may not.
CREATE OR REPLACE MACRO place_of(value, row_number) AS
  CAST((CAST(value AS DOUBLE) + 1) * 1e12 AS HUGEINT) * 1099511627776 + (1099511627775 - row_number);
CREATE OR REPLACE MACRO row_in(place) AS CAST(1099511627775 - place % 1099511627776 AS BIGINT);
