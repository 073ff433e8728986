import { expect, it } from 'vitest';
import { sampleLeads } from '#assembly/sample-leads.ts';
import { leads } from '#core/records/modules/leads.ts';
import { reasonsFor } from '#core/search/duplicates.ts';

it('R-7 no two people of the sample are taken for one', () => {
  const people = sampleLeads().map((values) => ({
    values,
    name: `${String(values['first_name'])} ${String(values['last_name'])}`,
  }));
  for (const [at, one] of people.entries()) {
    for (const other of people.slice(at + 1)) expect(reasonsFor(leads, one, other)).toEqual([]);
  }
});
