/** Questions, answers and comments as posts. Ids are only unique on their site, of which they share one row for posts. */
import * as v from 'valibot';
import type { PostDraft } from '../../posts/row.js';

const ID = v.union([v.string(), v.number()]);

const OWNER = v.nullish(
  v.looseObject({
    user_id: v.nullish(ID),
    user_type: v.nullish(v.string()),
    display_name: v.nullish(v.string()),
    reputation: v.nullish(v.number()),
    link: v.nullish(v.string()),
  }),
);

const COMMON = {
  owner: OWNER,
  creation_date: v.nullish(v.number()),
  last_edit_date: v.nullish(v.number()),
  score: v.nullish(v.number()),
  body: v.nullish(v.string()),
  content_license: v.nullish(v.string()),
};

export const QUESTION = v.looseObject({
  ...COMMON,
  question_id: ID,
  title: v.nullish(v.string()),
  view_count: v.nullish(v.number()),
  answer_count: v.nullish(v.number()),
  is_answered: v.nullish(v.boolean()),
  accepted_answer_id: v.nullish(ID),
  closed_reason: v.nullish(v.string()),
  tags: v.nullish(v.array(v.string())),
});

export const ANSWER = v.looseObject({
  ...COMMON,
  answer_id: ID,
  question_id: v.nullish(ID),
  is_accepted: v.nullish(v.boolean()),
});

export const COMMENT = v.looseObject({
  ...COMMON,
  comment_id: ID,
  post_id: v.nullish(ID),
  reply_to_user: OWNER,
});

export function questionDraft(question: v.InferOutput<typeof QUESTION>, site: string): PostDraft {
  const id = `${site}:${question.question_id}`;
  return {
    ...commonOf(question, site),
    network: 'stackexchange',
    kind: 'question',
    id,
    url: `https://${site}/questions/${question.question_id}`,
    title: question.title,
    thread: `stackexchange:${id}`,
    views: question.view_count,
    replies: question.answer_count,
    extras: {
      ...extrasOf(question),
      tags: question.tags,
      answered: question.is_answered,
      accepted_answer: keyOf(site, question.accepted_answer_id),
      closed: question.closed_reason,
    },
  };
}

export function answerDraft(answer: v.InferOutput<typeof ANSWER>, site: string): PostDraft {
  return {
    ...commonOf(answer, site),
    network: 'stackexchange',
    kind: 'answer',
    id: `${site}:${answer.answer_id}`,
    url: `https://${site}/a/${answer.answer_id}`,
    thread: keyOf(site, answer.question_id),
    parent: keyOf(site, answer.question_id),
    extras: { ...extrasOf(answer), accepted: answer.is_accepted },
  };
}

/** @param questions the question of each post, by the post's id */
export function commentDraft(
  comment: v.InferOutput<typeof COMMENT>,
  site: string,
  questions: ReadonlyMap<string, string>,
): PostDraft {
  const post = comment.post_id ?? null;
  return {
    ...commonOf(comment, site),
    network: 'stackexchange',
    kind: 'comment',
    id: `${site}:comment:${comment.comment_id}`,
    url: post === null ? null : `https://${site}/posts/comments/${comment.comment_id}`,
    thread: keyOf(site, questions.get(String(post))),
    parent: keyOf(site, post),
    // A name, where a handle belongs: there are none.
    extras: { ...extrasOf(comment), reply_to: comment.reply_to_user?.display_name },
  };
}

type Common = v.InferOutput<v.LooseObjectSchema<typeof COMMON, undefined>>;

/** Its users have names and no handles. Of a deleted one only a name that was made for it is left: that is no author. */
function commonOf({ owner, creation_date, score, body }: Common, site: string) {
  const known = owner?.user_type === 'does_not_exist' ? null : owner;
  return {
    created_at: typeof creation_date === 'number' ? creation_date * 1000 : null,
    text: body,
    author_id: known?.user_id === null || known?.user_id === undefined ? null : `${site}:${known.user_id}`,
    author_name: known?.display_name,
    // Below zero there is no number of likes: the score itself is in the extras.
    likes: score,
    place: site,
  };
}

function extrasOf({ owner, score, content_license, last_edit_date }: Common) {
  const isGone = owner?.user_type === 'does_not_exist';
  const edited = typeof last_edit_date === 'number' && last_edit_date < 8.64e12 ? last_edit_date * 1000 : null;
  return {
    score: typeof score === 'number' && score < 0 ? score : null,
    author_reputation: isGone ? null : owner?.reputation,
    author_url: isGone ? null : owner?.link,
    license: content_license,
    edited_at: edited === null ? null : new Date(edited).toISOString(),
  };
}

function keyOf(site: string, id: string | number | null | undefined): string | null {
  return id === null || id === undefined ? null : `stackexchange:${site}:${id}`;
}
