// Creates one record. Whoever creates it owns it, unless the values say otherwise.
import { type Acting, changedByUser } from '#actions/records/acting.ts';
import { checkMembers } from '#actions/records/check-members.ts';
import { assert } from '#core/assert.ts';
import type { CrmRecord } from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { checkValues } from '#core/records/validate.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { loadRecords } from '#storage/records/read-records.ts';
import { insertRecords } from '#storage/records/write-records.ts';

export type NewRecord = { readonly module: string; readonly values: Readonly<Record<string, unknown>> };

export type CreatedRecord =
  | { readonly kind: 'created'; readonly record: CrmRecord }
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' }
  | { readonly kind: 'refused'; readonly reason: 'invalid_input'; readonly problems: readonly FieldProblem[] };

export async function createRecord(acting: Acting, wanted: NewRecord): Promise<CreatedRecord> {
  return acting.database.organization(acting.organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, wanted.module);
    if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
    const checked = checkValues(catalogue.module, wanted.values, 'create');
    if (!checked.ok) return { kind: 'refused', reason: 'invalid_input', problems: checked.problems };
    const values = 'owner' in checked.values ? checked.values : { ...checked.values, owner: acting.actor.publicId };
    const problems = await checkMembers(tx, catalogue.module, { values: checked.values, before: {} });
    if (problems.length > 0) return { kind: 'refused', reason: 'invalid_input', problems };
    const [inserted] = await insertRecords(tx, catalogue, [values], changedByUser(acting));
    const loaded = await loadRecords(tx, catalogue, inserted === undefined ? [] : [inserted.id]);
    const [record] = loaded.values();
    assert(record !== undefined, 'a record that was inserted can be read');
    return { kind: 'created', record };
  });
}
