// Making, changing and deleting many records at once, set-based and in one transaction. Each is answered for itself: what is
// wrong with one stops no other.
import { type NotPermitted, type OpenedModule, openModule, whyNot } from '#actions/access/open-module.ts';
import { type Acting, changedByUser } from '#actions/records/acting.ts';
import { againWhenOvertaken, checkStored } from '#actions/records/check-stored.ts';
import { hiddenDefaults } from '#actions/records/create-record.ts';
import { binRecords } from '#actions/records/delete-record.ts';
import { sumQuotes } from '#actions/records/sum-lines.ts';
import type { Verb } from '#core/access/permissions.ts';
import type { CrmRecord, FieldValues } from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { checkValues } from '#core/records/validate.ts';
import type { Tx } from '#storage/db.ts';
import { addLookAgain } from '#storage/enrollments/inputs.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { changeable, lockRecords } from '#storage/records/lock-records.ts';
import { findIds } from '#storage/records/read-records.ts';
import { insertRecords, updateRecords } from '#storage/records/write-records.ts';

type Given = Readonly<Record<string, unknown>>;

export type BulkItem =
  /** Public ids. */
  | { readonly id: string; readonly result: 'done' | 'not_found' | 'record_not_yours' }
  | { readonly id: string | null; readonly result: 'invalid_input'; readonly problems: readonly FieldProblem[] };

export type BulkRecords =
  | { readonly kind: 'answered'; readonly items: readonly BulkItem[] }
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' }
  | NotPermitted;

export function createInBulk(
  acting: Acting,
  { module, records }: { readonly module: string; readonly records: readonly Given[] },
): Promise<BulkRecords> {
  return alone(acting, (tx) =>
    inModule(tx, { module, verb: 'create' }, (catalogue) => create(tx, acting, { catalogue, records })),
  );
}

/** `records`: public ids. */
export type DeletingMany = { readonly module: string; readonly records: readonly string[] };
export type ChangingMany = DeletingMany & { readonly values: Given };

export function updateInBulk(acting: Acting, wanted: ChangingMany): Promise<BulkRecords> {
  return alone(acting, (tx) => updateMany(tx, acting, wanted));
}

export function deleteInBulk(acting: Acting, wanted: DeletingMany): Promise<BulkRecords> {
  return alone(acting, (tx) => deleteMany(tx, acting, wanted));
}

export function updateMany(tx: Tx, acting: Acting, wanted: ChangingMany): Promise<BulkRecords> {
  return inModule(tx, { ...wanted, verb: 'update' }, async (catalogue) => {
    const checked = checkValues(catalogue.module, wanted.values, 'update');
    if (!checked.ok) return wanted.records.map((id) => invalid(id, checked.problems));
    const found = await lockNamed(tx, acting, { catalogue, named: wanted.records });
    return change(tx, acting, { catalogue, found, values: checked.values });
  });
}

export function deleteMany(tx: Tx, acting: Acting, wanted: DeletingMany): Promise<BulkRecords> {
  return inModule(tx, { ...wanted, verb: 'delete' }, async (catalogue) => {
    const found = await lockNamed(tx, acting, { catalogue, named: wanted.records });
    await binRecords(tx, acting, { catalogue, records: found.flatMap(({ yours }) => yours ?? []) });
    return found.map(answerOf);
  });
}

/** In a transaction of its own. */
function alone({ database, organization }: Acting, work: (tx: Tx) => Promise<BulkRecords>): Promise<BulkRecords> {
  return againWhenOvertaken(() => database.organization(organization.seat, work));
}

async function inModule(
  tx: Tx,
  { module, verb }: { readonly module: string; readonly verb: Verb },
  work: (catalogue: Catalogue) => Promise<readonly BulkItem[]>,
): Promise<BulkRecords> {
  const opened = await openForMany(tx, module, verb);
  return opened.kind === 'refused' ? opened : { kind: 'answered', items: await work(opened.catalogue) };
}

