import { expect, it } from 'vitest';
import { checkField, type NewField } from './check-field.ts';
import { leads } from './modules/leads.ts';

const modules = new Set(['leads', 'accounts']);
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
  [{ type: 'lookup' }, 'bad_target'],
  [{ type: 'lookup', target: 'accounts' }, undefined],
  [{ type: 'auto_number' }, 'bad_numbering'],
  [{ type: 'auto_number', numbering: { prefix: "T'", digits: 3 } }, 'bad_numbering'],
  [{ type: 'auto_number', numbering: { prefix: 'T-', digits: 3 } }, undefined],
  [{ default: 'North' }, undefined],
  [{ type: 'integer', default: 'North' }, 'bad_default'],
  [{ type: 'boolean', unique: true }, 'bad_limit'],
  [{ unique: true, lengthMax: 0 }, 'bad_limit'],
  [{ fractionDigits: 2 }, 'bad_limit'],
  [{ type: 'currency', fractionDigits: 11 }, 'bad_limit'],
  [{ help: { en: 'x'.repeat(501), zh: '' } }, 'bad_help'],
] as const)('R-2 a custom field with %o: %s', (change, refusal) => {
  const checked = checkField({ module: leads, modules, taken: new Set() }, { ...wanted, ...change });
  expect('refusal' in checked ? checked.refusal : undefined).toBe(refusal);
});
