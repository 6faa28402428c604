-- unhappiness/1. How badly one post speaks for its author's mood: how bad times how sure, raised by signals that mean
-- more than words (safety, legal, churn, outage), 0 to 1. A post that is positive is not raised.
CREATE OR REPLACE MACRO severity_of(sentiment, confidence, signal_mask) AS
  1 - (1 - greatest(-sentiment, 0) * confidence) * CASE WHEN sentiment > 0 THEN 1 ELSE
    (CASE WHEN has_signal(signal_mask, 'safety') THEN 0.6 ELSE 1 END)
    * (CASE WHEN has_signal(signal_mask, 'legal') THEN 0.7 ELSE 1 END)
    * (CASE WHEN has_signal(signal_mask, 'churn') THEN 0.8 ELSE 1 END)
    * (CASE WHEN has_signal(signal_mask, 'outage') THEN 0.85 ELSE 1 END) END;
