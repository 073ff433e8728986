// The whole matrix of P3: 24 faults of a mail server, with and without the death of the sender at each of its commits. Exits 1
// when a message arrived twice or was lost without a word.
//
//   npm run faults -- [--runs 1]
import { parseArgs } from 'node:util';
import { type CellResult, everyCell, tryCells } from '#test/fault-matrix.ts';
import { cadence, email, openOffice } from '#test/office.ts';
import { startServers } from '#test/start-postgres.ts';
import { testServer } from '#test/throw-away-database.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '1' } } });
const runs = Number(values.runs);
if (!Number.isSafeInteger(runs) || runs < 1) {
  console.error(`--runs wants a whole number above 0, not "${values.runs}"`);
  process.exit(2);
}
const { servers, stop } = await startServers();
const [first] = servers;
if (first === undefined) throw new Error('there is no database server');
const results: CellResult[] = [];
for (let run = 0; run < runs; run++) {
  const office = await openOffice(testServer(first));
  const letter = await office.apply(cadence('Letter', { followUps: [email('hello')], unenroll: [] }));
  results.push(...(await tryCells(office, letter, { cells: everyCell(), name: 'Reader' })));
  process.stderr.write(`\r${run + 1} of ${runs}`);
  await office.close();
}
await stop();
process.stderr.write('\n');
const counts = { once: 0, not_sent_and_said: 0, parked: 0, duplicate: 0, lost: 0 };
for (const { verdict, fault, death, state } of results) {
  counts[verdict] += 1;
  if (verdict === 'duplicate' || verdict === 'lost')
    console.log(`${verdict}: ${fault.name}, death ${JSON.stringify(death)}, ${state}`);
}
console.log(`sent once: ${counts.once}, refused and said: ${counts.not_sent_and_said}, parked: ${counts.parked}`);
console.log(`sends: ${results.length} duplicates: ${counts.duplicate} lost: ${counts.lost}`);
process.exit(counts.duplicate + counts.lost === 0 ? 0 : 1);
