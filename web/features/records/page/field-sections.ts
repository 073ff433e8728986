// Which fields stand together on a record's page.
import type { LocalizedText } from '#core/records/field.ts';
import type { Field, Module } from '#web/features/records/module.ts';
import { keptKeys } from '#web/features/records/usual-fields.ts';

export type Section = { readonly label: LocalizedText; readonly fields: readonly Field[] };

const further: LocalizedText = { en: 'Further fields', zh: '其他字段' };
const keeping: LocalizedText = { en: 'Record', zh: '记录信息' };

type Described = Pick<Module, 'fields' | 'sections' | 'singular'>;

/** As the module says; fields of the administrator, which are in none of them, come after the first, as they were made. */
export function fieldSections({ fields, sections, singular }: Described): Section[] {
  const isKept = ({ key }: Field) => keptKeys.includes(key);
  const [first, ...others] = sections.map(({ label, fields: keys }) => ({
    label,
    fields: keys.flatMap((key) => fields.find((field) => field.key === key) ?? []),
  }));
  const placed = new Set(sections.flatMap((section) => section.fields));
  const own = fields.filter((field) => !placed.has(field.key));
  const all =
    first === undefined
      ? [
          { label: singular, fields: own.filter((field) => !isKept(field)) },
          { label: keeping, fields: own.filter(isKept) },
        ]
      : [first, { label: further, fields: own }, ...others];
  return all.filter((section) => section.fields.length > 0);
}
