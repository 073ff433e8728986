// What people look for a record by: its name, mail addresses, phone numbers and numbers that the product gave it.
import type { Field, Module } from '#core/records/field.ts';

/** What a record is called; a person's surname first, as Chinese names are written. */
const NAMING = ['last_name', 'first_name', 'name', 'company', 'product_code'];

/** `words`: a text; `digits`: of which only the digits count. */
export type SearchField = Pick<Field, 'key'> & { readonly as: 'words' | 'digits' };

export function searchFields({ fields }: Pick<Module, 'fields'>): SearchField[] {
  const named = NAMING.flatMap((key) => fields.filter((field) => field.key === key && field.type === 'text'));
  const reached = fields.filter(({ type }) => type === 'email' || type === 'auto_number');
  const phones = fields.filter(({ type }) => type === 'phone');
  return [
    ...[...named, ...reached].map(({ key }) => ({ key, as: 'words' as const })),
    ...phones.map(({ key }) => ({ key, as: 'digits' as const })),
  ];
}
