// Messages that may have gone out by a mail account, looked for among what its server keeps as sent before a person has to
// decide about them (C-33).
import { reviewFollowUp } from '#actions/enrollments/review-follow-up.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { type Doubted, listDoubted } from '#storage/deliveries/reviews.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Doubting = {
  readonly database: Database;
  readonly organization: Organization;
  readonly account: number;
  readonly now: Instant;
};

/** What isn't there by then was not kept. */
const LOOKED_FOR_MS = 3 * DAY;

export async function findDoubted({ database, organization, account, now }: Doubting): Promise<Doubted[]> {
  return database.organization(organization.seat, (tx) => listDoubted(tx, { account, since: now - LOOKED_FOR_MS }));
}

/** As a person would who has found them there. */
export async function markFoundSent(doubting: Doubting, found: readonly Doubted[]): Promise<void> {
  for (const { enrollment, followUp } of found) {
    await reviewFollowUp({ ...doubting, enrollment, followUp, verdict: 'mark_sent', actor: null });
  }
}
