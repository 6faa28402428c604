/** A `--fail-on` condition holds: all went well, and the exit code is 1. */
export class ConditionHolds extends Error {
  readonly exitCode = 1;
}

/** A run of which something failed, and each failure has had its line already. */
export class RunFailed extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('a step of the run failed');
    this.exitCode = exitCode;
  }
}
