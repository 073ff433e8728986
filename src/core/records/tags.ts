// Tags: a multi-select that every module has, whose options people make as they go. A tag is stored, compared and carried in
// files by its name, the same in every language.
import { isName } from '#core/records/check-name.ts';
import { OPTION_SEPARATOR } from '#core/records/convert.ts';
import type { Choice, Field } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';

export const TAGS = 'tags';
export const TAGS_MAX = 500;
const LENGTH_MAX = 100;

export type Tag = { readonly name: string; readonly color: Choice['color'] };

/** In the order in which they were made. */
export function tagsOf({ options, choices = [] }: Field): Tag[] {
  const colors = new Map(choices.map(({ value, color }) => [value, color]));
  return options.map((name) => ({ name, color: colors.get(name) ?? 'gray' }));
}

/** As the catalogue spells it: case and width don't matter. Undefined: there is none. */
export function findTag({ options }: Field, name: string): string | undefined {
  const folded = fold(name.trim());
  return options.find((option) => fold(option) === folded);
}

/** Null: it can't be one. */
export function tagName(given: string): string | null {
  const name = given.trim().replace(/\s+/gu, ' ');
  return isName(name, LENGTH_MAX) && !name.includes(OPTION_SEPARATOR) ? name : null;
}

/** The field with these tags and no others. */
export function withTags(field: Field, tags: readonly Tag[]): Field {
  const choices = tags.map(({ name, color }) => ({ value: name, label: { en: name, zh: name }, color }));
  return { ...field, options: tags.map(({ name }) => name), choices };
}

/** Tags in the catalogue's order; null: none. */
export function inOrder({ options }: Field, chosen: ReadonlySet<string>): readonly string[] | null {
  const tags = options.filter((option) => chosen.has(option));
  return tags.length === 0 ? null : tags;
}
