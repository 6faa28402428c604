/** A feed in whatever format: what its items say, as text that may hold HTML. Null is unknown. */
export interface Feed {
  readonly title: string | null;
  readonly lang: string | null;
  readonly author: FeedItem['author'];
  readonly items: readonly FeedItem[];
}

export interface FeedItem {
  readonly id: string | null;
  /** May be relative. */
  readonly url: string | null;
  readonly title: string | null;
  readonly text: string | null;
  /** As it is written. */
  readonly date: string | null;
  readonly author: { readonly name: string | null; readonly url: string | null } | null;
  readonly lang: string | null;
  readonly categories: readonly string[];
  /** Id of the item that it answers. */
  readonly answers: string | null;
  readonly replies: string | null;
  readonly likes: string | null;
  readonly rating: string | null;
  readonly views: string | null;
}
