import { addNetworkOptions } from '../network-flags.js';
import { addKeepOptions, addStoreOptions } from '../options.js';
import type { FetchFlags } from '../run-fetch.js';
import { type DeclareCommand, examples } from './command.js';

export const fetchCommand: DeclareCommand = (program, context) => {
  const command = program
    .command('fetch')
    .summary("posts from a network's API")
    .description(
      'Asks networks for public posts and writes them as NDJSON, or into the store. Without a source: what the\n' +
        'configuration lists. With -o or --store a run that was stopped goes on where it was, and the next one asks only\n' +
        'for what is new. Time is what the networks allow; memory stays small.',
    )
    .argument('[source]', 'where (see: brandwatch sources); several with commas')
    .argument('[query...]', 'what to look for; each is fetched on its own')
    .option('--thread <url>', 'a whole conversation instead of a query')
    .option('--author <handle>', 'what an account writes, instead of a query')
    .option('--replies', 'also the replies to what is found')
    .option('--follow', 'posts as they are written, until stopped or for --max-time (bluesky)')
    .option('-b, --brand <name...>', 'without a source: only what these configured brands want')
    .option(
      '--since <when>',
      'from this moment or day on; last: where the last run ended (the default with -o, --store)',
    )
    .option('--until <when>', 'up to, but without, this moment or day')
    .option('--last <span>', 'the last 24h, 7d, 4w')
    .optionsGroup('Network:')
    .option('--base-url <url>', 'another server than the usual one')
    .option('--option <name=value...>', 'an option of the source')
    .option('--max-pages <n>', 'stop after so many pages (default 1000)');
  addNetworkOptions(command)
    .optionsGroup('Output:')
    .option('-o, --output <file>', 'add NDJSON to this file, with a .checkpoint beside it')
    .option('-n, --limit <rows>', 'at most so many posts of each query')
    .option('--rejects <file>', 'write items that could not be read here, with their reason')
    .option('--fail-on <condition>', 'exit with 1 where nothing at all is found: empty');
  addKeepOptions(addStoreOptions(command))
    .optionsGroup('General:')
    .option('-c, --config <file>', 'configuration (else .brandwatchrc, searched upwards)')
    .option('--timezone <zone>', 'zone of the days in --since and --until (IANA)')
    .option('-q, --quiet', 'no progress and no summary')
    .option('--no-color', 'no colour (also: NO_COLOR)')
    .option('--debug', 'show every request, and where an error comes from');
  command.addHelpText(
    'after',
    examples(
      'brandwatch fetch hackernews acme --last 7d | brandwatch score | brandwatch report unhappy',
      'brandwatch fetch mastodon "#acme" --replies -o posts.ndjson',
      'brandwatch fetch hackernews,mastodon acme --store',
      'brandwatch fetch bluesky "acme OR acmeair" --follow -o posts.ndjson',
      'brandwatch fetch feeds https://example.com/feed.xml',
    ),
  );
  command.action(async (source: string | undefined, queries: string[], flags: FetchFlags) => {
    const { runFetch } = await import('../run-fetch.js');
    await runFetch(context, source, queries, flags);
  });
};
