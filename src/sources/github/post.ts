/** Issues, pull requests and comments as posts. Numbers are only unique in their repository. */
import * as v from 'valibot';
import { type PostDraft, UnfitPost } from '../../posts/row.js';

const ID = v.union([v.string(), v.number()]);
const TEXT = v.nullish(v.string());

const COMMON = {
  user: v.nullish(v.looseObject({ login: TEXT, id: v.nullish(ID), type: TEXT })),
  body: TEXT,
  html_url: TEXT,
  created_at: TEXT,
  author_association: TEXT,
  reactions: v.nullish(v.looseObject({ total_count: v.nullish(v.number()) })),
};

export const ISSUE = v.looseObject({
  ...COMMON,
  number: ID,
  title: TEXT,
  repository_url: TEXT,
  comments: v.nullish(v.number()),
  state: TEXT,
  state_reason: TEXT,
  draft: v.nullish(v.boolean()),
  labels: v.nullish(v.array(v.unknown())),
  pull_request: v.nullish(v.looseObject({ merged_at: TEXT })),
});

export const COMMENT = v.looseObject({
  ...COMMON,
  id: ID,
  issue_url: TEXT,
  pull_request_url: TEXT,
  in_reply_to_id: v.nullish(ID),
  submitted_at: TEXT,
  path: TEXT,
  state: TEXT,
});

/** What is known of where a post was made. */
export interface Place {
  /** `owner/name`. */
  readonly repository: string;
  readonly number: string;
  /** Login of who opened it. */
  readonly opener: string | null;
  /** People who watch the repository, null where it was not asked. */
  readonly watchers: number | null;
}

/** Which repository and number an address of the API names, such as `…/repos/acme/app/issues/13`. */
export function placeIn(address: string | null | undefined): Pick<Place, 'repository' | 'number'> | null {
  const [, repository, number = ''] =
    /\/repos\/([\w.-]{1,100}\/[\w.-]{1,100})(?:\/(?:issues|pulls)\/(\d{1,20}))?$/.exec(address ?? '') ?? [];
  return repository === undefined ? null : { repository, number };
}

export function issueDraft(issue: v.InferOutput<typeof ISSUE>, watchers: number | null = null): PostDraft {
  const repository = placeIn(issue.repository_url)?.repository;
  if (repository === undefined) throw new UnfitPost('names no repository');
  const id = `${hostOf(issue.html_url)}${repository}#${issue.number}`;
  const labels = (issue.labels ?? []).flatMap((label) => {
    const name = typeof label === 'string' ? label : (label as { readonly name?: unknown } | null)?.name;
    return typeof name === 'string' ? [name] : [];
  });
  return {
    ...commonOf(issue),
    network: 'github',
    kind: 'post',
    id,
    created_at: issue.created_at,
    title: issue.title,
    thread: `github:${id}`,
    replies: issue.comments,
    place: repository,
    place_reach: watchers,
    extras: {
      ...extrasOf(issue),
      type: (issue.pull_request ?? null) === null ? 'issue' : 'pull request',
      state: issue.state,
      state_reason: issue.state_reason,
      draft: issue.draft,
      merged_at: issue.pull_request?.merged_at,
      labels: labels.length === 0 ? null : labels,
    },
  };
}

/** A comment on an issue or pull request, one on a line of its code, or what a reviewer wrote in the end. */
export function commentDraft(comment: v.InferOutput<typeof COMMENT>, known: Place | null): PostDraft | null {
  // A review without words.
  if ((comment.body ?? '').trim() === '' && typeof comment.submitted_at === 'string') return null;
  const place = known ?? placeIn(comment.issue_url ?? comment.pull_request_url);
  if (place === null || place.number === '') throw new UnfitPost('names no issue');
  const host = hostOf(comment.html_url);
  const issue = `github:${host}${place.repository}#${place.number}`;
  const kind = comment.submitted_at != null ? 'review' : comment.pull_request_url != null ? 'line' : 'comment';
  const answered = comment.in_reply_to_id ?? null;
  return {
    ...commonOf(comment),
    network: 'github',
    kind: 'comment',
    id: `${host}${place.repository}:${kind}:${comment.id}`,
    created_at: comment.created_at ?? comment.submitted_at,
    thread: issue,
    parent: answered === null ? issue : `github:${host}${place.repository}:${kind}:${answered}`,
    parent_author: answered === null ? known?.opener : null,
    place: place.repository,
    place_reach: known?.watchers,
    extras: {
      ...extrasOf(comment),
      file: comment.path,
      verdict: kind === 'review' ? comment.state?.toLowerCase() : null,
    },
  };
}

type Common = v.InferOutput<v.LooseObjectSchema<typeof COMMON, undefined>>;

/** The user of an account that was deleted is null. */
function commonOf({ user, body, html_url, reactions }: Common) {
  return {
    url: html_url !== null && html_url !== undefined && /^https?:\/\//.test(html_url) ? html_url : null,
    text: body,
    author_id: user?.id,
    author_handle: user?.login,
    likes: reactions?.total_count,
  };
}

/** An owner or member speaks for the repository, which need not be the brand's: so that is no role here. */
function extrasOf({ user, author_association: association, reactions }: Common) {
  const kinds = Object.entries(reactions ?? {}).filter(
    ([name, count]) => name !== 'total_count' && typeof count === 'number' && count > 0,
  );
  return {
    author_type: user?.type === 'User' ? null : user?.type,
    author_association: association === 'NONE' ? null : association?.toLowerCase(),
    reactions: kinds.length === 0 ? null : Object.fromEntries(kinds),
  };
}

/** Nothing for github.com; other servers have repositories of the same names. */
export function hostOf(address: string | null | undefined): string {
  const host = URL.canParse(address ?? '') ? new URL(address ?? '').host : 'github.com';
  return host === 'github.com' ? '' : `${host}/`;
}
