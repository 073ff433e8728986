/** What stands behind `?`: the template that is edited, or the one that a new one begins as; nothing: an empty one. */
export type TemplateSearch = { readonly name?: string; readonly copyOf?: string };

export function readTemplateSearch({ name, copyOf }: Record<string, unknown>): TemplateSearch {
  if (typeof name === 'string' && name !== '') return { name };
  return typeof copyOf === 'string' && copyOf !== '' ? { copyOf } : {};
}
