// Runs the tests of cadences and criteria for Stryker, all in one process and without loading anything anew: a mutant that
// is noticed by its first test takes a millisecond. With vitest, which begins anew for each mutant, it took a second.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { build } from 'esbuild';

const STAND_IN = fileURLToPath(new URL('collected-tests.mjs', import.meta.url));
const SEED = 'test/property-seed.ts';
const FOLDERS = ['src/core/cadence', 'src/core/criteria'];
/** Takes minutes for each mutant. */
const LEFT_OUT = 'generated.test.ts';

class TestsInProcess {
  tests = [];
  /** How long each took last: those that are quick come first. */
  spent = new Map();

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    const outfile = resolve('collected-tests.bundle.mjs');
    await bundle(outfile);
    ({ collected: this.tests } = await import(pathToFileURL(outfile).href));
  }

  async dryRun() {
    const instrumented = memory();
    const tests = [];
    for (const test of this.tests) {
      instrumented.currentTestId = test.id;
      tests.push(await this.run(test));
    }
    instrumented.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: instrumented.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }) {
    const wanted = new Set(testFilter ?? this.tests.map(({ id }) => id));
    const chosen = this.tests.filter(({ id }) => wanted.has(id));
    chosen.sort((a, b) => (this.spent.get(a.id) ?? 0) - (this.spent.get(b.id) ?? 0));
    const instrumented = Object.assign(memory(), { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    const tests = [];
    for (const test of chosen) {
      tests.push(await this.run(test));
      if (tests.at(-1).status === TestStatus.Failed && !disableBail) break;
    }
    instrumented.activeMutant = undefined;
    const endless = determineHitLimitReached(instrumented.hitCount, hitLimit);
    return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests });
  }

  async run({ id, name, run }) {
    const from = performance.now();
    const said = await outcome(run);
    const timeSpentMs = performance.now() - from;
    this.spent.set(id, timeSpentMs);
    return { id, name, timeSpentMs, ...said };
  }
}

async function outcome(run) {
  try {
    await run();
    return { status: TestStatus.Success };
  } catch (error) {
    return { status: TestStatus.Failed, failureMessage: String(error) };
  }
}

/** Where mutated code looks which mutant is active and notes what it ran through. */
function memory() {
  return (globalThis.__stryker__ ??= {});
}

async function bundle(outfile) {
  const files = FOLDERS.flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)));
  const tests = files.filter((file) => file.endsWith('.test.ts') && !file.endsWith(LEFT_OUT)).toSorted();
  const entry = [
    `import './${SEED}';`,
    ...tests.map((file) => `import './${file}';`),
    `export { collected } from 'vitest';`,
  ].join('\n');
  await build({
    stdin: { contents: entry, resolveDir: process.cwd() },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    plugins: [standIn],
    logLevel: 'warning',
  });
}

const standIn = {
  name: 'stand-in',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vitest$/ }, ({ importer }) =>
      importer === STAND_IN ? { path: 'vitest', external: true } : { path: STAND_IN },
    );
    // What is read beside a file is read beside the source, not beside the bundle.
    onLoad({ filter: /[\\/]test[\\/][^\\/]+\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts',
    }));
  },
};

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', TestsInProcess)];
