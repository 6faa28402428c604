/** Versions of the formulas behind the figures. A figure made by one version must not be compared with another's. */
export const FORMULAS = { reach: 'reach/1', unhappiness: 'unhappiness/1' } as const;

/** `help metrics`: what every figure means, in words and formulas. */
export const METRICS_HELP = `Metrics, and the version that every output names

reach/1 — people a post can be expected to have reached, with its basis. The first of these that the data has:
  views       how often the network says that the post was shown
  followers   followers × f + 60 × (reposts + quotes), where f is the share of followers that sees a post:
              0.15 below 100 000 followers, 0.06 above 10 million, falling evenly in between
  vendor      the figure of the tool that exported it (a vendor's 0 means that it does not know)
  place       subscribers or monthly visitors of the place
  engagement  likes + reposts + replies + quotes: the people who certainly saw it
  unknown     empty, never 0
  A customer's reach counts their own audience once per network (the largest of their posts') and adds what each post
  gained beyond it: views above followers × f, reposts and quotes, reposts and near copies that are in the data.

unhappiness/1 — how unhappy a customer is, 0 to 1: 1 − Π (1 − ½ s) over their posts, where the severity s of a post is
  1 − (1 − max(0, −sentiment) × confidence) × Π (1 − w), with w = 0.4 safety, 0.3 legal, 0.2 churn, 0.15 outage for
  the signals of a post that is not positive. It grows with each post, with how bad it is and how sure that is, never
  passes 1, and does not depend on the order of posts. One post, however bad, gives at most 0.5: little data stays modest.
  One mild post (−0.3 at confidence 0.5) gives 0.08, ten strong ones (−0.8 at 0.9) 0.99.

priority — unhappiness × (1 + log10(1 + reach)).

net sentiment — 100 × (positive − negative) / posts. "A real change" from the period before: the difference is more than
  1.96 standard errors, each author's posts taken together; for volume, more than 1.96 with the spread of daily counts.

waiting hours — from the oldest post that needs an answer (negative, complaint, question, request) and has none, up to
  the end of the period or of the data. Empty where no reply of the brand on that network is in the data.

story — near copies of one text (about 80 % of word triples in common), by whomever, are one story: the first telling
  counts, the others are amplification.
`;
