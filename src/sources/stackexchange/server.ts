/** Requests to the API of Stack Exchange, which knows a site by its domain. */
import type * as v from 'valibot';
import { AppError } from '../../core/errors.js';
import { plainText } from '../../posts/markup.js';
import type { PostDraft, RowContext } from '../../posts/row.js';
import type { Http } from '../http/http.js';
import { listIn, type ReadItems, readItems } from '../items.js';
import { Rounds } from '../rounds.js';
import type { FetchRequest } from '../source.js';
import { ANSWER, answerDraft, COMMENT, commentDraft, QUESTION, questionDraft } from './post.js';

export type Option = 'site' | 'tagged' | 'kind';

/** Most that a page, or a list of ids in an address, may hold. */
export const PAGE = 100;
/** Behind it a key is needed. */
export const LAST_PAGE = 25;

const OWN_DOMAIN = /(?:^|\.)(?:stackoverflow|serverfault|superuser|askubuntu|stackapps|mathoverflow|stackexchange)$/;

/** The domain of a site: of `askubuntu`, `cooking` or `es.stackoverflow`, or as it was given. Throws AppError `usage`. */
export function domainOf(site: string): string {
  const name = site.trim().toLowerCase();
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(name)) {
    throw new AppError('usage', `"${site}" is no site of Stack Exchange`, {
      code: 'fetch.site',
      hint: 'give its domain, for example site=stackoverflow.com or site=cooking.stackexchange.com',
    });
  }
  if (/\.(?:com|net)$/.test(name)) return name;
  if (OWN_DOMAIN.test(name)) return `${name}.${name.endsWith('mathoverflow') ? 'net' : 'com'}`;
  return `${name}.stackexchange.com`;
}

export class Server {
  readonly site: string;
  readonly #request: FetchRequest<Option>;
  readonly #http: Http;
  readonly #context: RowContext;

  constructor(request: FetchRequest<Option>, http: Http, site: string) {
    this.site = site;
    this.#request = request;
    this.#http = http;
    this.#context = { source: request.label, collectedAt: http.now() };
  }

