/** What there is to say of how a stream ended, for people; null where it came to its end, or failed, which is said elsewhere. */
import type { Ending } from './stream.js';

export function endingText(ending: Ending, goesOn: string): string | null {
  if (ending === 'limit') return `stopped at --limit; ${goesOn}`;
  if (ending === 'pages') return `stopped at --max-pages; ${goesOn}`;
  if (ending === 'repeated') return 'the server gave the same page again and again, so it ended there';
  if (ending === 'idle') return 'the server gave page after page without anything new, so it ended there';
  return null;
}
