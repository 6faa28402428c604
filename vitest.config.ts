import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The real binary is started by many tests, on machines with two cores.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
