import { describe, expect, it } from 'vitest';
import { earlierOf, type Outcome, outcomesOf, pilesOf, withLater } from '#web/features/leads/bulk/outcomes.ts';
import { BATCH, batchesOf, type Named, sizeOf } from '#web/features/leads/bulk/target.ts';

const ada: Named = { id: 'a', name: 'Ada Moreau' };
const ben: Named = { id: 'b', name: 'Ben Okoro' };
const chen: Named = { id: 'c', name: '陈晨' };

function outcome(lead: Named, answer: Outcome['answer'], reason: Outcome['reason'] = null): Outcome {
  return { lead, answer, reason, rule: null, message: reason };
}

async function all<Item>(items: AsyncGenerator<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('batches of a bulk action', () => {
  it('C-26 take chosen rows in their order', async () => {
    const leads = Array.from({ length: BATCH + 1 }, (_, index) => ({ id: String(index), name: '' }));
    const batches = await all(batchesOf({ kind: 'chosen', leads }));
    expect(batches.map(({ length }) => length)).toEqual([BATCH, 1]);
    expect(batches.flat()).toEqual(leads);
  });

  it('C-26 follow the list to its end, with its criteria, for everything that matches', async () => {
    const asked: unknown[] = [];
    const pages = [
      { items: [ada, ben], nextCursor: 'next' },
      { items: [chen], nextCursor: null },
    ];
    const target = { kind: 'matching', query: { view: 'v' }, count: null } as const;
    const batches = await all(
      batchesOf(target, async (query) => {
        asked.push(query);
        return pages[asked.length - 1] ?? { items: [], nextCursor: null };
      }),
    );
    expect(batches).toEqual([[ada, ben], [chen]]);
    expect(asked).toEqual([
      { view: 'v', limit: BATCH },
      { view: 'v', limit: BATCH, cursor: 'next' },
    ]);
    expect(sizeOf(target)).toBeNull();
  });
});

describe('what became of the leads', () => {
  it('C-26 is told in piles: what was done first, what was left out last, by reason', () => {
    const piles = pilesOf([
      outcome(ada, 'skipped', 'unenrolment_rule_met'),
      outcome(ben, 'enrolled'),
      outcome(chen, 'enrolled'),
    ]);
    expect(piles.map(({ answer, leads, message }) => [answer, leads.length, message])).toEqual([
      ['enrolled', 2, null],
      ['skipped', 1, 'unenrolment_rule_met'],
    ]);
  });

  it('C-72 those in it before are asked about, and what is done with them counts afterwards', () => {
    const first = [
      outcome(ada, 'enrolled'),
      outcome(ben, 'skipped', 'was_enrolled_before'),
      outcome(chen, 'skipped', 'completed_before'),
    ];
    expect(earlierOf(first)).toEqual({ unfinished: [ben], completed: [chen] });
    const after = withLater(first, [outcome(ben, 'continued')]);
    expect(earlierOf(after)).toEqual({ unfinished: [], completed: [chen] });
    expect(pilesOf(after).map(({ answer }) => answer)).toEqual(['enrolled', 'continued', 'skipped']);
  });

  it('C-21 nothing is known where the server only says “accepted”', () => {
    expect(outcomesOf({ kind: 'accepted' }, [ada])).toEqual([]);
  });
});
