// T-1, L-1: the owners of open tasks and calls whose reminder has come are told, once.
import { notify } from '#actions/notifications/notify.ts';
import type { Instant } from '#core/time/instant.ts';
import { takeReminders } from '#storage/activities/notifications.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Reminding = {
  readonly database: Database;
  readonly organization: Organization;
  readonly now: Instant;
  readonly limit: number;
};

/** How many reminders there were. */
export async function remind({ database, organization, now, limit }: Reminding): Promise<number> {
  return database.organization(organization.seat, async (tx) => {
    const due = await takeReminders(tx, { now, limit });
    const notices = due.map(
      ({ id, owner }) => ({ member: owner, kind: 'reminder', activity: id, subject: null }) as const,
    );
    await notify(tx, { organization, now }, notices);
    return due.length;
  });
}
