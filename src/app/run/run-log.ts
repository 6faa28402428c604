/** What a run says while it is under way; `cli` decides where it goes and how it looks. */
export interface RunLog {
  info(step: string, text: string): void;
  warn(step: string, text: string): void;
  /** Also shown when nothing else is. */
  error(step: string, text: string, hint?: string): void;
}
