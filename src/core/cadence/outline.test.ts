import { describe, expect, it } from 'vitest';
import { definitionFromFile, NO_NUMBERS } from '#core/cadence/file.ts';
import { outlineOf } from '#core/cadence/outline.ts';
import { cadence, email, task } from '#test/short-cadences.ts';

const isNew = { field: 'lead_status', is: 'New' } as const;
const lost = { field: 'rating', is: 'Cold' } as const;

describe('what a cadence asks of its records', () => {
  const { recordFields, recordCriteria, ...outline } = outlineOf(
    definitionFromFile(
      cadence(
        [
          email('one', { onlyIf: { record: isNew }, repeat: { every: { weeks: 1 }, times: 3 } }),
          task('two', { timed: { days: 1, before: 'starts_at' } }),
          email('three', {
            then: [task('four', { when: ['sent', { not: 'opened', until: { on: 'closing_date' } }] })],
          }),
        ],
        {
          unenroll: [
            { id: 'lost', record: lost },
            { id: 'later', dateField: { field: 'visit_on' } },
            { id: 'fair', on: '2026-04-10' },
          ],
        },
      ),
      NO_NUMBERS,
    ),
  );
  const ids = (nodes: typeof outline.nodes) => nodes.map(({ followUp }) => followUp.id);

  it('C-30 a change of these fields alone is looked at: those of rules, conditions and dates', () => {
    expect([...recordFields].toSorted()).toEqual(['closing_date', 'lead_status', 'rating', 'starts_at', 'visit_on']);
  });

  it('C-15 C-50 its criteria are those of rules and conditions', () => {
    expect(recordCriteria.map((criteria) => JSON.stringify(criteria))).toEqual([
      expect.stringContaining('rating'),
      expect.stringContaining('lead_status'),
    ]);
  });

  it('C-14 to C-16 each kind of follow-up is found without looking at all', () => {
    expect([ids(outline.dated), ids(outline.conditional), ids(outline.repeating)]).toEqual([['two'], ['one'], ['one']]);
    expect(ids(outline.roots)).toEqual(['one', 'two', 'three']);
  });
});
