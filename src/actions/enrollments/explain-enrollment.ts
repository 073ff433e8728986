// The story of one enrollment for people: where it stands, what happened and why, from its history (C-41).
import { isSeen } from '#actions/enrollments/seen-round.ts';
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import type { Enrollment } from '#core/cadence/enrollment.ts';
import { tellHistory, type ToldEvent } from '#core/cadence/explain.ts';
import { loadDefinitionsUpTo } from '#storage/cadences/cadences.ts';
import type { Database } from '#storage/db.ts';
import { findEnrollment, loadHistory } from '#storage/enrollments/enrollments.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Story = {
  readonly enrollment: Enrollment;
  readonly record: string;
  readonly definition: CadenceDefinition;
  readonly events: readonly ToldEvent[];
};

export type ExplainRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly enrollment: string;
};

const ID = /^[1-9]\d{0,17}$/;

/** Null: no such enrollment in this organisation. */
export async function explainEnrollment({
  database,
  organization,
  enrollment: id,
}: ExplainRequest): Promise<Story | null> {
  if (!ID.test(id)) return null;
  return database.organization(organization.seat, async (tx) => {
    const found = await findEnrollment(tx, id);
    if (found === null || !(await isSeen(tx, found))) return null;
    const { enrollment, recordId } = found;
    const history = await loadHistory(tx, id);
    // Earlier versions name the follow-ups that later ones removed.
    const definitions = await loadDefinitionsUpTo(tx, enrollment.cadence, enrollment.version);
    const [definition] = definitions;
    if (definition === undefined) throw new Error(`enrollment ${id} is under a version that does not exist`);
    return { enrollment, record: recordId, definition, events: tellHistory(history, definitions) };
  });
}
