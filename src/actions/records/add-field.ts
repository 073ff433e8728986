// Adds a custom field to a module while everything runs.
import type { Acting } from '#actions/records/acting.ts';
import { checkField, type FieldRefusal, type NewField } from '#core/records/check-field.ts';
import type { Field } from '#core/records/field.ts';
import { addField as addColumn } from '#storage/records/add-field.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';

export type AddedField =
  | { readonly kind: 'added'; readonly field: Field }
  | {
      readonly kind: 'refused';
      readonly reason: FieldRefusal | 'unknown_module' | 'too_many_fields' /** Try again later. */ | 'table_busy';
    };

export async function addField(
  { database, organization, now }: Acting,
  { module, field: wanted }: { readonly module: string; readonly field: NewField },
): Promise<AddedField> {
  const { seat } = organization;
  const catalogue = await database.organization(seat, (tx) => loadCatalogue(tx, module));
  if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
  const checked = checkField(catalogue.module, wanted);
  if ('refusal' in checked) return { kind: 'refused', reason: checked.refusal };
  const { field } = checked;
  const added = await addColumn(database, seat, { module, field, now });
  return added === 'added' ? { kind: 'added', field } : { kind: 'refused', reason: added };
}
