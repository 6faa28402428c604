/** Remembers the first thing that was found broken while a file was read. */
export class Damage {
  #message: string | null = null;

  get message(): string | null {
    return this.#message;
  }

  note(message: string): void {
    this.#message ??= message;
  }
}
