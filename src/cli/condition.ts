/** A `--fail-on` condition holds: all went well, and the exit code is 1. */
export class ConditionHolds extends Error {
  readonly exitCode = 1;
}
