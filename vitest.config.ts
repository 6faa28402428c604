import { defineConfig } from 'vitest/config';

/** What measures the memory of its own process, and so wants one to itself. */
const MEASURING = ['test/files/open-file.test.ts'];

export default defineConfig({
  test: {
    // Most of the time goes into processes that tests wait for: one worker would leave a core idle.
    maxWorkers: 2,
    setupFiles: ['test/each-file.ts'],
    // The real binary is started by many tests, on machines with two cores.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: MEASURING,
          // Modules keep nothing between tests but what is costly to make and always the same; to load them anew for
          // each of so many files took a quarter of the processor's time.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: MEASURING } },
    ],
  },
});