/** The module, if the member may do this to many of its records at once. */
export async function openForMany(tx: Tx, module: string, verb: Verb): Promise<OpenedModule> {
  const opened = await openModule(tx, module, verb);
  return opened.kind === 'refused' ? opened : ((await whyNot(tx, opened.catalogue, 'bulk')) ?? opened);
}

async function create(
  tx: Tx,
  acting: Acting,
  { catalogue, records }: { readonly catalogue: Catalogue; readonly records: readonly Given[] },
): Promise<readonly BulkItem[]> {
  const checked = records.map((values) => checkValues(catalogue.module, values, 'create'));
  const sound = checked.map((each) => (each.ok ? each.values : {}));
  const stored = await checkStored(
    tx,
    catalogue,
    sound.map((values) => ({ id: null, values, before: {} })),
  );
  const problems = checked.map((each, index) => (each.ok ? (stored[index] ?? []) : each.problems));
  const initial = { owner: acting.actor.publicId, ...hiddenDefaults(catalogue) };
  const fresh = sound.filter((_, index) => problems[index]?.length === 0).map((values) => ({ ...initial, ...values }));
  const by = changedByUser(acting);
  const made = (await insertRecords(tx, catalogue, fresh, by)).values();
  await sumQuotes(tx, acting, { module: catalogue.module.key, values: fresh, by });
  return problems.map((wrong) => {
    return wrong.length > 0 ? invalid(null, wrong) : { id: made.next().value?.publicId ?? '', result: 'done' };
  });
}

/** `yours`: the record, locked, where whoever asks may change it. */
type Named = { readonly id: string; readonly seen: boolean; readonly yours: CrmRecord | null };

/** In the order they were named; one that is named twice is done once. */
async function lockNamed(
  tx: Tx,
  { organization }: Acting,
  { catalogue, named }: { readonly catalogue: Catalogue; readonly named: readonly string[] },
): Promise<Named[]> {
  const wanted = [...new Set(named)];
  const ids = await findIds(tx, catalogue, wanted);
  const locked = await lockRecords(tx, organization.seat, { catalogue, ids: [...ids.values()] });
  const yours = await changeable(tx, catalogue, [...locked.keys()]);
  return wanted.map((id) => {
    const record = locked.get(ids.get(id) ?? '');
    const isYours = record !== undefined && yours.has(record.id);
    return { id, seen: record !== undefined, yours: isYours ? record : null };
  });
}

function answerOf({ id, seen, yours }: Named): BulkItem {
  if (yours !== null) return { id, result: 'done' };
  return { id, result: seen ? 'record_not_yours' : 'not_found' };
}

async function change(
  tx: Tx,
  acting: Acting,
  {
    catalogue,
    found,
    values,
  }: { readonly catalogue: Catalogue; readonly found: readonly Named[]; readonly values: FieldValues },
): Promise<readonly BulkItem[]> {
  const records = found.flatMap(({ yours }) => yours ?? []);
  const problems = await checkStored(
    tx,
    catalogue,
    records.map(({ id, values: before }) => ({ id, values, before })),
  );
  const wrong = new Map(records.map(({ publicId }, index) => [publicId, problems[index] ?? []]));
  const sound = records.filter(({ publicId }) => wrong.get(publicId)?.length === 0);
  const by = changedByUser(acting);
  const changes = sound.map((record) => ({ record, values }));
  const saved = await updateRecords(tx, catalogue, changes, by);
  const changed = saved.filter(({ revision }, index) => revision !== sound[index]?.revision);
  await addLookAgain(tx, acting.organization.seat, { records: changed.map(({ id }) => id), at: acting.now });
  const touched = [...sound, ...saved].map((record) => record.values);
  await sumQuotes(tx, acting, { module: catalogue.module.key, values: touched, by });
  return found.map((named) => {
    const own = wrong.get(named.id) ?? [];
    return own.length > 0 ? invalid(named.id, own) : answerOf(named);
  });
}

function invalid(id: string | null, problems: readonly FieldProblem[]): BulkItem {
  return { id, result: 'invalid_input', problems };
}
