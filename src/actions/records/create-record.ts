// Creates one record. Whoever creates it owns it, unless the values say otherwise.
import { type NotPermitted, openModule } from '#actions/access/open-module.ts';
import { type Acting, changedByUser } from '#actions/records/acting.ts';
import { againWhenOvertaken, checkStored } from '#actions/records/check-stored.ts';
import { type ShownRecord, showRecord } from '#actions/records/show-records.ts';
import { sumQuotes } from '#actions/records/sum-lines.ts';
import { assert } from '#core/assert.ts';
import type { FieldValues } from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { ChangedBy } from '#core/records/record-event.ts';
import { checkValues, initialValues } from '#core/records/validate.ts';
import type { Tx } from '#storage/db.ts';
import { boundless, type Catalogue } from '#storage/records/catalogue.ts';
import { loadRecords } from '#storage/records/read-records.ts';
import { insertRecords } from '#storage/records/write-records.ts';

export type NewRecord = {
  readonly module: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Left out: whoever acts, by hand. */
  readonly by?: ChangedBy;
};

export type CreatedRecord =
  | ({ readonly kind: 'created' } & ShownRecord)
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' }
  | NotPermitted
  | { readonly kind: 'refused'; readonly reason: 'invalid_input'; readonly problems: readonly FieldProblem[] };

export async function createRecord(acting: Acting, wanted: NewRecord): Promise<CreatedRecord> {
  const { database, organization } = acting;
  return againWhenOvertaken(() => database.organization(organization.seat, (tx) => createIn(tx, acting, wanted)));
}

export async function createIn(tx: Tx, acting: Acting, wanted: NewRecord): Promise<CreatedRecord> {
  const opened = await openModule(tx, wanted.module, 'create');
  if (opened.kind === 'refused') return opened;
  const { catalogue } = opened;
  const checked = checkValues(catalogue.module, wanted.values, 'create');
  if (!checked.ok) return { kind: 'refused', reason: 'invalid_input', problems: checked.problems };
  const values = { owner: acting.actor.publicId, ...hiddenDefaults(catalogue), ...checked.values };
  const [problems = []] = await checkStored(tx, catalogue, [{ id: null, values: checked.values, before: {} }]);
  if (problems.length > 0) return { kind: 'refused', reason: 'invalid_input', problems };
  const { by = changedByUser(acting) } = wanted;
  const [inserted] = await insertRecords(tx, catalogue, [values], by);
  await sumQuotes(tx, acting, { module: wanted.module, values: [values], by });
  const loaded = await loadRecords(tx, boundless(catalogue), inserted === undefined ? [] : [inserted.id]);
  const [record] = loaded.values();
  assert(record !== undefined, 'a record that was inserted can be read');
  return { kind: 'created', ...(await showRecord(tx, catalogue, record)) };
}

/** What the fields begin with that whoever creates the record doesn't see. */
export function hiddenDefaults({ module, whole }: Catalogue): FieldValues {
  if (module === whole.module) return {};
  const shown = new Set(module.fields.filter(({ readOnly }) => !readOnly).map(({ key }) => key));
  return initialValues(whole.module.fields.filter(({ key }) => !shown.has(key)));
}
