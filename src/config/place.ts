/** Stands for the place that a file has unless told; no path that anyone writes. */
export const DEFAULT_PLACE = '<default>';
