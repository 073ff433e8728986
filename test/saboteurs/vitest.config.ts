import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The tests of the core alone: they need no database, so none is started. */
export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '../..'),
    include: ['src/core/cadence/**/*.test.ts', 'src/core/time/**/*.test.ts'],
    // Minutes where the others take seconds; the simulation generates as well.
    exclude: ['src/core/cadence/generated.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 300_000,
  },
});