  /** @param scope the method, each of which is limited by itself */
  async get(path: string, scope: string, params: Readonly<Record<string, string>>): Promise<unknown> {
    const url = new URL(`${this.#request.baseUrl}/2.3${path}`);
    const key = this.#request.credentials['STACKEXCHANGE_KEY'];
    const all = { ...params, site: this.site, filter: 'withbody', ...(key === undefined ? {} : { key }) };
    for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
    return (await this.#http.json(url, { scope })).value;
  }

  itemsIn(value: unknown): readonly unknown[] {
    return listIn(value, 'items', new URL(this.#request.baseUrl).host);
  }

  questions(items: readonly unknown[]): ReadItems {
    return this.#read(items, QUESTION, (question) => questionDraft(question, this.site));
  }

  answers(items: readonly unknown[]): ReadItems {
    return this.#read(items, ANSWER, (answer) => answerDraft(answer, this.site));
  }

  async questionsById(ids: readonly string[]): Promise<ReadItems> {
    return this.questions(await this.#byId('questions', ids));
  }

  /** The question that an answer belongs to; null where there is no such answer. */
  async questionOf(answer: string): Promise<string | null> {
    const [found] = this.itemsIn(await this.get(`/answers/${answer}`, 'answers', {}));
    const id = (found as { readonly question_id?: unknown } | undefined)?.question_id;
    return typeof id === 'number' || typeof id === 'string' ? String(id) : null;
  }

  async answersById(ids: readonly string[]): Promise<ReadItems> {
    return this.answers(await this.#byId('answers', ids));
  }

  /** Comments of an account, with the questions that they are below. */
  async comments(items: readonly unknown[]): Promise<ReadItems> {
    const posts = [...new Set(items.flatMap((item) => idsIn(item, 'post_id')))];
    // What is no answer is a question itself, if it is still there.
    const owners = new Map(posts.map((id) => [id, id]));
    for (const item of await this.#byId('answers', posts)) {
      for (const id of idsIn(item, 'answer_id')) owners.set(id, idsIn(item, 'question_id')[0] ?? '');
    }
    return this.#comments(items, owners);
  }

  /** All answers to these questions, and all comments on both. */
  async below(questions: readonly string[]): Promise<ReadItems> {
    const owners = new Map(questions.map((id) => [id, id]));
    const all: ReadItems[] = [];
    for (const ids of chunks(questions)) {
      const items = await this.#whole(`/questions/${ids.join(';')}/answers`, 'answers');
      for (const item of items) {
        for (const id of idsIn(item, 'answer_id')) owners.set(id, idsIn(item, 'question_id')[0] ?? '');
      }
      all.push(this.answers(items));
    }
    all.push(await this.commentsOn(owners));
    return together(all);
  }

  /** @param owners the question of each post, by the post's id */
  async commentsOn(owners: ReadonlyMap<string, string>): Promise<ReadItems> {
    const all: ReadItems[] = [];
    for (const ids of chunks([...owners.keys()])) {
      const items = await this.#whole(`/posts/${ids.join(';')}/comments`, 'comments');
      all.push(this.#comments(items, owners));
    }
    return together(all);
  }

  /** Id of the account of this name, or of this id. Throws AppError where there is none, or more than one. */
  async userId(author: string): Promise<string> {
    if (/^\d{1,15}$/.test(author)) return author;
    const params = { inname: author, order: 'desc', sort: 'reputation', pagesize: String(PAGE) };
    const found = this.itemsIn(await this.get('/users', 'users', params));
    const named = found.filter((item) => {
      const name = (item as { readonly display_name?: unknown } | null)?.display_name;
      return typeof name === 'string' && plainText(name).toLowerCase() === author.toLowerCase();
    });
    const ids = named.flatMap((item) => idsIn(item, 'user_id'));
    const [id] = ids;
    if (id !== undefined && ids.length === 1) return id;
    const message =
      id === undefined ? `${this.site} knows nobody called "${author}"` : `${this.site} has ${ids.length} of that name`;
    throw new AppError(id === undefined ? 'input-missing' : 'usage', message, {
      code: 'fetch.account',
      hint:
        id === undefined
          ? 'give the name as it stands beside posts, or the number in the address of the profile'
          : `give the number in the address of the profile, for example --author ${id}`,
    });
  }

  #comments(items: readonly unknown[], owners: ReadonlyMap<string, string>): ReadItems {
    return this.#read(items, COMMENT, (comment) => commentDraft(comment, this.site, owners));
  }

  async #byId(kind: 'questions' | 'answers', ids: readonly string[]): Promise<unknown[]> {
    const items: unknown[] = [];
    for (const some of chunks(ids)) items.push(...(await this.#whole(`/${kind}/${some.join(';')}`, kind, some.length)));
    return items;
  }

  /** All pages of a list, as far as they go without a key. */
  async #whole(path: string, scope: string, most = Number.POSITIVE_INFINITY): Promise<unknown[]> {
    const items: unknown[] = [];
    const rounds = new Rounds();
    for (let page = 1; page <= LAST_PAGE && items.length < most; page++) {
      const params = { order: 'asc', sort: 'creation', pagesize: String(PAGE), page: String(page) };
      const value = await this.get(path, scope, params);
      const found = this.itemsIn(value);
      items.push(...found);
      const ids = found.flatMap((item) =>
        ['question_id', 'answer_id', 'comment_id'].flatMap((key) => idsIn(item, key)),
      );
      if (!hasMore(value) || !rounds.goesOn(ids)) break;
    }
    return items;
  }

  #read<Item>(
    items: readonly unknown[],
    schema: v.GenericSchema<unknown, Item>,
    map: (item: Item) => PostDraft,
  ): ReadItems {
    return readItems(items, schema, this.#context, map);
  }
}

export function hasMore(value: unknown): boolean {
  return (value as { readonly has_more?: unknown } | null)?.has_more === true;
}

/** The id at a key of an item as text, in a list; empty where there is none. */
export function idsIn(item: unknown, key: string): string[] {
  const id = (item as Readonly<Record<string, unknown>> | null)?.[key];
  return typeof id === 'number' || typeof id === 'string' ? [String(id)] : [];
}

function together(all: readonly ReadItems[]): ReadItems {
  return { posts: all.flatMap(({ posts }) => posts), quarantined: all.flatMap(({ quarantined }) => quarantined) };
}

function chunks(ids: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let at = 0; at < ids.length; at += PAGE) parts.push(ids.slice(at, at + PAGE));
  return parts;
}
