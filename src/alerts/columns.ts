import type { TableColumn } from '../core/table.js';

/** Columns of `alerts` on posts. */
export const ALERT_COLUMNS: readonly TableColumn[] = [
  { name: 'alert', type: 'text', about: 'its identity: the same burst seen again at the same moment has the same' },
  { name: 'raised_at', type: 'timestamp', about: 'end of the step that raised it; of the step at hand: now' },
  { name: 'brand', type: 'text', about: 'the brand; null where none is configured or named', terminal: 7 },
  { name: 'topic', type: 'text', about: 'the configured topic; null: all that is said of the brand', terminal: 5 },
  {
    name: 'signal',
    type: 'text',
    about: 'what posts do: safety, legal, outage, churn or complaint; negative: how they feel',
    terminal: 1,
  },
  { name: 'since', type: 'timestamp', about: 'when it began to rise', terminal: 2 },
  { name: 'until', type: 'timestamp', about: 'end of what was counted' },
  {
    name: 'observed',
    type: 'integer',
    about: 'posts of customers and outlets since then, without reposts, near copies once in each step',
    short: 'seen',
    terminal: 3,
  },
  { name: 'expected', type: 'number', about: 'how many were expected', terminal: 4 },
  {
    name: 'score',
    type: 'number',
    about: '−log₁₀ of the chance of so many or more; what it must reach grows with the number of series',
    terminal: 8,
  },
  { name: 'posts', type: 'integer', about: 'the same with every copy' },
  {
    name: 'share_of_reach',
    type: 'share',
    about: 'of the reach of all that was said of the brand in that time (reach/1); null where nothing tells',
    short: 'of reach',
    terminal: 9,
  },
  { name: 'owner', type: 'text', about: 'team that answers for the topic', terminal: 6 },
  { name: 'also', type: 'list', about: 'what else rose by the same posts: topic and signal' },
  { name: 'text', type: 'text', about: 'the widest post', short: 'says', terminal: 10, wraps: true, hostile: true },
  { name: 'copies', type: 'integer', about: 'posts that tell the same as it, itself among them' },
  { name: 'reach', type: 'integer', about: 'reach of it and its copies; null where nothing tells' },
  { name: 'url', type: 'text', about: 'address of it', hostile: true },
  { name: 'evidence', type: 'list', about: 'keys of the widest posts, at most five, each of another story' },
  { name: 'texts', type: 'list', about: 'their texts, in the same order', hostile: true },
];
