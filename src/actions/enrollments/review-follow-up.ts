// A person's verdict on a message that may have gone out (C-33): send it again, call it sent, or skip it.
import { isSeen } from '#actions/enrollments/seen-round.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { listUnconfirmed, lockUnconfirmed, settleReview, type Unconfirmed } from '#storage/deliveries/reviews.ts';
import { lockEnrollment } from '#storage/enrollments/enrollments.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { enrollmentKey, lockShared } from '#storage/locks.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export const verdicts = ['send_again', 'mark_sent', 'skip'] as const;
export type Verdict = (typeof verdicts)[number];

export type ReviewRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly enrollment: string;
  /** Number of the follow-up in the cadence. */
  readonly followUp: number;
  readonly verdict: Verdict;
  readonly actor: number | null;
  readonly now: Instant;
};

/** False: nothing is unconfirmed there (any more), or its round is over, so it can't be sent again. */
export async function reviewFollowUp(request: ReviewRequest): Promise<boolean> {
  const { database, organization, enrollment, followUp, verdict, actor, now } = request;
  return database.organization(organization.seat, async (tx) => {
    await lockShared(tx, [enrollmentKey(organization.seat, enrollment)]);
    const round = await lockEnrollment(tx, enrollment);
    if (round === null || !(await isSeen(tx, round))) return false;
    const delivery = await lockUnconfirmed(tx, { enrollment, followUp });
    if (delivery === null) return false;
    if (verdict === 'send_again' && round.enrollment.status !== 'active') return false;
    await settleReview(tx, { delivery, verdict, now });
    const input = { kind: 'reviewed', followUp, verdict, at: now, actor } as const;
    await addInputs(tx, organization.seat, [{ enrollment, input }]);
    return true;
  });
}

/** Everything that waits for a verdict, oldest first. */
export async function listReviews(database: Database, organization: Organization): Promise<Unconfirmed[]> {
  return database.organization(organization.seat, (tx) => listUnconfirmed(tx));
}
