// What is wrong with the rows that an import left out, the first ones.
import type { RowError } from '#actions/imports/import-batch.ts';
import { findOwn } from '#actions/imports/read-imports.ts';
import type { Acting } from '#actions/records/acting.ts';
import { countProblems, readFailures } from '#storage/imports/imports.ts';

const ROWS_TOLD = 1000;

export async function readRowErrors(
  { database, organization, actor }: Acting,
  id: string,
): Promise<{ readonly errors: readonly RowError[]; readonly total: number }> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findOwn(tx, actor.id, id);
    if (found === null) return { errors: [], total: 0 };
    const failures = await readFailures(tx, found.stored.id, 0, ROWS_TOLD);
    const errors = failures.flatMap(({ row, problems }) => problems.map((problem) => ({ row, ...problem })));
    return { errors, total: await countProblems(tx, found.stored.id) };
  });
}
