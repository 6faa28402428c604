/** Discussions, their comments, and comments of an account, as GraphQL shows them, and the posts that they are. */
import * as v from 'valibot';
import { type PostDraft, UnfitPost } from '../../posts/row.js';
import { hostOf, type Place } from './post.js';

const TEXT = v.nullish(v.string());
const COUNT = v.nullish(v.number());
const TOTAL = v.nullish(v.looseObject({ totalCount: COUNT }));
const AUTHOR = v.nullish(
  v.looseObject({ __typename: TEXT, login: TEXT, databaseId: v.nullish(v.union([v.string(), v.number()])) }),
);
const REPOSITORY = v.looseObject({ nameWithOwner: v.string(), isPrivate: v.nullish(v.boolean()), watchers: TOTAL });
const NUMBER = v.union([v.string(), v.number()]);

const WRITTEN = {
  body: TEXT,
  url: v.string(),
  createdAt: TEXT,
  authorAssociation: TEXT,
  author: AUTHOR,
  reactionGroups: v.nullish(v.array(v.looseObject({ content: TEXT, reactors: TOTAL }))),
};

export const DISCUSSION = v.looseObject({
  ...WRITTEN,
  number: NUMBER,
  title: TEXT,
  upvoteCount: COUNT,
  closed: v.nullish(v.boolean()),
  isAnswered: v.nullish(v.boolean()),
  category: v.nullish(v.looseObject({ name: TEXT })),
  labels: v.nullish(v.looseObject({ nodes: v.nullish(v.array(v.nullish(v.looseObject({ name: TEXT })))) })),
  comments: TOTAL,
  repository: REPOSITORY,
});

export const REMARK = v.looseObject({
  ...WRITTEN,
  upvoteCount: COUNT,
  isAnswer: v.nullish(v.boolean()),
  deletedAt: TEXT,
  isMinimized: v.nullish(v.boolean()),
  replyTo: v.nullish(v.looseObject({ url: TEXT, author: AUTHOR })),
});

/** A comment or review with where it was made: on a discussion the place names the repository. */
export const CONTRIBUTION = v.looseObject({
  ...REMARK.entries,
  /** Of what was written in a review, which was begun before. */
  publishedAt: TEXT,
  state: TEXT,
  path: TEXT,
  repository: v.nullish(REPOSITORY),
  place: v.looseObject({ number: NUMBER, author: AUTHOR, repository: v.nullish(REPOSITORY) }),
});

/** Null where not everybody may see it. */
export function discussionDraft(discussion: v.InferOutput<typeof DISCUSSION>): PostDraft | null {
  const { repository, number, url, upvoteCount, labels } = discussion;
  if (repository.isPrivate === true) return null;
  const id = `${hostOf(url)}${repository.nameWithOwner}#${number}`;
  const names = (labels?.nodes ?? []).flatMap((label) => label?.name ?? []);
  return {
    ...commonOf(discussion),
    network: 'github',
    kind: 'post',
    id,
    title: discussion.title,
    thread: `github:${id}`,
    likes: upvoteCount,
    replies: discussion.comments?.totalCount,
    place: repository.nameWithOwner,
    place_reach: repository.watchers?.totalCount,
    extras: {
      ...extrasOf(discussion),
      type: 'discussion',
      state: typeof discussion.closed === 'boolean' ? (discussion.closed ? 'closed' : 'open') : null,
      category: discussion.category?.name,
      answered: discussion.isAnswered,
      labels: names.length === 0 ? null : names,
    },
  };
}

/** A comment on a discussion, or a reply to one. Null for one that was deleted, of which only the place is left. */
export function remarkDraft(remark: v.InferOutput<typeof REMARK>, place: Place): PostDraft | null {
  if ((remark.deletedAt ?? null) !== null) return null;
  const answered = remark.replyTo?.url ?? null;
  const thread = `github:${hostOf(remark.url)}${place.repository}#${place.number}`;
  return {
    ...commonOf(remark),
    network: 'github',
    kind: 'comment',
    id: idOf(remark.url, place.repository),
    thread,
    parent: answered === null ? thread : `github:${idOf(answered, place.repository)}`,
    parent_author: answered === null ? place.opener : remark.replyTo?.author?.login,
    likes: remark.upvoteCount ?? total(remark),
    place: place.repository,
    place_reach: place.watchers,
    extras: { ...extrasOf(remark), accepted_answer: remark.isAnswer === true ? true : null },
  };
}

export function contributionDraft(comment: v.InferOutput<typeof CONTRIBUTION>): PostDraft | null {
  const repository = comment.repository ?? comment.place.repository;
  if (repository === null || repository === undefined) throw new UnfitPost('names no repository');
  if (repository.isPrivate === true) return null;
  const draft = remarkDraft(comment, {
    repository: repository.nameWithOwner,
    number: String(comment.place.number),
    opener: comment.place.author?.login ?? null,
    watchers: repository.watchers?.totalCount ?? null,
  });
  if (draft === null) return null;
  const { publishedAt, path, state } = comment;
  return {
    ...draft,
    created_at: publishedAt ?? draft.created_at,
    extras: { ...draft.extras, file: path, verdict: state?.toLowerCase() },
  };
}

/** The same as by REST: the number at the end of the address. Throws UnfitPost. */
function idOf(url: string, repository: string): string {
  const [, kind, number] =
    /#(issuecomment-|discussioncomment-|discussion_r|pullrequestreview-)(\d{1,20})$/.exec(url) ?? [];
  const name = KINDS[kind ?? ''];
  if (name === undefined) throw new UnfitPost('has an address without a number');
  return `${hostOf(url)}${repository}:${name}:${number}`;
}

const KINDS: Readonly<Record<string, string>> = {
  'issuecomment-': 'comment',
  'discussioncomment-': 'discussion',
  discussion_r: 'line',
  'pullrequestreview-': 'review',
};

type Written = v.InferOutput<v.LooseObjectSchema<typeof WRITTEN, undefined>>;

/** The author of an account that was deleted is null. */
function commonOf({ author, body, url, createdAt }: Written) {
  return {
    url: /^https?:\/\//.test(url) ? url : null,
    created_at: createdAt,
    text: body,
    author_id: author?.databaseId,
    author_handle: author?.login,
  };
}

function countsOf({ reactionGroups }: Written): (readonly [string, number])[] {
  return (reactionGroups ?? []).flatMap(({ content, reactors }) => {
    const count = reactors?.totalCount ?? 0;
    return typeof content === 'string' && count > 0 ? [[NAMES[content] ?? content.toLowerCase(), count] as const] : [];
  });
}

function total(written: Written): number | null {
  if ((written.reactionGroups ?? null) === null) return null;
  return countsOf(written).reduce((sum, [, count]) => sum + count, 0);
}

/** As REST names them. */
const NAMES: Readonly<Record<string, string>> = { THUMBS_UP: '+1', THUMBS_DOWN: '-1' };

function extrasOf(written: Written) {
  const { author, authorAssociation: association } = written;
  const reactions = countsOf(written);
  return {
    author_type: author?.__typename === 'User' ? null : author?.__typename,
    author_association: association === 'NONE' ? null : association?.toLowerCase(),
    reactions: reactions.length === 0 ? null : Object.fromEntries(reactions),
  };
}
