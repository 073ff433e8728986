import type { Module } from '#core/records/field.ts';

/** A module by its key, as it would be; null: it would be gone. */
export type Changed = { readonly key: string; readonly module: Module | null };

/** What criteria could ask then: of the module itself, and of those that it leads to. */
export function withChanged(module: Module | null, changed: Changed): Module | null {
  const own = module?.key === changed.key ? changed.module : module;
  if (own === null || module?.beyond === undefined) return own;
  const related = Object.entries(module.beyond.related).flatMap(([lookup, other]) => {
    const known = other.key === changed.key ? changed.module : other;
    return known === null ? [] : [[lookup, known] as const];
  });
  return { ...own, beyond: { ...module.beyond, related: Object.fromEntries(related) } };
}
