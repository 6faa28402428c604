import { rmSync } from 'node:fs';

class Leftovers {
  readonly #paths = new Set<string>();

  add(path: string): void {
    this.#paths.add(path);
  }

  /** It is gone already, or meant to stay. */
  forget(path: string): void {
    this.#paths.delete(path);
  }

  /** For the very end of the process, when nothing can be waited for. */
  removeNow(): void {
    for (const path of this.#paths) {
      try {
        rmSync(path, { recursive: true, force: true });
      } catch {
        // It is in a place that can no longer be written; there is nobody left to tell.
      }
    }
    this.#paths.clear();
  }
}

/** Files and folders that must not outlive the process, however it ends. */
export const leftovers = new Leftovers();
