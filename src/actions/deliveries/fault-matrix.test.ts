import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresServers } from '#test/database.ts';
import { type CellResult, everyCell, faultPoints, tryCells } from '#test/fault-matrix.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

const [server] = postgresServers();
if (server === undefined) throw new Error('there is always the embedded server');

describe('P3 24 faults of a mail server, with and without the death of the sender', () => {
  let office: Office;
  let letter: Applied;
  beforeAll(async () => {
    office = await openOffice(server);
    letter = await office.apply(cadence('Letter', { followUps: [email('hello')], unenroll: [] }));
  });
  afterAll(() => office?.close());

  const told = (results: readonly CellResult[], verdict: CellResult['verdict']) =>
    results
      .filter((one) => one.verdict === verdict)
      .map(({ fault, death, state, taken }) => `${fault.name}, ${JSON.stringify(death)}: ${state}, taken ${taken}`);

  it('nothing twice, nothing lost in silence; what may have arrived is parked, and nothing else is', async () => {
    expect(faultPoints).toHaveLength(24);
    const cells = everyCell().filter(({ death }) => death === null);
    const results = await tryCells(office, letter, { cells, name: 'Alive' });
    expect([told(results, 'duplicate'), told(results, 'lost')]).toEqual([[], []]);
    const parked = results.filter(({ verdict }) => verdict === 'parked').map(({ fault }) => fault.name);
    const accepted = '250 and a reset';
    const unclear = faultPoints.filter(({ mayBeTaken, name }) => mayBeTaken && name !== accepted);
    expect(parked).toEqual(unclear.map(({ name }) => name));
  });

  it('the sender dies at each of its commits: the same', async () => {
    const tellingly = ['dropped within the body', 'dropped after the dot', '250 and a reset', '451 to the dot'];
    const cells = everyCell().filter(({ fault, death }) => death !== null && tellingly.includes(fault.name));
    const results = await tryCells(office, letter, { cells, name: 'Mortal' });
    expect([told(results, 'duplicate'), told(results, 'lost')]).toEqual([[], []]);
    // Deaths between the gate and the outcome leave it open, those before and after don't.
    expect(told(results, 'parked').length).toBeGreaterThan(tellingly.length);
    expect(told(results, 'once').length).toBeGreaterThan(tellingly.length);
  });
});
