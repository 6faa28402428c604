export const QUERIES_HELP = `Queries, in the configuration: brands[].queries and brands[].topics[].query

  acme router            both words, anywhere (side by side means AND)
  acme AND router        the same
  refund OR "money back" one of them; "…" is a phrase: these words in a row
  acme NOT roadrunner    the first without the second
  (a OR b) AND c         brackets group; NOT binds tightest, then AND, then OR
  #acme                  the hashtag; a plain acme finds it too
  @AcmeHelp              the handle; a plain word never matches inside a handle or a link

Operators are written in capitals; case and accents of words make no difference. Fields (author:), wildcards (refund*),
NEAR and a leading - are refused until they mean something.
`;
