// What formulas can do with a value that is missing: everything else has no value then. These look at their parts one by
// one, so each has its own way in check-formula.ts and evaluate-formula.ts.
export const specialForms = ['&&', '||', '?:', 'coalesce', 'isEmpty'] as const;
export type SpecialForm = (typeof specialForms)[number];

export function isSpecial(name: string): name is SpecialForm {
  return (specialForms as readonly string[]).includes(name);
}
