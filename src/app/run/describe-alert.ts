/** An alert in one line, for a log. */
import type { Alert } from '../../core/alert.js';

export function describeAlert({ brand, topic, signal, since, observed, expected, owner, posts, shown }: Alert): string {
  const what = [brand, topic, signal].filter((part) => part !== null).join(', ');
  const where = owner === null ? '' : `, for ${owner}`;
  const [widest] = shown;
  const said = widest === undefined ? '' : `: ${widest.text.replace(/\s+/gu, ' ').slice(0, 160)}`;
  return `${what}: ${observed} since ${new Date(since).toISOString()} where ${expected.toFixed(1)} are usual, ${posts} ${posts === 1 ? 'post' : 'posts'} in all${where}${said}`;
}
