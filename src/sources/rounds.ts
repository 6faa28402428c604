/** Notices a list below a page (comments, replies) that never ends: pages come and come, and nothing on them is new. */

/** Pages in a row that bring nothing new, after which a list is believed to go round in circles. */
const MOST_IDLE = 5;
/** However new all of it may be. */
const MOST_PAGES = 1000;

export class Rounds {
  readonly #seen = new Set<unknown>();
  #idle = 0;
  #pages = 0;

  /** Whether the next page may be asked for, after one that holds what has these ids. */
  goesOn(ids: readonly unknown[]): boolean {
    const before = this.#seen.size;
    for (const id of ids) this.#seen.add(id);
    this.#idle = this.#seen.size > before ? 0 : this.#idle + 1;
    this.#pages += 1;
    return this.#idle < MOST_IDLE && this.#pages < MOST_PAGES;
  }
}
