// A batch of rows becomes records; the rows that can't are kept as they stood, with what is wrong with them.
import type { CellMeanings } from '#actions/imports/cell-meanings.ts';
import { type BatchResult, importBatch } from '#actions/imports/import-batch.ts';
import type { ImportSettings } from '#actions/imports/import-settings.ts';
import type { Row } from '#actions/imports/row.ts';
import type { Actor } from '#core/records/actor.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { type Failure, insertFailures, type StoredImport } from '#storage/imports/imports.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Saving = {
  readonly organization: Organization;
  readonly actor: Actor;
  readonly at: Instant;
  readonly stored: StoredImport;
  readonly settings: Pick<ImportSettings, 'duplicates' | 'dayOrder'>;
  readonly meanings: CellMeanings;
};

export async function saveRows(
  tx: Tx,
  { organization, actor, at, stored, settings, meanings }: Saving,
  rows: readonly Row[],
): Promise<BatchResult> {
  const by = { actor, at, cause: { kind: 'import', id: stored.publicId } } as const;
  const { module } = stored;
  const { duplicates, dayOrder } = settings;
  const request = { organization, module, duplicates, meanings, dayOrder, purpose: 'save', actor, by } as const;
  const result = await importBatch(tx, request, rows);
  await insertFailures(tx, stored.id, failuresOf(rows, result));
  return result;
}

function failuresOf(rows: readonly Row[], { errors }: BatchResult): Failure[] {
  const problems = new Map<number, FieldProblem[]>();
  for (const { row, ...problem } of errors) problems.set(row, [...(problems.get(row) ?? []), problem]);
  return rows.flatMap(({ number, cells }) => {
    const wrong = problems.get(number);
    return wrong === undefined ? [] : [{ row: number, cells, problems: wrong }];
  });
}
