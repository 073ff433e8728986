import type { Literal } from '#core/criteria/operators.ts';
import { type Field, shapeOf, type ValueShape } from '#core/records/field.ts';
import { useEditing } from '#web/criteria/editing.ts';
import { useUsers } from '#web/criteria/name-value.ts';
import { optionLabel } from '#web/features/records/fields/options.ts';

type Choice = { readonly value: string; readonly label: string };

/** Null: values are written, not chosen. */
export function useChoices(field: Field, isPart: boolean): Choice[] | null {
  const { language } = useEditing();
  const users = useUsers();
  if (field.type === 'user') return users.map(({ id, name }) => ({ value: id, label: name }));
  const isWritten = shapeOf[field.type] === 'text' && (field.type !== 'pick_list' || isPart);
  if (isWritten || field.options.length === 0) return null;
  return field.options.map((value) => ({ value, label: optionLabel(field, value, language) }));
}

/** Decimals stay as they are written, so that no digit is lost; what isn't a whole number stays for the check to refuse. */
export function readLiteral(text: string, shape: ValueShape): Literal {
  return shape === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}
