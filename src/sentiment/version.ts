/** Changes whenever any result does. */
export const SCORER_VERSION = '1.0.0';
