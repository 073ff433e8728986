// Fields that administrators add, change, retire and bring back while everything runs.
import { type Broken, reviewCadences } from '#actions/modules/review-cadences.ts';
import { viewsMissing } from '#actions/modules/views-missing.ts';
import type { ReadTemplate } from '#actions/templates/template-facts.ts';
import { type ReadFormula, readFormula } from '#actions/modules/read-formula.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { FormulaProblem } from '#core/formulas/problem.ts';
import {
  checkContent,
  checkField,
  type FieldContent,
  type FieldRefusal,
  type NewField,
} from '#core/records/check-field.ts';
import { type Field, fieldOf, type Module } from '#core/records/field.ts';
import { mainModules } from '#core/records/modules.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';
import { catalogueOf, fieldFromRow, loadFieldRows } from '#storage/records/catalogue.ts';
import { addField as storeField, changeField as storeChange, setRetired } from '#storage/records/own-fields.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import { insertJob } from '#storage/jobs/jobs.ts';
import { listOwnModules } from '#storage/records/own-modules.ts';

export type Administering = Acting & { readonly readTemplate: ReadTemplate };

export type FieldPlace = { readonly module: string; readonly field: string };

type Refused<Reason extends string> = { readonly kind: 'refused'; readonly reason: Reason };

/** A formula as it was written; null: people write the field's values. */
export type WrittenFormula = string | null;

export type FormulaRefused = {
  readonly kind: 'refused';
  readonly reason: 'formula_wrong';
  readonly problems: readonly FormulaProblem[];
};

export type AddedField =
  | { readonly kind: 'added'; readonly module: Module; readonly field: Field }
  | FormulaRefused
  | Refused<FieldRefusal | 'unknown_module' | 'too_many_fields' /** Try again later. */ | 'table_busy'>;

export type AddingField = {
  readonly module: string;
  readonly field: NewField;
  /** Left out: people write the values. */
  readonly formula?: WrittenFormula;
};

export async function addField(
  { database, organization, actor, now }: Acting,
  { module: key, field: wanted, formula: text = null }: AddingField,
): Promise<AddedField> {
  const { seat } = organization;
  const known = await database.organization(seat, (tx) => loadKnown(tx, key));
  if (known === null) return { kind: 'refused', reason: 'unknown_module' };
  const modules = await database.organization(seat, lookupTargets);
  const taken = new Set([...known.own, ...known.retired].map((field) => field.key));
  const read = text === null ? null : readFormula(text, wanted, known.module);
  if (read?.ok === false) return { kind: 'refused', reason: 'formula_wrong', problems: read.problems };
  const calculation = read?.formula ?? null;
  const checked = checkField({ module: known.module, modules, taken }, { ...wanted, calculation });
  if ('refusal' in checked) return { kind: 'refused', reason: checked.refusal };
  const { field } = checked;
  const added = await storeField(database, seat, { module: key, field, actor: actor.id, now });
  return added === 'added' ? { kind: 'added', module: known.module, field } : { kind: 'refused', reason: added };
}

export type ChangedField =
  | { readonly kind: 'changed'; readonly module: Module; readonly field: Field }
  | FormulaRefused
  | Refused<FieldRefusal | 'unknown_module' | 'unknown_field' | 'values_not_unique' | 'table_busy'>;

export type ChangingField = FieldPlace & {
  readonly content: Partial<FieldContent>;
  /** Left out: it stays. */
  readonly formula?: WrittenFormula;
};

/** Of a field of the product too: what it is called, its options, whether it is required. What is not given stays. */
export async function changeField(
  { database, organization, actor, now }: Acting,
  { module: key, field: fieldKey, content, formula: text }: ChangingField,
): Promise<ChangedField> {
  const { seat } = organization;
  const known = await database.organization(seat, (tx) => loadKnown(tx, key));
  if (known === null) return { kind: 'refused', reason: 'unknown_module' };
  const before = fieldOf(known.module, fieldKey);
  if (before === undefined) return { kind: 'refused', reason: 'unknown_field' };
  const read = text === undefined ? null : rereadFormula(text, before, known.module);
  if (read === 'not_a_formula') return { kind: 'refused', reason: 'bad_formula' };
  if (read?.ok === false) return { kind: 'refused', reason: 'formula_wrong', problems: read.problems };
  const checked = checkContent({ ...before, ...content, ...(read === null ? {} : { calculation: read.formula }) });
  if ('refusal' in checked) return { kind: 'refused', reason: checked.refusal };
  const { field } = checked;
  const changed = await storeChange(database, seat, { module: key, field, before, actor: actor.id, now });
  return changed === 'changed'
    ? { kind: 'changed', module: known.module, field }
    : { kind: 'refused', reason: changed };
}

