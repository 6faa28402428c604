/** One burst is one alert, until it is over or has clearly grown. */

/** Quiet for so long, a burst is over. */
const COOLDOWN_MS = 12 * 3_600_000;
/** Never fewer steps than this, where steps are long. */
const COOLDOWN_STEPS = 2;
/** So many times what it was at its last alert, a burst has grown. */
const GROWTH = 2;

export class Burst {
  readonly #cooldown: number;
  #on = false;
  #quiet = 0;
  /** How dense the posts of the highest alert were. */
  #density = 0;

  constructor(stepMs: number) {
    this.#cooldown = Math.max(COOLDOWN_STEPS, Math.round(COOLDOWN_MS / stepMs));
  }

  /**
   * Whether this step raises an alert. `rate` is of the window with too many posts, in posts a step, null where none has;
   * `density` is how many there are in the steps in which they came, so that a window that only fills up does not grow.
   */
  next({ rate, density, quiet }: { rate: number | null; density: number; quiet: boolean }): boolean {
    if (rate === null) {
      this.#quiet = quiet ? this.#quiet + 1 : 0;
      if (this.#quiet >= this.#cooldown) this.#on = false;
      return false;
    }
    this.#quiet = 0;
    if (this.#on && rate < GROWTH * this.#density) return false;
    this.#density = this.#on ? Math.max(density, this.#density) : density;
    this.#on = true;
    return true;
  }
}
