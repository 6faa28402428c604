/** Words that users weigh themselves. Plain data: they travel to worker threads. */
export interface UserEntry {
  /** A word, emoji, hashtag or phrase of 1 to 4 words. */
  readonly text: string;
  /** −5…5; 0 silences it. */
  readonly weight: number;
  /** One of `LANGUAGES`; null counts in every language. */
  readonly lang: string | null;
}
