// T1, T2: whatever stands in a place of whatever endpoint, it is understood or refused, never broken by; T7: and what is
// refused has changed nothing.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { badCalls } from '#test/contract/bad-calls.ts';
import { callOf, perform } from '#test/contract/calls.ts';
import { type Change, type ChangeJournal, keepChangeJournal } from '#test/contract/change-journal.ts';
import { endpoints, named, writes } from '#test/contract/endpoints.ts';
import { payloads } from '#test/contract/payloads.ts';
import { createTwins, FILLING_MS_MAX, type Twins } from '#test/contract/twins.ts';

let twins: Twins;
let journal: ChangeJournal;
beforeAll(async () => {
  twins = await createTwins();
  journal = await keepChangeJournal(twins.world.database);
}, FILLING_MS_MAX);
afterAll(() => twins.world.close());

/** Guesses of passwords are written down. */
function isTold({ table, row }: Change): boolean {
  return table === 'audit_entry' && row['action'] === 'sign_in_failed';
}

it('T1: there are more than two hundred payloads', () => {
  expect(new Set(payloads).size).toBeGreaterThan(200);
});

it.each(named(endpoints))('T1, T7: %s takes anything, and what it refuses changes nothing', async (_id, endpoint) => {
  const calls = badCalls(endpoint, await callOf(endpoint, twins.ours));
  await journal.take();
  for (const { what, call } of calls) {
    const { statusCode, body } = await perform(endpoint, call, twins.ours);
    const given = `${what} of ${JSON.stringify(call).slice(0, 500)}`;
    expect(statusCode, `${given}: ${body}`).toBeLessThan(500);
    if (!writes(endpoint)) continue;
    const changes = (await journal.take()).filter((change) => !isTold(change));
    if (statusCode >= 400) expect(changes, given).toEqual([]);
  }
});

const files = endpoints.filter(({ body }) => typeof body === 'string');
it.each(named(files))('T1, T23: %s takes any cells', async (_id, endpoint) => {
  const call = await callOf(endpoint, twins.ours);
  const quoted = payloads.map((text) => `"${text.replaceAll('"', '""')}"`);
  const table = ['Last name,Email,City,Annual revenue', ...quoted.map((cell) => `${cell},${cell},${cell},${cell}`)];
  const headings = `${quoted.join(',')}\n${quoted.join(',')}\n`;
  for (const body of [table.join('\n'), headings, ...payloads.slice(-20)]) {
    const response = await perform(endpoint, { ...call, body }, twins.ours);
    expect(response.statusCode, `${body.slice(0, 200)}: ${response.body}`).toBeLessThan(500);
  }
});
