import { expect, it } from 'vitest';
import { leads } from '#core/records/leads.ts';
import { guessMapping, readHead, withColumn } from '#web/features/leads/import/read-head.ts';

it('I-1 columns are guessed by label in both languages, and show what they hold', async () => {
  const head = await readHead(
    new Blob(['\uFEFFLast name;邮箱;Shoe size;\r\nMoreau;ada@moreau.invalid;;\r\nOkoro;;44;']),
  );
  expect(head.columns).toEqual([
    { heading: 'Last name', examples: ['Moreau', 'Okoro'] },
    { heading: '邮箱', examples: ['ada@moreau.invalid'] },
    { heading: 'Shoe size', examples: ['44'] },
  ]);
  expect(guessMapping(leads, head)).toEqual({ 'Last name': 'last_name', 邮箱: 'email', 'Shoe size': null });
});

it('I-1 what Excel writes in China is read', async () => {
  const head = await readHead(new Blob([new Uint8Array([0xd0, 0xd5, 0x0a, 0xb3, 0xc2, 0x0a])]));
  expect(head).toEqual({ encoding: 'gb18030', columns: [{ heading: '姓', examples: ['陈'] }] });
});

it('I-1 a field comes from one column', () => {
  expect(withColumn({ A: 'city', B: null }, 'B', 'city')).toEqual({ A: null, B: 'city' });
  expect(withColumn({ A: 'city', B: null }, 'A', null)).toEqual({ A: null, B: null });
});
