// Takes the records of a view audience in, a batch at a time: those in the view at publication, and, for a dynamic
// audience, those that entered since. A record that comes back goes on only after it left by the view or by criteria
// (C-73). One intake of a cadence runs at a time.
import { addDuration, endOfDay, startOfDay } from '#core/time/calendar.ts';
import type { Instant } from '#core/time/instant.ts';
import type { CadenceDefinition, Intake } from '#core/cadence/definition.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { enrollInTransaction } from '#actions/enrollments/enroll-records.ts';
import {
  forgetLeavers,
  listAwaited,
  listNewcomers,
  type Newcomer,
  rememberRecords,
} from '#storage/cadences/audience.ts';
import { listCadences, lockCadence, saveIntake, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Database, Tx } from '#storage/db.ts';
import { cadenceKey, intakeKey, lock } from '#storage/locks.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { wholeCatalogueFor } from '#storage/records/beyond.ts';
import { findViewById } from '#storage/views/views.ts';

export type IntakeRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly cadence: number;
  readonly now: Instant;
  readonly limit: number;
};

export type TakenIn = { readonly enrolled: number /** More are waiting: call again. */; readonly more: boolean };

const NOTHING: TakenIn = { enrolled: 0, more: false };

export async function takeInAudience(request: IntakeRequest): Promise<TakenIn> {
  const { database, organization } = request;
  return database.organization(organization.seat, async (tx) => {
    // The cadence's too, before its row: whoever disables it takes them in this order.
    const { seat } = organization;
    await lock(tx, { shared: [cadenceKey(seat, request.cadence)], exclusive: [intakeKey(seat, request.cadence)] });
    const cadence = await lockCadence(tx, request.cadence);
    if (cadence.status !== 'active' || cadence.version === null || cadence.viewId === null) return NOTHING;
    const outline = await request.definitions.outline(tx, organization.seat, {
      cadence: cadence.id,
      version: cadence.version,
    });
    const { definition } = outline;
    if (!cadence.intakePending && !isDue(definition, cadence, request)) return NOTHING;
    return takeIn(tx, request, cadence);
  });
}

/** Numbers of the active cadences whose audience may still grow. */
export async function listRunningAudiences(database: Database, organization: Organization): Promise<number[]> {
  const cadences = await database.organization(organization.seat, (tx) => listCadences(tx));
  return cadences
    .filter(
      ({ status, intakePending, intakeDoneUntil }) =>
        status === 'active' && (intakePending || intakeDoneUntil !== null),
    )
    .map(({ id }) => id);
}

async function takeIn(tx: Tx, request: IntakeRequest, cadence: StoredCadence): Promise<TakenIn> {
  const { organization, now, limit } = request;
  const view = cadence.viewId === null ? null : await findViewById(tx, cadence.viewId);
  const catalogue = view && (await wholeCatalogueFor(tx, cadence.module, [view.criteria]));
  if (view === null || catalogue === null) return NOTHING;
  const { criteria } = view;
  const { intakePending: isAwaiting, intakeDoneUntil: doneUntil } = cadence;
  const since = doneUntil === null || doneUntil === 0 ? null : doneUntil;
  const audience = { cadence: cadence.id, catalogue, criteria, context: { now, zone: organization.timeZone } };
  const looking = { ...audience, since };
  const newcomers = isAwaiting
    ? await listAwaited(tx, { ...audience, limit })
    : await listNewcomers(tx, { ...looking, limit });
  const enrolled = await enrollNewcomers(tx, request, newcomers);
  await rememberRecords(
    tx,
    cadence.id,
    newcomers.map(({ record }) => record),
  );
  const more = newcomers.length === limit;
  if (!more && isAwaiting) await saveIntake(tx, cadence.id, { pending: false, doneUntil });
  else if (!more) {
    await forgetLeavers(tx, looking);
    await saveIntake(tx, cadence.id, { pending: false, doneUntil: now });
  }
  return { enrolled, more };
}

async function enrollNewcomers(tx: Tx, request: IntakeRequest, newcomers: readonly Newcomer[]): Promise<number> {
  const fresh = newcomers.filter(({ lastEnd }) => lastEnd === null).map(({ record }) => record);
  const returning = newcomers.filter(({ lastEnd }) => lastEnd === 'by_view_or_criteria').map(({ record }) => record);
  let enrolled = 0;
  for (const [records, earlier] of [
    [fresh, 'skip'],
    [returning, 'continue'],
  ] as const) {
    if (records.length === 0) continue;
    const result = await enrollInTransaction(tx, { ...request, records, earlier, origin: 'view', actor: null });
    if (result.kind === 'refused') continue;
    for (const answer of result.answers.values())
      if (answer.kind === 'enrolled' || answer.kind === 'continued') enrolled++;
  }
  return enrolled;
}

function isDue({ audience }: CadenceDefinition, cadence: StoredCadence, { now, organization }: IntakeRequest): boolean {
  if (audience.kind !== 'view' || audience.intake.kind !== 'dynamic' || cadence.intakeDoneUntil === null) return false;
  const zone = organization.timeZone;
  if (!isWithin(audience.intake, now, zone)) return false;
  const { every } = audience.intake;
  return every === null || addDuration(cadence.intakeDoneUntil, every, zone) <= now;
}

/** K-17: outside the window nobody enters. */
function isWithin(intake: Extract<Intake, { kind: 'dynamic' }>, now: Instant, zone: string): boolean {
  if (intake.from !== null && now < startOfDay(intake.from, zone)) return false;
  return intake.until === null || now < endOfDay(intake.until, zone);
}
