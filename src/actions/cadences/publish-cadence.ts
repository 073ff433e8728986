// Publishing: the draft becomes an immutable numbered version and runs. Those enrolled move to it, or stop where the
// follow-up they are scheduled on was edited (C-55), or finish under their own version when the publisher asks for that.
import { checkCadence, isPublishable } from '#core/cadence/check.ts';
import type { CadenceProblem } from '#core/cadence/problem.ts';
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import { definitionFromFile, definitionToFile, type CadenceFile } from '#core/cadence/file.ts';
import { loadCheckContext } from '#actions/cadences/cadence-context.ts';
import { type LimitReached, whyNoActiveMore } from '#actions/cadences/check-limits.ts';
import type { CadenceContext } from '#actions/cadences/save-cadence.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import {
  allotNumbers,
  findCadence,
  loadDefinition,
  lockCadence,
  type PublicationChoices,
  saveVersion,
  type StoredCadence,
} from '#storage/cadences/cadences.ts';
import { rememberAudience } from '#storage/cadences/audience.ts';
import type { Tx } from '#storage/db.ts';
import { readmitDeliveries } from '#storage/deliveries/gate.ts';
import { addInputToCadence } from '#storage/enrollments/inputs.ts';
import { unparkCadence } from '#storage/enrollments/parking.ts';
import { cadenceKey, lockExclusive } from '#storage/locks.ts';
import { wholeCatalogueFor } from '#storage/records/beyond.ts';
import type { StoredView } from '#storage/views/views.ts';

export type PublishRequest = PublicationChoices & {
  /** The cadence's public id. */
  readonly cadence: string;
  /** The revision that was looked at; null or absent: whatever it is by now. */
  readonly revision?: number | null;
};

export type Published =
  | {
      readonly kind: 'published';
      readonly cadence: StoredCadence;
      readonly version: number;
      readonly problems: readonly CadenceProblem[];
    }
  | { readonly kind: 'refused'; readonly reason: 'cadence_unknown' | 'nothing_to_publish' | 'stale' }
  | LimitReached<'too_many_active_cadences'>
  | { readonly kind: 'problems'; readonly problems: readonly CadenceProblem[] };

export async function publishCadence(context: CadenceContext, request: PublishRequest): Promise<Published> {
  const { organization } = context;
  return context.database.organization(organization.seat, async (tx) => {
    const found = await findCadence(tx, request.cadence);
    if (found === null) return { kind: 'refused', reason: 'cadence_unknown' };
    await lockExclusive(tx, [cadenceKey(organization.seat, found.id)]);
    const cadence = await lockCadence(tx, found.id);
    const { revision = null } = request;
    if (revision !== null && cadence.revision !== revision) return { kind: 'refused', reason: 'stale' };
    if (cadence.draft === null) return { kind: 'refused', reason: 'nothing_to_publish' };
    const definition = await numbered(tx, cadence.id, cadence.draft);
    const { context: checked, view } = await loadCheckContext(tx, definition, {
      ...context,
      draftedAt: cadence.modifiedAt,
    });
    const problems = checkCadence(definition, checked);
    if (!isPublishable(problems)) return { kind: 'problems', problems };
    const goesOn = cadence.status === 'active' || cadence.status === 'invalid';
    const full = goesOn ? null : await whyNoActiveMore(tx, organization.seat, cadence.module);
    if (full !== null) return full;
    const version = (cadence.version ?? 0) + 1;
    await saveVersion(tx, {
      id: cadence.id,
      version,
      definition,
      viewId: view?.id ?? null,
      intake: intakeAt(definition, request, context.now),
      chosen: request,
      actor: context.actor,
      now: context.now,
    });
    if (view !== null) await rememberView(tx, context, { cadence: cadence.id, view, existing: request.existing });
    await unparkCadence(tx, cadence.id, context.now);
    if (cadence.status === 'invalid') await readmitDeliveries(tx, cadence.id, context.now);
    if (goesOn && request.enrolled === 'move') {
      const moving = { kind: 'republished', version, at: context.now, actor: context.actor } as const;
      await addInputToCadence(tx, organization.seat, cadence.id, moving);
    }
    const published = await lockCadence(tx, cadence.id);
    await writeAudit(tx, {
      ...{ action: 'cadence_published', actor: context.actor, at: context.now, details: { version } },
      target: { kind: 'cadence', id: published.publicId, name: published.name },
    });
    return { kind: 'published', cadence: published, version, problems };
  });
}

async function numbered(tx: Tx, cadence: number, file: CadenceFile): Promise<CadenceDefinition> {
  const draft = definitionFromFile(file, { followUps: new Map(), rules: new Map() });
  const wanted = { followUps: draft.followUps.map(({ id }) => id), rules: draft.unenroll.map(({ id }) => id) };
  return definitionFromFile(file, await allotNumbers(tx, cadence, wanted));
}

function intakeAt({ audience }: CadenceDefinition, { existing }: PublishRequest, now: number) {
  if (audience.kind === 'manual') return { pending: false, doneUntil: null };
  return { pending: existing === 'take_in', doneUntil: audience.intake.kind === 'dynamic' ? now : null };
}

type Remembering = { readonly cadence: number; readonly view: StoredView; readonly existing: 'take_in' | 'leave' };

/** C-2, K-18: those in the view now are taken in, or known, so that they do not count as entering later. */
async function rememberView(
  tx: Tx,
  { organization, now }: CadenceContext,
  { cadence, view, existing }: Remembering,
): Promise<void> {
  const catalogue = await wholeCatalogueFor(tx, view.module, [view.criteria]);
  if (catalogue === null) return;
  const audience = { catalogue, criteria: view.criteria, context: { now, zone: organization.timeZone } };
  await rememberAudience(tx, { cadence, ...audience }, existing === 'take_in' ? 'awaited' : 'known');
}

/** What runs now, in the form of a file; the draft where nothing was published. Null: unknown cadence. */
export async function exportDefinition(tx: Tx, cadence: StoredCadence): Promise<CadenceFile | null> {
  if (cadence.version === null) return cadence.draft;
  const definition = await loadDefinition(tx, cadence.id, cadence.version);
  return definition === null ? null : definitionToFile(definition);
}
