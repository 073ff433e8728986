// Adds up what test runs reported, names every test that failed with how it failed, and prints the line that closes a run:
// "N passed, N failed, N skipped". Fails when a test failed or none ran.
import { readFileSync } from 'node:fs';

/** Characters of a failure's message: its beginning names what was expected and what came. */
const MESSAGE_LENGTH = 1500;

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
for (const file of runs.flatMap((run) => run.testResults)) {
  const failures = file.assertionResults.filter((test) => test.status === 'failed');
  if (file.status === 'failed' && file.assertionResults.length === 0) {
    console.log(`\nFAILED ${file.name}\n${file.message}`);
  }
  for (const test of failures) {
    console.log(`\nFAILED ${file.name} > ${test.fullName} (${Math.round(test.duration ?? 0)} ms)`);
    console.log(test.failureMessages.map((message) => message.slice(0, MESSAGE_LENGTH)).join('\n'));
  }
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
