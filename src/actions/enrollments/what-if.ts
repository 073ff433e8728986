// What would happen in a round if something happened now (C-91): told, and nothing of it is kept.
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { isSeen } from '#actions/enrollments/seen-round.ts';
import { loadSurroundings, worldOf } from '#actions/enrollments/surroundings.ts';
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';
import { tellHistory, type ToldEvent } from '#core/cadence/explain.ts';
import { type NotSupposable, type Supposed, whatIf } from '#core/cadence/what-if.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { checkValues } from '#core/records/validate.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database, Tx } from '#storage/db.ts';
import { findEnrollment } from '#storage/enrollments/enrollments.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';

export type WhatIfRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly now: Instant;
};

/** Fields as a record would be given them; the rest as the core has it. */
export type SupposedInput =
  | Exclude<Supposed, { kind: 'fields' }>
  | { readonly kind: 'fields'; readonly values: Readonly<Record<string, unknown>> };

export type WouldHappen =
  | {
      readonly kind: 'told';
      readonly definition: CadenceDefinition;
      readonly status: EnrollmentStatus;
      readonly events: readonly ToldEvent[];
    }
  | { readonly kind: 'refused'; readonly reason: 'not_found' | NotSupposable['refusal'] }
  | { readonly kind: 'refused'; readonly reason: 'bad_values'; readonly problems: readonly FieldProblem[] };

const ID = /^[1-9]\d{0,17}$/;

export async function whatWouldHappen(
  request: WhatIfRequest,
  { enrollment: id, supposed: input }: { readonly enrollment: string; readonly supposed: SupposedInput },
): Promise<WouldHappen> {
  const { database, organization, definitions, now } = request;
  if (!ID.test(id)) return { kind: 'refused', reason: 'not_found' };
  return database.organization(organization.seat, async (tx): Promise<WouldHappen> => {
    const found = await findEnrollment(tx, id);
    if (found === null || !(await isSeen(tx, found))) return { kind: 'refused', reason: 'not_found' };
    const { enrollment, recordId: record } = found;
    const { cadence, version } = enrollment;
    const outline = await definitions.outline(tx, organization.seat, { cadence, version });
    const supposed = await checked(tx, outline.definition.module, input);
    if ('problems' in supposed) return { kind: 'refused', reason: 'bad_values', problems: supposed.problems };
    const surroundings = await loadSurroundings(tx, {
      organization,
      definitions,
      needed: [{ cadence, version, record }],
    });
    const world = worldOf(surroundings, { cadence, record, now, zone: organization.timeZone });
    const decided = whatIf({ outline, enrollment, world }, supposed);
    if ('refusal' in decided) return { kind: 'refused', reason: decided.refusal };
    const { definition } = outline;
    return {
      kind: 'told',
      definition,
      status: decided.enrollment.status,
      events: tellHistory(decided.events, [definition]),
    };
  });
}

/** Only fields that whoever asks may see and write can be supposed to change. */
async function checked(
  tx: Tx,
  module: string,
  input: SupposedInput,
): Promise<Supposed | { readonly problems: readonly FieldProblem[] }> {
  if (input.kind !== 'fields') return input;
  const catalogue = await loadCatalogue(tx, module);
  if (catalogue === null) return { problems: [] };
  const values = checkValues(catalogue.module, input.values, 'update');
  return values.ok ? { kind: 'fields', values: values.values } : { problems: values.problems };
}
