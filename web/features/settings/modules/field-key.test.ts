import { expect, it } from 'vitest';
import { keyFromName } from '#web/features/settings/modules/field-key.ts';

it.each([
  ['Contract ends', 'contract_ends'],
  ['  Größe (m²) ', 'gro_e_m2'],
  ['2nd phone', 'nd_phone'],
  ['合同', ''],
])('R-2 “%s” becomes the key “%s”', (name, key) => {
  expect(keyFromName(name)).toBe(key);
});
