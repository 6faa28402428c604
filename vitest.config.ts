import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Most of the time goes into processes that tests wait for: one worker would leave a core idle.
    maxWorkers: 2,
    // Modules keep nothing between tests but what is costly to make and always the same; to load them anew for each of
    // so many files took a quarter of the processor's time.
    isolate: false,
    setupFiles: ['test/each-file.ts'],
    // The real binary is started by many tests, on machines with two cores.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
