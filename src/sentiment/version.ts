/** Changes whenever any result does. */
export const SCORER_VERSION = '2.0.0';
