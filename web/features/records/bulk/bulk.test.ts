import { describe, expect, it } from 'vitest';
import { earlierOf, nothingDone, pilesOf, type Tally, withLater } from '#web/features/records/bulk/outcomes.ts';
import { isTooMany, selectionOf, sizeOf } from '#web/features/records/bulk/target.ts';
import type { Named } from '#web/features/records/module.ts';

type Item = Tally['items'][number];
const [ada, ben, chen] = ['a', 'b', 'c'] as const;

function item(record: string, answer: Item['answer'], reason: Item['reason'] = null): Item {
  return { record, answer, enrollment: null, reason, rule: null, message: null };
}

/** As the server adds it up. */
function tallyOf(...items: Item[]): Tally {
  const counts = { ...nothingDone.counts };
  const skipped: Tally['skipped'] = {};
  for (const { answer, reason } of items) {
    counts[answer] += 1;
    if (reason !== null) skipped[reason] = (skipped[reason] ?? 0) + 1;
  }
  return { counts, skipped, items };
}

describe('what a bulk action is done to', () => {
  const records = (count: number): Named[] =>
    Array.from({ length: count }, (_, index) => ({ id: `${index}`, name: '' }));

  it('C-26 are chosen rows by their ids, as many as the server takes', () => {
    expect(selectionOf({ kind: 'chosen', records: records(2) })).toEqual({ records: ['0', '1'] });
    expect(isTooMany({ kind: 'chosen', records: records(1_000) })).toBe(false);
    expect(isTooMany({ kind: 'chosen', records: records(1_001) })).toBe(true);
  });

  it('C-26 or everything that the list finds, by its view and its criteria', () => {
    const matching = { kind: 'matching', count: null, records: records(1_001) } as const;
    const criteria = { all: [{ field: 'city', is: 'Lagos' }] };
    const both = { ...matching, query: { view: 'v', criteria: JSON.stringify(criteria) } };
    expect(selectionOf(both)).toEqual({ matching: { view: 'v', criteria } });
    expect(selectionOf({ ...matching, query: {} })).toEqual({ matching: {} });
    expect([sizeOf(both), isTooMany(both)]).toEqual([null, false]);
  });
});

describe('what became of the leads', () => {
  const told = (tally: Tally) =>
    pilesOf(tally).map(({ answer, count, reason, records }) => [answer, count, reason, records]);

  it('C-26 is told in piles: what was done first, what was left out last, by reason', () => {
    const tally = tallyOf(item(ada, 'skipped', 'unenrolment_rule_met'), item(ben, 'enrolled'), item(chen, 'enrolled'));
    expect(told(tally)).toEqual([
      ['enrolled', 2, null, [ben, chen]],
      ['skipped', 1, 'unenrolment_rule_met', [ada]],
    ]);
  });

  it('C-26 of many it is told in numbers, those who are known by name among them', () => {
    const tally = {
      counts: { ...nothingDone.counts, enrolled: 900, skipped: 12 },
      skipped: { completed_before: 10, record_gone: 2 },
      items: [item(ada, 'skipped', 'completed_before')],
    };
    expect(told(tally)).toEqual([
      ['enrolled', 900, null, []],
      ['skipped', 10, 'completed_before', [ada]],
      ['skipped', 2, 'record_gone', []],
    ]);
    expect(earlierOf(tally)).toEqual({ unfinished: [], completed: [ada], further: 9 });
  });

  it('C-72 those in it before are asked about, and what is done with them counts afterwards', () => {
    const first = tallyOf(
      item(ada, 'enrolled'),
      item(ben, 'skipped', 'was_enrolled_before'),
      item(chen, 'skipped', 'completed_before'),
    );
    expect(earlierOf(first)).toEqual({ unfinished: [ben], completed: [chen], further: 0 });
    const after = withLater(first, tallyOf(item(ben, 'continued')));
    expect(earlierOf(after)).toEqual({ unfinished: [], completed: [chen], further: 0 });
    expect(told(after)).toEqual([
      ['enrolled', 1, null, [ada]],
      ['continued', 1, null, [ben]],
      ['skipped', 1, 'completed_before', [chen]],
    ]);
    expect(after.skipped).toEqual({ completed_before: 1 });
  });
});
