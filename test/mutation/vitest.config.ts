import { defineConfig } from 'vitest/config';

/** The tests of cadences and criteria that need no database; the generated ones take minutes for each mutant. */
export default defineConfig({
  test: {
    include: ['src/core/cadence/**/*.test.ts', 'src/core/criteria/**/*.test.ts'],
    exclude: ['src/core/cadence/generated.test.ts'],
    // Measures time, of which instrumented code takes more.
    testNamePattern: /^(?!.*at once however many)/,
    testTimeout: 120_000,
  },
});
