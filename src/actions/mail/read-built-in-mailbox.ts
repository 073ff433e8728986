// The development mailbox has no polling: what a recipient sends is taken in at once. It counts as read up to now.
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { markAllReadUntil } from '#storage/mail/mailboxes.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type ReadRequest = { readonly database: Database; readonly organization: Organization; readonly now: Instant };

export async function readBuiltInMailbox({ database, organization, now }: ReadRequest): Promise<void> {
  await database.organization(organization.seat, (tx) => markAllReadUntil(tx, now));
}
