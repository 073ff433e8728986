import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/screenshots.ts'],
    root: `${import.meta.dirname}/../..`,
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ['test/postgres.ts', 'test/browser/packaged-chromium.ts'],
  },
});
