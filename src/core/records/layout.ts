// How the fields of a module stand on a record's page: in sections, in an order. An organisation may lay a module out as
// it likes; whatever its layout doesn't name, fields added later among them, stands by itself at the end.
import { checkLabel } from '#core/records/check-name.ts';
import type { Module, Section } from '#core/records/field.ts';

export type Layout = readonly Section[];

export type LayoutProblem =
  | { readonly rule: 'bad_label'; readonly section: number }
  | { readonly rule: 'unknown_field' | 'named_twice'; readonly section: number; readonly field: string };

/** Every problem at once; a layout without any is fine for the module. */
export function layoutProblems({ fields }: Module, layout: Layout): readonly LayoutProblem[] {
  const known = new Set(fields.map(({ key }) => key));
  const placed = new Set<string>();
  return layout.flatMap((drawn, section) => {
    const problems: LayoutProblem[] = checkLabel(drawn.label) === null ? [{ rule: 'bad_label', section }] : [];
    for (const field of drawn.fields) {
      if (!known.has(field)) problems.push({ rule: 'unknown_field', section, field });
      else if (placed.has(field)) problems.push({ rule: 'named_twice', section, field });
      placed.add(field);
    }
    return problems;
  });
}

/** The module with its fields where the layout puts them; a field that is gone leaves no gap. Null: as the product draws it. */
export function laidOut(module: Module, layout: Layout | null): Module {
  if (layout === null) return module;
  const there = new Set(module.fields.map(({ key }) => key));
  const sections = layout.map(({ label, fields }) => ({ label, fields: fields.filter((key) => there.has(key)) }));
  return { ...module, sections, laidOut: true };
}
