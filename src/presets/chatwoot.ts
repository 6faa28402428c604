import { constant } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'chatwoot',
  title: 'Chatwoot agents report',
  summary: 'CSV of the agents report: a line with the period, then one row for each agent',
  evidence: 'S',
  shape: 'table',
  signatures: [['Agent name', 'Conversations count', 'Avg first response time', 'Avg resolution time']],
  columns: {
    network: constant('chatwoot'),
    kind: constant('message'),
    author_name: 'Agent name',
    author_role: constant('brand'),
  },
  caution: 'it has one row for each agent and no texts, so nothing in it can be scored: the figures are kept in extras',
});
