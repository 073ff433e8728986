import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.ts'],
    pool: 'forks',
    // Files of one process share its modules: importing them anew for each took a quarter of the time.
    isolate: false,
    maxWorkers: 2,
    // Only what hangs takes so long: how fast something is, bench/ measures.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    setupFiles: ['test/property-seed.ts'],
    globalSetup: ['test/postgres.ts', 'test/browser/packaged-chromium.ts'],
  },
});
