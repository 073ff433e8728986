// The gate for a batch of deliveries: judged and marked in one transaction; those turned away are handed back, so that
// the wake loop decides about them. True only after the commit.
import type { SuppressionReason } from '#core/cadence/input.ts';
import { DAY, HOUR, type Instant, MINUTE } from '#core/time/instant.ts';
import { settleReports, type Report } from '#actions/deliveries/report-outcomes.ts';
import type { Database, Tx } from '#storage/db.ts';
import type { ClaimedDelivery } from '#storage/deliveries/claim-deliveries.ts';
import { type AtTheGate, passGate, type Turned } from '#storage/deliveries/gate.ts';
import { settleDeliveries, type Settlement } from '#storage/deliveries/settle-deliveries.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Knocking = { readonly delivery: ClaimedDelivery; readonly addressHash: Buffer | null };

export type GateRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly knocking: readonly Knocking[];
  readonly now: Instant;
};

/** Ids of the deliveries that may go on. Throws when the commit's fate is unknown: then nothing may be sent. */
export async function openGate(request: GateRequest): Promise<ReadonlySet<string>> {
  const { database, organization } = request;
  return database.organization(organization.seat, (tx) => openGateInTransaction(tx, request));
}

export async function openGateInTransaction(
  tx: Tx,
  { organization, knocking, now }: Omit<GateRequest, 'database'>,
): Promise<ReadonlySet<string>> {
  const waiting: AtTheGate[] = knocking.map(({ delivery, addressHash }) => ({ ...delivery, addressHash }));
  const { passed, turned } = await passGate(tx, organization.seat, { waiting, now });
  const byId = new Map(knocking.map(({ delivery }) => [delivery.id, delivery]));
  const handedBack: Settlement[] = [];
  const reports: Report[] = [];
  for (const one of turned) {
    const delivery = byId.get(one.id);
    if (delivery === undefined || one.why === 'lost') continue;
    if (one.why === 'suppressed') {
      // The suppression's reason is one of the closed list: suppress() writes no other.
      reports.push({ delivery, outcome: { kind: 'suppressed', reason: one.reason as SuppressionReason } });
    } else handedBack.push(handBack(delivery, one, now));
  }
  if (handedBack.length > 0) await settleDeliveries(tx, handedBack, now);
  if (reports.length > 0) await settleReports(tx, { organization, reports, now });
  return passed;
}

/** A round that is over wants no message any more. */
function handBack({ id, fence }: ClaimedDelivery, turned: Turned, now: Instant): Settlement {
  if (turned.why === 'ended') return { id, fence, state: 'cancelled', dueAt: null, outcome: null };
  return { id, fence, state: 'planned', dueAt: againAt(turned, now), outcome: null };
}

const ANSWERED_AGAIN_MS = 1000;

/**
 * By then the wake loop has cancelled it, or it is still wanted. Of a cadence that is not active nothing passes until
 * somebody changes that, nor of a round that may have been answered: whoever decides brings it forward.
 */
function againAt({ why }: Turned, now: Instant): Instant {
  if (why === 'answered') return now + ANSWERED_AGAIN_MS;
  if (why === 'doubted') return now + DAY;
  return now + (why === 'stopped' ? HOUR : MINUTE);
}
