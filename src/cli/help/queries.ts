import { fieldRows } from '../../app/field-table.js';

/** The page `help queries`; its table of fields is made from the list that queries are read by. */
export function queriesHelp(): string {
  const rows = fieldRows();
  const wide = Math.max(...rows.map(({ example }) => example.length)) + 2;
  const fields = rows.map(({ example, about, takes, judged }) => {
    const values = takes.startsWith('one of') ? `: ${takes}` : '';
    return `  ${example.padEnd(wide)}${about}${values}${judged ? ' (judged)' : ''}`;
  });
  return `Queries: --where, query, search, and in the configuration brands[].queries and topics[].query

  acme router              both words, anywhere in title and text (side by side means AND)
  refund OR "money back"   one of them; "…" is a phrase: these words in a row
  acme NOT roadrunner      the first without the second
  (a OR b) AND c           parentheses group
  refund* w?rd             * any letters, ? exactly one; also in phrases, tags and handles
  a NEAR/5 (b OR "c d")    at most five words between them, in any order; ONEAR/5: in this order
  #acme                    the hashtag; a plain acme finds it too
  @AcmeHelp                the handle; a plain word never matches inside a handle or a link
  acme.com                 a link to that site in the text
  😡                       the emoji, in any skin tone
  raw:"ACME"               exactly these characters: case, accents, marks; not inside a longer word
  network:(x OR reddit)    a list: network:x OR network:reddit
  /* why */                a comment

Operators are written in capitals. NEAR binds tightest, then NOT, then AND, then OR: a OR b c means a OR (b AND c), and
NOT a NEAR/5 b means NOT (a NEAR/5 b). Case and accents of words make no difference: musica finds Música.

Fields

${fields.join('\n')}

Numbers take >, >=, <, <= or =, or a range a..b with both its ends; 10k and 1.5m are understood. Texts are compared whole,
in any case, with * and ? as wildcards. What a post does not know meets no condition: likes:<5 needs known likes, and NOT
likes:>=5 finds unknown ones too. Fields that are judged need judged posts, and a brand or topic cannot ask for them.

Traps: a leading - is refused (write NOT); "is it down?" ends in a mark, w?rd has a wildcard; a text with a colon goes in
quotes; until: leaves its own day out.
`;
}
