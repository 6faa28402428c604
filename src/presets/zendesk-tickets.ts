import { constant } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'zendesk-tickets',
  title: 'Zendesk tickets',
  summary: 'CSV of tickets from a view or from the reporting export: subjects and times, no messages',
  evidence: 'S',
  shape: 'table',
  signatures: [['Id', 'Requester', 'Subject', 'Status', 'Via', 'Ticket type', 'Created at', 'Reopens', 'Replies']],
  columns: {
    network: constant('zendesk'),
    kind: constant('message'),
    id: 'Id',
    created_at: 'Created at',
    title: 'Subject',
    author_id: 'Requester id',
    author_name: 'Requester',
    replies: 'Replies',
  },
  dates: { zone: 'account' },
  private: ['Requester email'],
  caution:
    'it holds subjects, not messages, so only those are scored; its times are in the time zone of the Zendesk account: tell it with --timezone',
});
