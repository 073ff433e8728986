// Real processes under load, killed at random, the database too (P1, P2, P10). Ends with the line that counts, and exits 1 when
// anything that was acknowledged is missing or there twice.
//
//   npm run chaos -- [--cycles 20] [--seed 1]
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from '#test/chaos/client.ts';
import { compare, countUnderWay } from '#test/chaos/compare.ts';
import { House, residents } from '#test/chaos/house.ts';
import { askDemo } from '#test/demo-process.ts';
import { Random } from '#test/simulation/random.ts';
import { until } from '#test/until.ts';

const HANDS = 5;
const CALM_MS_MAX = 1500;
/** The leases of the dead run out after 30 s. */
const REST_WITHIN_MS = 180_000;

const { values } = parseArgs({
  options: { cycles: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
const cycles = wholeNumber('cycles', values.cycles);
const random = new Random(wholeNumber('seed', values.seed));

const house = await House.open();
const client = new Client(house, await house.makeKey());
const working = client.work(await client.cadenceNamed('Feature adoption'), HANDS);
let slowest = 0;
for (let cycle = 1; cycle <= cycles; cycle++) {
  await pause(random.below(CALM_MS_MAX));
  const victim = random.pick(residents);
  await house.kill(victim);
  const from = performance.now();
  await house.ready();
  slowest = Math.max(slowest, performance.now() - from);
  process.stderr.write(`\r${cycle} of ${cycles}: ${victim} killed, ${client.acknowledged.length} acknowledged  `);
}
client.stop();
await working;
await until('everything has come to rest', async () => (await inDatabase(countUnderWay)) === 0, REST_WITHIN_MS);
const { lost, duplicated, parked, sent } = await inDatabase((tx) => compare(tx, client.acknowledged));
await house.close();
process.stderr.write('\n');
for (const what of lost) console.log(`lost: ${what}`);
for (const what of duplicated) console.log(`duplicated: ${what}`);
console.log(
  `acknowledged: ${client.acknowledged.length}, asked again ${client.retries} times, messages sent: ${sent}, parked: ${parked}, ` +
    `ready again after ${(slowest / 1000).toFixed(1)} s at the most`,
);
console.log(`cycles: ${cycles} lost: ${lost.length} duplicated: ${duplicated.length}`);
process.exit(lost.length + duplicated.length === 0 ? 0 : 1);

async function inDatabase<T>(ask: Parameters<typeof askDemo<T>>[1]): Promise<T> {
  return until('the database answers', () => askDemo(house.dataFolder, ask)) as Promise<T>;
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`--${name} wants a whole number above 0, not "${text}"`);
  return process.exit(2);
}
