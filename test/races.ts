// Stops against final dots, over and over (P4); a dot after an acknowledged stop is a violation. Exits 1 when there is one.
//
//   npm run races -- [--count 10000]
import { parseArgs } from 'node:util';
import { raceAtTheGate } from '#test/gate-races.ts';
import { openOffice } from '#test/office.ts';
import { startServers } from '#test/start-postgres.ts';
import { testServer } from '#test/throw-away-database.ts';

const AT_ONCE = 250;

const { values } = parseArgs({ options: { count: { type: 'string', default: '10000' } } });
const count = Number(values.count);
if (!Number.isSafeInteger(count) || count < 1) {
  console.error(`--count wants a whole number above 0, not "${values.count}"`);
  process.exit(2);
}
const { servers, stop } = await startServers();
const [first] = servers;
if (first === undefined) throw new Error('there is no database server');
const total = { races: 0, stoppedBefore: 0, passedBefore: 0, violations: 0 };
try {
  while (total.races < count) {
    // An office of its own for each heat: none waits for what an earlier one left behind.
    const office = await openOffice(testServer(first));
    try {
      const heat = { count: Math.min(AT_ONCE, count - total.races), name: 'Heat' };
      const raced = await raceAtTheGate(office, heat);
      for (const key of ['races', 'stoppedBefore', 'passedBefore', 'violations'] as const) total[key] += raced[key];
      process.stderr.write(`\r${total.races} of ${count}, ${total.violations} violations`);
    } finally {
      await office.close();
    }
  }
} finally {
  await stop();
}
process.stderr.write('\n');
console.log(`stopped before the gate: ${total.stoppedBefore}, after it: ${total.passedBefore}`);
console.log(`races: ${total.races} violations: ${total.violations}`);
process.exit(total.violations === 0 ? 0 : 1);
