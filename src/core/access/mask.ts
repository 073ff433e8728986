// A module as somebody may see it: hidden fields aren't there, so that no list, filter, sort, file or template can name them
// (T8), and read-only ones refuse to be written like those that the product keeps itself.
import { barOf, type Permissions } from '#core/access/permissions.ts';
import type { Field, Module } from '#core/records/field.ts';

/** Records are found, named and owned by these: nobody works with a module that lacks them. */
const ALWAYS_SEEN: ReadonlySet<string> = new Set([
  'name',
  'first_name',
  'last_name',
  'owner',
  'created_at',
  'created_by',
  'modified_at',
  'modified_by',
]);

export function canBeHidden(field: Pick<Field, 'key'>): boolean {
  return !ALWAYS_SEEN.has(field.key);
}

export function maskModule(module: Module, permissions: Permissions): Module {
  const fields = module.fields.flatMap((field) => {
    const bar = barOf(permissions, module.key, field.key);
    if (bar === 'hidden' && canBeHidden(field)) return [];
    return bar === null ? [field] : [{ ...field, readOnly: true, required: false }];
  });
  if (module.sections === undefined) return { ...module, fields };
  const seen = new Set(fields.map(({ key }) => key));
  const sections = module.sections.map((section) => {
    return { ...section, fields: section.fields.filter((key) => seen.has(key)) };
  });
  return { ...module, fields, sections };
}
