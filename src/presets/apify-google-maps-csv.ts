/** Apify's Google Maps reviews as CSV: the columns are the keys of the JSON. */
import apifyGoogleMaps from './apify-google-maps.js';
import { definePreset } from './preset.js';

export default definePreset({
  ...apifyGoogleMaps,
  id: 'apify-google-maps-csv',
  title: 'Apify Google Maps Reviews, CSV',
  summary: 'the data set of the Google Maps reviews scraper, as CSV',
  shape: 'table',
});
