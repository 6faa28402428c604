/** Says that a value is not what its key allows; `expected` is more exact than the key's own description where given. */
export class Unfit {
  constructor(readonly expected: string | null = null) {}
}

/** Turns a value as it stands in a file, a flag or the environment into what the program uses. */
export type Reader<Value> = (input: unknown) => Value | Unfit;
