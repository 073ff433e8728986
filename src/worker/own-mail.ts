// What the product itself writes to people: sent, and cleared away when it is long ago.
import { callOffDeleted } from '#actions/meetings/call-off-deleted.ts';
import { sendOwnMail } from '#actions/mail/send-own-mail.ts';
import type { WriteCalendar } from '#core/message/invitation.ts';
import type { SendOwnMail } from '#core/message/own-mail.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { forgetOwnMail } from '#storage/mail/own-mail.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type OwnMailing = { readonly send: SendOwnMail; readonly writeCalendar: WriteCalendar };

export type OwnMailOptions = {
  readonly database: Database;
  readonly clock: () => Instant;
  /** Left out: it waits. */
  readonly ownMail?: OwnMailing;
  readonly isStopping?: () => boolean;
};

const SEND_BATCH = 20;
const CALL_OFF_BATCH = 100;
const KEPT_MS = 90 * DAY;

export async function sendAllOwnMail(options: OwnMailOptions, organization: Organization): Promise<number> {
  const { database, clock, ownMail, isStopping } = options;
  if (ownMail === undefined) return 0;
  let total = 0;
  for (;;) {
    const request = { database, organization, send: ownMail.send, now: clock(), limit: SEND_BATCH };
    const sent = await sendOwnMail(request);
    total += sent;
    if (sent < SEND_BATCH || isStopping?.()) return total;
  }
}

export async function tendMeetings({ database, clock, ownMail }: OwnMailOptions, organization: Organization) {
  if (ownMail === undefined) return 0;
  const { writeCalendar } = ownMail;
  return callOffDeleted({ database, organization, writeCalendar, now: clock(), limit: CALL_OFF_BATCH });
}

export async function clearOwnMail({ database, clock }: OwnMailOptions, { seat }: Organization): Promise<void> {
  await database.organization(seat, (tx) => forgetOwnMail(tx, clock() - KEPT_MS));
}
