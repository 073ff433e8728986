// A batch of an import in one transaction: which rows are new, which are doubles, which are wrong; then one insert, one
// update, their events, and "look again" for the cadences of what changed.
import {
  checkRow,
  membersByName,
  type RowContext,
  valueInRow,
  withCell,
  withOwner,
} from '#actions/imports/check-row.ts';
import type { CellMeanings } from '#actions/imports/cell-meanings.ts';
import type { Row } from '#actions/imports/row.ts';
import { hiddenDefaults } from '#actions/records/create-record.ts';
import { checkStored } from '#actions/records/check-stored.ts';
import { sumQuotes } from '#actions/records/sum-lines.ts';
import { findReferred } from '#actions/imports/find-referred.ts';
import { assert } from '#core/assert.ts';
import type { Actor } from '#core/records/actor.ts';
import type { DayOrder } from '#core/records/day-order.ts';
import type { CrmRecord, FieldValues } from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { ChangedBy } from '#core/records/record-event.ts';
import type { Checked } from '#core/records/validate.ts';
import type { Tx } from '#storage/db.ts';
import { addLookAgain } from '#storage/enrollments/inputs.ts';
import { listMembers } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { type Catalogue, loadCatalogue } from '#storage/records/catalogue.ts';
import { findDuplicates, keyText } from '#storage/records/find-duplicates.ts';
import { changeable, lockRecords } from '#storage/records/lock-records.ts';
import { insertRecords, updateRecords } from '#storage/records/write-records.ts';

/** What happens to a row whose key field has the value of a record that exists (or of an earlier row). */
export type Duplicates =
  | { readonly kind: 'add' }
  | { readonly kind: 'skip'; readonly key: string }
  | { readonly kind: 'update'; readonly key: string };

export type BatchRequest = {
  readonly organization: Organization;
  readonly module: string;
  readonly duplicates: Duplicates;
  readonly meanings: CellMeanings;
  readonly dayOrder: DayOrder;
  /** try: everything is checked and nothing is written. */
  readonly purpose: 'save' | 'try';
  readonly actor: Actor;
  readonly by: ChangedBy;
};

export type RowError = FieldProblem & { readonly row: number };

export type BatchResult = {
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly failed: number;
  readonly errors: readonly RowError[];
};

/** A record to be: it exists (and is locked), or an earlier row of the batch makes it; and the rows that it comes from. */
type Target = {
  readonly record: CrmRecord | null;
  /** Whoever imports may change it. */
  readonly yours: boolean;
  values: FieldValues;
  readonly rows: Row[];
};

export async function importBatch(tx: Tx, request: BatchRequest, rows: readonly Row[]): Promise<BatchResult> {
  const { organization } = request;
  const catalogue = await loadCatalogue(tx, request.module);
  assert(catalogue !== null, 'the module was there when the import began');
  const members = membersByName(await listMembers(tx));
  const { meanings, dayOrder } = request;
  const referred = await findReferred(tx, catalogue.module, { rows, meanings });
  const { timeZone: zone } = organization;
  const context = { module: catalogue.module, zone, members, referred, meanings, dayOrder };
  const keys = keysOf(rows, request.duplicates, context);
  const known = await lockKnown(tx, request, { catalogue, keys });
  const planned = await withoutStored(tx, catalogue, planRows(rows, { request, context, keys, known }));
  if (request.purpose === 'save') await save(tx, { request, catalogue }, planned.targets);
  return planned.result;
}

async function save(
  tx: Tx,
  { request, catalogue }: { readonly request: BatchRequest; readonly catalogue: Catalogue },
  targets: readonly Target[],
): Promise<void> {
  const { organization, actor, by } = request;
  const fresh = targets.filter(({ record }) => record === null);
  await insertRecords(
    tx,
    catalogue,
    fresh.map(({ values }) => withOwner({ ...hiddenDefaults(catalogue), ...values }, actor.publicId)),
    by,
  );
  const changes = targets.flatMap(({ record, values }) => (record === null ? [] : [{ record, values }]));
  const saved = await updateRecords(tx, catalogue, changes, by);
  const changed = saved.filter(({ revision }, index) => revision !== changes[index]?.record.revision);
  await addLookAgain(tx, organization.seat, { records: changed.map(({ id }) => id), at: by.at });
  const values = targets.flatMap(({ record, values: after }) => [record?.values ?? {}, after]);
  await sumQuotes(tx, request, { module: request.module, values, by });
}

