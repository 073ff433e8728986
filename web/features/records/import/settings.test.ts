import { expect, it } from 'vitest';
import { withColumn, withMeaning, withSuggestions } from '#web/features/records/import/settings.ts';

it('I-1 a field comes from one column', () => {
  expect(withColumn({ columns: { A: 'city' } }, 'B', 'city').columns).toEqual({ B: 'city' });
  expect(withColumn({ columns: { A: 'city' } }, 'A', null).columns).toEqual({});
});

it('I-1 what was said of a cell stays, suggestions fill the rest', () => {
  const cell = (name: string, suggestion: string | null) => ({ field: 'stage', cell: name, rows: 1, suggestion });
  const said = withMeaning({ columns: {} }, cell('Won', 'Closed won'), 'empty');
  const filled = withSuggestions(said, [cell('Won', 'Closed won'), cell('Prposal', 'Proposal'), cell('?', null)]);
  expect(filled.meanings).toEqual({ stage: { Won: 'empty', Prposal: { as: 'Proposal' } } });
  expect(withMeaning(filled, cell('Prposal', null), null).meanings).toEqual({ stage: { Won: 'empty' } });
});
