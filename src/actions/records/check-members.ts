// Whether user fields name somebody who is here.
import type { FieldValues, Module } from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { Tx } from '#storage/db.ts';
import { listMembers } from '#storage/organizations/members.ts';

/** Problems of user fields that are to become somebody unknown or inactive. `before`: what may stay as it is. */
export async function checkMembers(
  tx: Tx,
  module: Module,
  { values, before }: { readonly values: FieldValues; readonly before: FieldValues },
): Promise<FieldProblem[]> {
  const named = module.fields.filter(
    ({ key, type }) => type === 'user' && (values[key] ?? null) !== null && values[key] !== before[key],
  );
  if (named.length === 0) return [];
  const active = await activeMembers(tx);
  return named
    .filter(({ key }) => !active.has(String(values[key])))
    .map(({ key }) => ({ field: key, rule: 'not_a_member', value: values[key] }));
}

/** Their public ids. */
export async function activeMembers(tx: Tx): Promise<ReadonlySet<string>> {
  return new Set((await listMembers(tx)).filter((member) => member.active).map(({ publicId }) => publicId));
}
