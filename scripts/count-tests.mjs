// Adds up what test runs reported, and prints the line that closes a run: "N passed, N failed, N skipped". Fails when a
// test failed or none ran.
import { readFileSync } from 'node:fs';

const runs = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, 'utf8')));
const sum = (pick) => runs.reduce((total, run) => total + pick(run), 0);
const passed = sum((run) => run.numPassedTests);
const failed = sum(
  (run) =>
    run.numFailedTests +
    (run.success
      ? 0
      : run.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length),
);
const skipped = sum((run) => run.numPendingTests + (run.numTodoTests ?? 0));
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