/** By row, the text that doubles have in common. */
function keysOf(rows: readonly Row[], duplicates: Duplicates, context: RowContext): ReadonlyMap<Row, string> {
  const keys = new Map<Row, string>();
  if (duplicates.kind === 'add') return keys;
  for (const row of rows) {
    const key = keyText(valueInRow(row, duplicates.key, context));
    if (key !== null) keys.set(row, key);
  }
  return keys;
}

async function lockKnown(
  tx: Tx,
  { organization, duplicates }: BatchRequest,
  { catalogue, keys }: { readonly catalogue: Catalogue; readonly keys: ReadonlyMap<Row, string> },
): Promise<Map<string, Target>> {
  if (duplicates.kind === 'add') return new Map();
  const found = await findDuplicates(tx, catalogue, { key: duplicates.key, keys: [...new Set(keys.values())] });
  const locked = await lockRecords(tx, organization.seat, { catalogue, ids: [...found.values()] });
  const yours = await changeable(tx, catalogue, [...locked.keys()]);
  const known = new Map<string, Target>();
  for (const [key, id] of found) {
    const record = locked.get(id);
    if (record !== undefined) known.set(key, { record, yours: yours.has(id), values: {}, rows: [] });
  }
  return known;
}

type Planned = { readonly targets: readonly Target[]; readonly result: BatchResult };

type Planning = {
  readonly request: BatchRequest;
  readonly context: RowContext;
  readonly keys: ReadonlyMap<Row, string>;
  readonly known: Map<string, Target>;
};

function planRows(rows: readonly Row[], { request, context, keys, known }: Planning): Planned {
  const targets = new Set<Target>();
  const errors: RowError[] = [];
  const result = { created: 0, updated: 0, skipped: 0, failed: 0, errors };
  for (const row of rows) {
    const key = keys.get(row);
    const target = key === undefined ? undefined : known.get(key);
    if (target !== undefined && request.duplicates.kind === 'skip') {
      result.skipped++;
      continue;
    }
    const checked =
      target?.yours === false
        ? notYours(key, request)
        : checkRow(row, target === undefined ? 'create' : 'update', context);
    if (!checked.ok) {
      result.failed++;
      errors.push(...checked.problems.map((problem) => ({ row: row.number, ...withCell(problem, row) })));
      continue;
    }
    const saved: Target = target ?? { record: null, yours: true, values: {}, rows: [] };
    saved.rows.push(row);
    saved.values = { ...saved.values, ...checked.values };
    targets.add(saved);
    if (key !== undefined) known.set(key, saved);
    if (target === undefined) result.created++;
    else result.updated++;
  }
  return { targets: [...targets], result };
}

function notYours(key: string | undefined, { duplicates }: BatchRequest): Checked {
  const field = duplicates.kind === 'add' ? '' : duplicates.key;
  return { ok: false, problems: [{ field, rule: 'not_yours', value: key ?? null }] };
}

/** Without the records that break what only the database knows of; all rows of such a one have failed. */
async function withoutStored(tx: Tx, catalogue: Catalogue, { targets, result }: Planned): Promise<Planned> {
  const candidates = targets.map(({ record, values }) => {
    return { id: record?.id ?? null, values, before: record?.values ?? {} };
  });
  const problems = await checkStored(tx, catalogue, candidates);
  const isSound = (_: unknown, index: number): boolean => problems[index]?.length === 0;
  const broken = targets.flatMap((target, index) => (isSound(target, index) ? [] : [{ target, index }]));
  if (broken.length === 0) return { targets, result };
  const errors = broken.flatMap(({ target, index }) =>
    target.rows.flatMap((row) =>
      (problems[index] ?? []).map((problem) => ({ row: row.number, ...withCell(problem, row) })),
    ),
  );
  const failed = broken.reduce((sum, { target }) => sum + target.rows.length, 0);
  const created = broken.filter(({ target }) => target.record === null).length;
  return {
    targets: targets.filter(isSound),
    result: {
      ...result,
      created: result.created - created,
      updated: result.updated - (failed - created),
      failed: result.failed + failed,
      errors: [...result.errors, ...errors].toSorted((a, b) => a.row - b.row),
    },
  };
}
