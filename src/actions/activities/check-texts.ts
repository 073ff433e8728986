// What people write into a task or call, judged as a record is; its owner must be here.
import { activityFields } from '#core/records/activity-fields.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { checkValues } from '#core/records/validate.ts';
import type { Tx } from '#storage/db.ts';
import { listMembers } from '#storage/organizations/members.ts';

/** By field key, as they came in. */
export type GivenTexts = Readonly<Record<string, unknown>>;

export type Texts = {
  readonly subject: string;
  readonly description: string | null;
  readonly purpose: string | null;
  readonly agenda: string | null;
  readonly owner: string | null;
};

export type CheckedTexts =
  /** What was not given is missing. */
  | { readonly ok: true; readonly texts: Partial<Texts> }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** `before`: whose it is; that one may have left. */
export async function checkTexts(
  tx: Tx,
  given: GivenTexts,
  { mode, before }: { readonly mode: 'create' | 'update'; readonly before: string | null },
): Promise<CheckedTexts> {
  const checked = checkValues(activityFields, given, mode);
  if (!checked.ok) return checked;
  const texts = checked.values as Partial<Texts>; // each field holds text
  const { owner } = texts;
  if (owner === undefined || owner === before || (await isHere(tx, owner))) return { ok: true, texts };
  return { ok: false, problems: [{ field: 'owner', rule: 'not_a_member', value: owner }] };
}

async function isHere(tx: Tx, owner: string | null): Promise<boolean> {
  return (await listMembers(tx)).some(({ publicId, active }) => active && publicId === owner);
}
