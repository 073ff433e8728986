// Which fields stand together on a record's page.
import type { LocalizedText } from '#core/records/field.ts';
import type { Field, Module } from '#web/features/records/module.ts';
import { keptKeys } from '#web/features/records/usual-fields.ts';

export type Section = { readonly label: LocalizedText; readonly fields: readonly Field[] };

const further: LocalizedText = { en: 'Further fields', zh: '其他字段' };
const keeping: LocalizedText = { en: 'Record', zh: '记录信息' };

type Described = Pick<Module, 'fields' | 'sections' | 'singular' | 'laidOut'>;

/**
 * As the module says. What is in none of them comes after the first, because administrators made it; where they drew the sections
 * themselves, at the end.
 */
export function fieldSections({ fields, sections, singular, laidOut }: Described): Section[] {
  const drawn = sections.map(({ label, fields: keys }) => ({
    label,
    fields: keys.flatMap((key) => fields.find((field) => field.key === key) ?? []),
  }));
  const placed = new Set(sections.flatMap((section) => section.fields));
  const own = fields.filter((field) => !placed.has(field.key));
  const [first, ...others] = drawn;
  const rest = { label: further, fields: own };
  const all = laidOut ? [...drawn, rest] : first === undefined ? undrawn(singular, own) : [first, rest, ...others];
  return all.filter((section) => section.fields.length > 0);
}

function undrawn(singular: LocalizedText, fields: readonly Field[]): Section[] {
  const isKept = ({ key }: Field) => keptKeys.includes(key);
  return [
    { label: singular, fields: fields.filter((field) => !isKept(field)) },
    { label: keeping, fields: fields.filter(isKept) },
  ];
}
