// Options of pick lists as the reader calls them: what is stored is the same in every language.
import type { Language } from '#contract/errors.ts';
import type { Choice, Field } from '#core/records/field.ts';

type Choosable = Pick<Field, 'choices'>;

export function optionLabel(field: Choosable, option: string, language: Language): string {
  return choiceOf(field, option)?.label[language] ?? option;
}

/** A colour of the theme. Null: the field's options are told apart by their names alone. */
export function optionTone(field: Choosable, option: string): string | null {
  const isColored = field.choices?.some(({ color }) => color !== 'gray') === true;
  return isColored ? (choiceOf(field, option)?.color ?? 'gray') : null;
}

function choiceOf({ choices }: Choosable, option: string): Choice | undefined {
  return choices?.find(({ value }) => value === option);
}
