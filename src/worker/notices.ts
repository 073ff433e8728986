// What people are told: reminders that are due, and what waits to go out by mail and chat.
import type { Seals } from '#actions/accounts/seals.ts';
import { callChats } from '#actions/notifications/call-chats.ts';
import { remind } from '#actions/notifications/remind.ts';
import { sendDigests } from '#actions/notifications/send-digests.ts';
import type { Outbound } from '#core/net/outbound.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { forgetChat } from '#storage/notices/chat-messages.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type NoticeOptions = {
  readonly database: Database;
  readonly clock: () => Instant;
  /** As webhooks are called. Left out: it waits. */
  readonly webhooks?: { readonly outbound: Outbound; readonly seals: Seals; readonly publicUrl: URL };
};

const BATCH = 500;
const CALLS = 20;
const KEPT_MS = 30 * DAY;

export async function tendNotices({ database, clock, webhooks }: NoticeOptions, organization: Organization) {
  const request = { database, organization, now: clock(), limit: BATCH };
  const reminded = await remind(request);
  if (webhooks === undefined) return reminded;
  return reminded + (await sendDigests({ ...request, publicUrl: webhooks.publicUrl }));
}

export async function callNotices({ database, clock, webhooks }: NoticeOptions, organization: Organization) {
  if (webhooks === undefined) return 0;
  const { outbound, seals } = webhooks;
  return callChats({ database, organization, outbound, seals, now: clock(), limit: CALLS });
}

export async function clearNotices({ database, clock }: NoticeOptions, { seat }: Organization): Promise<void> {
  await database.organization(seat, (tx) => forgetChat(tx, clock() - KEPT_MS));
}
