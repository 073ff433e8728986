import { expect, it } from 'vitest';
import { formParts } from '#web/features/records/forms/form-parts.ts';
import type { Module } from '#web/features/records/module.ts';

const field = (key: string, more: object = {}) => ({ key, readOnly: false, required: false, ...more });
const label = (en: string) => ({ en, zh: en });
const fields = [
  field('last_name', { required: true }),
  field('company'),
  field('email'),
  field('city'),
  field('must', { required: true }),
  field('created_at', { readOnly: true }),
];
const moduleWith = (laidOut: boolean, ...sections: readonly { readonly label: object; readonly fields: string[] }[]) =>
  ({ key: 'leads', singular: label('Lead'), fields, sections, laidOut }) as unknown as Module;
const keysOf = (parts: ReturnType<typeof formParts>['first']) =>
  parts.map((part) => [part.label?.en, ...part.fields.map(({ key }) => key)]);

it('R-1 a form follows the layout: its sections in their order, and what is required wherever it stands', () => {
  const module = moduleWith(
    true,
    { label: label('Where'), fields: ['city', 'created_at'] },
    { label: label('Who'), fields: ['email', 'last_name'] },
  );
  const { first, further } = formParts(module);
  expect(keysOf(first)).toEqual([
    ['Where', 'city'],
    ['Who', 'email', 'last_name'],
    ['Further fields', 'must'],
  ]);
  expect(keysOf(further)).toEqual([['Further fields', 'company']]);
});

it('R-1 without a layout it asks for what people usually know', () => {
  const { first, further } = formParts(moduleWith(false, { label: label('All'), fields: ['city', 'email'] }));
  expect(keysOf(first)).toEqual([[undefined, 'last_name', 'company', 'email', 'must']]);
  expect(keysOf(further)).toEqual([['All', 'city']]);
});
