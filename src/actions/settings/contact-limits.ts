// The contact budget and the limits of sending, as administrators set them (C-39, C-93).
import type { Acting } from '#actions/records/acting.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { judgeHeldAnew } from '#storage/deliveries/choose-outgoing.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import { type ContactLimits, contactLimits, saveContactLimits } from '#storage/organizations/contact-limits.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

export async function readContactLimits({ database, organization }: Reading): Promise<Required<ContactLimits>> {
  return database.organization(organization.seat, contactLimits);
}

/** What waits because of the old ones is judged by the new ones. */
export async function changeContactLimits(acting: Acting, limits: ContactLimits): Promise<Required<ContactLimits>> {
  const { database, organization, actor, now } = acting;
  return database.organization(organization.seat, async (tx) => {
    await saveContactLimits(tx, limits);
    await judgeHeldAnew(tx, now);
    await tellWorkers(tx, organization.seat);
    await writeAudit(tx, { action: 'contact_limits_changed', actor: actor.id, at: now });
    return contactLimits(tx);
  });
}
