import { expect, it } from 'vitest';
import { checkField, type NewField } from './check-field.ts';
import { leads } from './leads.ts';

const wanted: NewField = {
  key: 'region',
  type: 'text',
  label: { en: 'Region', zh: '地区' },
  required: false,
  options: [],
};

it.each([
  [{}, undefined],
  [{ key: 'a'.repeat(41) }, 'bad_key'],
  [{ key: 'Region' }, 'bad_key'],
  [{ key: 'region__folded' }, 'bad_key'],
  [{ key: '1st' }, 'bad_key'],
  [{ key: 'email' }, 'key_reserved'],
  [{ key: 'revision' }, 'key_reserved'],
  [{ key: 'constructor' }, 'key_reserved'],
  [{ label: { en: ' ', zh: '地区' } }, 'bad_label'],
  [{ options: ['North'] }, 'options_not_allowed'],
  [{ type: 'pick_list' }, 'options_missing'],
  [{ type: 'pick_list', options: ['North', 'NORTH '] }, 'bad_options'],
  [{ type: 'multi_select', options: ['North; South'] }, 'bad_options'],
  [{ type: 'lookup' }, 'type_not_available'],
] as const)('R-2 a custom field with %o: %s', (change, refusal) => {
  const checked = checkField(leads, { ...wanted, ...change });
  expect('refusal' in checked ? checked.refusal : undefined).toBe(refusal);
});
