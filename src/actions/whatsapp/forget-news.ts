// What WhatsApp told is kept as long as it may tell it again, and for whoever looks into what nobody understood.
import { DAY, type Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { forgetEvents } from '#storage/whatsapp/events.ts';

const KEPT_MS = 30 * DAY;

export type ForgetRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly now: Instant;
  readonly limit: number;
};

/** How many were forgotten. */
export function forgetOldNews({ database, organization, now, limit }: ForgetRequest): Promise<number> {
  return database.organization(organization.seat, (tx) => forgetEvents(tx, now - KEPT_MS, limit));
}