function rereadFormula(text: WrittenFormula, before: Field, module: Module): ReadFormula | 'not_a_formula' {
  const isFormula = (before.calculation ?? null) !== null;
  return isFormula && text !== null ? readFormula(text, before, module) : 'not_a_formula';
}

export type FieldUses = {
  readonly kind: 'used';
  /** Cadences that would stand still without the field. */
  readonly cadences: readonly Broken[];
  readonly views: readonly string[];
};

/** What would miss the field. */
export async function readFieldUses(
  administering: Administering,
  { module: key, field }: FieldPlace,
): Promise<FieldUses | Refused<'unknown_module' | 'unknown_field'>> {
  const { database, organization } = administering;
  return database.organization(organization.seat, async (tx) => {
    const known = await loadKnown(tx, key);
    if (known === null) return { kind: 'refused', reason: 'unknown_module' };
    if (fieldOf(known.module, field) === undefined) return { kind: 'refused', reason: 'unknown_field' };
    const without = { ...known.module, fields: known.module.fields.filter((each) => each.key !== field) };
    const { broken } = await reviewCadences(tx, administering, { key, module: without, save: false });
    const views = await viewsMissing(tx, { key, module: without });
    return { kind: 'used', cadences: broken, views: views.map(({ name }) => name) };
  });
}

export type RetiredField =
  | { readonly kind: 'done'; readonly field: Field; readonly cadences: readonly Broken[] }
  | Refused<'unknown_module' | 'unknown_field' | 'field_of_product'>;

/** The values stay. Cadences that need the field become invalid: they stand still until it is back (C-42, K-110). */
export async function retireField(administering: Administering, place: FieldPlace): Promise<RetiredField> {
  const { database, organization, now } = administering;
  return database.organization(organization.seat, async (tx) => {
    const known = await loadKnown(tx, place.module);
    if (known === null) return { kind: 'refused', reason: 'unknown_module' };
    const field = fieldOf(known.module, place.field);
    if (field === undefined) return { kind: 'refused', reason: 'unknown_field' };
    const namesRecords = known.module.own === true && field.key === 'name';
    if (field.system || namesRecords) return { kind: 'refused', reason: 'field_of_product' };
    return setFieldRetired(tx, administering, { place, field, at: now });
  });
}

/** Invalid cadences that miss nothing any more run again. */
export async function restoreField(administering: Administering, place: FieldPlace): Promise<RetiredField> {
  const { database, organization } = administering;
  return database.organization(organization.seat, async (tx) => {
    const known = await loadKnown(tx, place.module);
    if (known === null) return { kind: 'refused', reason: 'unknown_module' };
    const field = known.retired.find(({ key }) => key === place.field);
    if (field === undefined) return { kind: 'refused', reason: 'unknown_field' };
    return setFieldRetired(tx, administering, { place, field, at: null });
  });
}

async function setFieldRetired(
  tx: Tx,
  administering: Administering,
  { place, field, at }: { readonly place: FieldPlace; readonly field: Field; readonly at: number | null },
): Promise<RetiredField> {
  await setRetired(tx, { module: place.module, key: place.field, at });
  const { actor, now } = administering;
  const target = { kind: 'field', id: `${place.module}.${place.field}`, name: field.label.en } as const;
  const action = at === null ? 'field_restored' : 'field_retired';
  await writeAudit(tx, { action, actor: actor.id, at: now, target });
  const module = (await loadKnown(tx, place.module))?.module ?? null;
  // What formulas gave meanwhile stayed as it was.
  if (at === null && module !== null) await recomputeFormulas(tx, administering, module);
  const { broken } = await reviewCadences(tx, administering, { key: place.module, module, save: true });
  return { kind: 'done', field, cadences: broken };
}

async function recomputeFormulas(tx: Tx, { organization, actor, now }: Administering, module: Module): Promise<void> {
  if (module.fields.every(({ calculation = null }) => calculation === null)) return;
  await insertJob(tx, { request: { formulas: { module: module.key } }, askedBy: actor.id, total: 0 }, now);
  await tellWorkers(tx, organization.seat);
}

type Known = { readonly module: Module; readonly own: readonly Field[]; readonly retired: readonly Field[] };

async function loadKnown(tx: Tx, key: string): Promise<Known | null> {
  const rows = await loadFieldRows(tx, key);
  const catalogue = catalogueOf(key, rows);
  if (catalogue === null) return null;
  const made = rows.filter((row) => !row.of_product);
  return {
    module: catalogue.module,
    own: made.filter((row) => !row.retired).map(fieldFromRow),
    retired: made.filter((row) => row.retired).map(fieldFromRow),
  };
}

/** Modules that lookups may lead to. */
async function lookupTargets(tx: Tx): Promise<ReadonlySet<string>> {
  const own = (await listOwnModules(tx)).filter(({ retired }) => !retired);
  return new Set([...mainModules, ...own].map(({ key }) => key));
}
