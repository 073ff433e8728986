import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/screenshots.ts'],
    root: `${import.meta.dirname}/../..`,
    pool: 'forks',
    testTimeout: 300_000,
    hookTimeout: 300_000,
    globalSetup: ['test/postgres.ts', 'test/browser/packaged-chromium.ts'],
  },
});
