// A batch of an import in one transaction: which rows are new, which are doubles, which are wrong; then one insert, one
// update, their events, and "look again" for the cadences of what changed.
import {
  checkRow,
  membersByName,
  type Row,
  type RowContext,
  valueInRow,
  withCell,
  withOwner,
} from '#actions/imports/check-row.ts';
import { assert } from '#core/assert.ts';
import type { Actor } from '#core/records/actor.ts';
import type { CrmRecord, FieldValues } from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { ChangedBy } from '#core/records/record-event.ts';
import type { Tx } from '#storage/db.ts';
import { addLookAgain } from '#storage/enrollments/inputs.ts';
import { listMembers } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { type Catalogue, loadCatalogue } from '#storage/records/catalogue.ts';
import { findDuplicates, keyText } from '#storage/records/find-duplicates.ts';
import { lockRecords } from '#storage/records/lock-records.ts';
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

/** A record to be: it exists (and is locked), or an earlier row of the batch makes it. */
type Target = { readonly record: CrmRecord | null; values: FieldValues };

export async function importBatch(tx: Tx, request: BatchRequest, rows: readonly Row[]): Promise<BatchResult> {
  const { organization, by } = request;
  const catalogue = await loadCatalogue(tx, request.module);
  assert(catalogue !== null, 'the module was there when the import began');
  const members = membersByName(await listMembers(tx));
  const context = { module: catalogue.module, zone: organization.timeZone, members };
  const keys = keysOf(rows, request.duplicates, context);
  const known = await lockKnown(tx, request, { catalogue, keys });
  const planned = planRows(rows, { request, context, keys, known });
  const fresh = planned.targets.filter(({ record }) => record === null);
  await insertRecords(
    tx,
    catalogue,
    fresh.map(({ values }) => withOwner(values, request.actor.publicId)),
    by,
  );
  const changes = planned.targets.flatMap(({ record, values }) => (record === null ? [] : [{ record, values }]));
  const saved = await updateRecords(tx, catalogue, changes, by);
  const changed = saved.filter(({ revision }, index) => revision !== changes[index]?.record.revision);
  await addLookAgain(tx, organization.seat, { records: changed.map(({ id }) => id), at: by.at });
  return planned.result;
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
  const known = new Map<string, Target>();
  for (const [key, id] of found) {
    const record = locked.get(id);
    if (record !== undefined) known.set(key, { record, values: {} });
  }
  return known;
}

type Planning = {
  readonly request: BatchRequest;
  readonly context: RowContext;
  readonly keys: ReadonlyMap<Row, string>;
  readonly known: Map<string, Target>;
};

function planRows(rows: readonly Row[], { request, context, keys, known }: Planning) {
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
    const checked = checkRow(row, target === undefined ? 'create' : 'update', context);
    if (!checked.ok) {
      result.failed++;
      errors.push(...checked.problems.map((problem) => ({ row: row.number, ...withCell(problem, row) })));
      continue;
    }
    const saved = target ?? { record: null, values: {} };
    saved.values = { ...saved.values, ...checked.values };
    targets.add(saved);
    if (key !== undefined) known.set(key, saved);
    if (target === undefined) result.created++;
    else result.updated++;
  }
  return { targets: [...targets], result };
}
