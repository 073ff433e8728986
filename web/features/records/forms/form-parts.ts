// What a form asks at first, and what on wish. As an administrator laid it out; else what people usually know.
import type { LocalizedText } from '#core/records/field.ts';
import type { Field, Module } from '#web/features/records/module.ts';
import { fieldSections } from '#web/features/records/page/field-sections.ts';
import { tagsKey, usualForm } from '#web/features/records/usual-fields.ts';

/** `label` null: it needs none. */
export type FormPart = { readonly label: LocalizedText | null; readonly fields: readonly Field[] };
export type FormParts = { readonly first: readonly FormPart[]; readonly further: readonly FormPart[] };

export function formParts(module: Module): FormParts {
  const first = module.laidOut ? laidOutParts(module) : [{ label: null, fields: usualForm(module) }];
  const shown = new Set(first.flatMap(({ fields }) => fields.map(({ key }) => key)));
  const further = writable(fieldSections(module), ({ key }) => !shown.has(key));
  return { first, further };
}

/** What is required is asked for, wherever it stands. */
function laidOutParts(module: Module): FormPart[] {
  const placed = new Set(module.sections.flatMap(({ fields }) => fields));
  return writable(fieldSections(module), ({ key, required }) => key !== tagsKey && (placed.has(key) || required));
}

function writable(parts: readonly FormPart[], isWanted: (field: Field) => boolean): FormPart[] {
  return parts
    .map(({ label, fields }) => ({ label, fields: fields.filter((field) => !field.readOnly && isWanted(field)) }))
    .filter(({ fields }) => fields.length > 0);
}
