import { column, constant, prefixed } from './expression.js';
import { definePreset } from './preset.js';

export default definePreset({
  id: 'trustpilot-service',
  title: 'Trustpilot service reviews',
  summary: 'CSV of service reviews from Trustpilot Business, with the replies of the company',
  evidence: 'S-ind',
  shape: 'table',
  signatures: [['Business Unit Id', 'Review Id', 'Review Stars', 'Review Content']],
  columns: {
    network: constant('trustpilot'),
    kind: constant('review'),
    id: 'Review Id',
    url: prefixed('https://www.trustpilot.com/reviews/', 'Review Id'),
    created_at: 'Review Created (UTC)',
    text: 'Review Content',
    title: 'Review Title',
    lang: 'Review Language',
    author_id: 'Review Consumer User Id',
    author_name: 'Review Username',
    rating: 'Review Stars',
    place: 'Domain Url',
  },
  reply: {
    text: 'Company Response',
    created_at: column('Company Reply Date (UTC)', 'Business Reply Date (UTC)'),
    author_name: 'Webshop Name',
  },
  dates: { zone: 'utc' },
  private: ['Review User Email'],
});
