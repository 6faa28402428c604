import type { KeyDescription } from './keys.js';

/** Keys of a list of fetches, which stands at the top or in a brand. `<option>` and `<variable>` are the source's names. */
export function sourceKeys(list: string): { readonly [path: string]: KeyDescription } {
  const inBrand = list !== 'sources';
  return {
    [list]: {
      about: inBrand
        ? 'what to fetch for this brand; where a query is needed and left out, its names are looked for, one by one'
        : 'what to fetch, whichever brand it is about',
      allowed: 'a list of sources, each a name or a mapping with source:',
      example: '[{ source: hackernews, query: acme }]',
    },
    [`${list}[].source`]: {
      about: 'where to fetch (see: brandwatch sources)',
      allowed: 'the name of a source, such as mastodon',
      example: 'mastodon',
    },
    [`${list}[].query`]: {
      about: 'what to look for, as fetch takes it: words, the address of a feed, an app id; each of a list on its own',
      allowed: 'a text, or a list of texts',
      example: '[acme, "air acme"]',
    },
    [`${list}[].author`]: {
      about: 'instead of a query: an account, all of whose posts and replies are fetched',
      allowed: 'a handle such as acme',
      example: 'acme',
    },
    [`${list}[].thread`]: {
      about: 'instead of a query: a conversation',
      allowed: 'the address of a post',
      example: 'https://mastodon.social/@acme/1',
    },
    [`${list}[].replies`]: {
      about: 'whether the replies to what is found are fetched, too',
      allowed: 'true or false',
      example: 'true',
    },
    [`${list}[].baseUrl`]: {
      about: 'another server than the usual one',
      allowed: 'an address such as https://mastodon.social',
      example: 'https://mastodon.social',
    },
    [`${list}[].credentials`]: {
      about: 'other environment variables than the usual ones, where there is more than one account',
      allowed: 'variable: env:NAME, such as MASTODON_TOKEN: env:SECOND_TOKEN',
      example: '{ MASTODON_TOKEN: env:SECOND_TOKEN }',
    },
    [`${list}[].credentials.<variable>`]: {
      about: 'the variable that holds it; a secret itself is never written here',
      allowed: 'env: and the name of an environment variable, such as env:SECOND_TOKEN',
      example: 'env:SECOND_TOKEN',
    },
    [`${list}[].options`]: {
      about: 'options of the source',
      allowed: 'option: value, such as country: es',
      example: '{ country: es }',
    },
    [`${list}[].options.<option>`]: {
      about: 'value of that option',
      allowed: 'a text, a number, true or false',
      example: 'es',
    },
  };
}
