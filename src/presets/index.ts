import fourCat from './4cat.js';
import apifyGoogleMaps from './apify-google-maps.js';
import apifyGoogleMapsCsv from './apify-google-maps-csv.js';
import appStoreRss from './app-store-rss.js';
import brand24 from './brand24.js';
import brandwatch from './brandwatch.js';
import brandwatchCsv from './brandwatch-csv.js';
import brandwatchNdjson from './brandwatch-ndjson.js';
import chatwoot from './chatwoot.js';
import crowdtangle from './crowdtangle.js';
import determ from './determ.js';
import facepager from './facepager.js';
import googleBusiness from './google-business.js';
import googlePlay from './google-play.js';
import kaggleAirline from './kaggle-airline.js';
import kaggleTwcs from './kaggle-twcs.js';
import meltwater from './meltwater.js';
import metaFacebook from './meta-facebook.js';
import metaInstagram from './meta-instagram.js';
import minetReddit from './minet-reddit.js';
import minetTweets from './minet-tweets.js';
import minetYoutube from './minet-youtube.js';
import outscraper from './outscraper.js';
import type { Preset } from './preset.js';
import redditCsv from './reddit-csv.js';
import redditDump from './reddit-dump.js';
import ringcentralMessages from './ringcentral-messages.js';
import rivalIq from './rival-iq.js';
import sproutPosts from './sprout-posts.js';
import talkwalker from './talkwalker.js';
import trustpilotProduct from './trustpilot-product.js';
import trustpilotService from './trustpilot-service.js';
import twarcCsv from './twarc-csv.js';
import xAnalytics from './x-analytics.js';
import xAnalyticsClassic from './x-analytics-classic.js';
import xArchive from './x-archive.js';
import youtubeDataTools from './youtube-data-tools.js';
import zendeskTickets from './zendesk-tickets.js';

/** Every export file that is recognised, in the order in which help and documentation list them. */
export const PRESETS: readonly Preset[] = [
  brandwatch,
  talkwalker,
  meltwater,
  brand24,
  determ,
  rivalIq,
  xAnalytics,
  xAnalyticsClassic,
  xArchive,
  metaFacebook,
  metaInstagram,
  googleBusiness,
  outscraper,
  apifyGoogleMaps,
  apifyGoogleMapsCsv,
  googlePlay,
  appStoreRss,
  trustpilotService,
  trustpilotProduct,
  redditCsv,
  redditDump,
  youtubeDataTools,
  crowdtangle,
  facepager,
  zendeskTickets,
  ringcentralMessages,
  sproutPosts,
  chatwoot,
  kaggleTwcs,
  kaggleAirline,
  twarcCsv,
  minetTweets,
  minetYoutube,
  minetReddit,
  fourCat,
  brandwatchCsv,
  brandwatchNdjson,
];

const BY_ID = new Map(PRESETS.map((preset) => [preset.id, preset]));

/** The preset of this id, or undefined. */
export function presetById(id: string): Preset | undefined {
  return BY_ID.get(id);
}
