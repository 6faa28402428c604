import brandwatchCsv from './brandwatch-csv.js';
import { definePreset } from './preset.js';

/** The same columns as in CSV; lists are arrays here, and extras are an object. */
export default definePreset({
  ...brandwatchCsv,
  id: 'brandwatch-ndjson',
  title: 'brandwatch-cli, NDJSON',
  summary: 'posts as this tool writes them with --format ndjson, scored or not',
  shape: 'json',
});
