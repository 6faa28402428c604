import overview from './overview/overview.js';
import type { Report } from './report.js';
import unhappy from './unhappy/unhappy.js';

/** Every report, the default first. */
export const REPORTS: readonly Report[] = [unhappy, overview];

export function reportById(id: string): Report | undefined {
  return REPORTS.find((report) => report.id === id);
}
