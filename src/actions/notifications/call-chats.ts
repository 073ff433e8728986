// Calls the chats of members with what they are told. Tried again only where nothing can have arrived.
import type { Seals } from '#actions/accounts/seals.ts';
import { chatCall, chatRefusal } from '#actions/notifications/chat-request.ts';
import { openHook } from '#actions/notifications/chat-hook.ts';
import type { CallFailure, Outbound } from '#core/net/outbound.ts';
import { type Instant, MINUTE } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { type ClaimedChat, claimChat, type SettledChat, settleChat } from '#storage/notices/chat-messages.ts';
import { type ChatHook, listHooks } from '#storage/notices/choices.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type ChatCalling = {
  readonly database: Database;
  readonly organization: Organization;
  readonly outbound: Outbound;
  readonly seals: Seals;
  readonly now: Instant;
  readonly limit: number;
};

const ATTEMPTS_MAX = 5;
/** Before a connection was made. */
const NOTHING_ARRIVED: ReadonlySet<CallFailure> = new Set(['host_unknown', 'unreachable']);

/** How many were called. */
export async function callChats(calling: ChatCalling): Promise<number> {
  const { database, organization, now, limit } = calling;
  const { claimed, hooks } = await database.organization(organization.seat, async (tx) => {
    const messages = await claimChat(tx, { now, limit });
    const found = await listHooks(tx, [...new Set(messages.map(({ member }) => member))]);
    return { claimed: messages, hooks: new Map(found.map((hook) => [hook.member, hook])) };
  });
  await Promise.all(
    claimed.map(async (message) => {
      const settled = await callOne(calling, message, hooks.get(message.member));
      await database.organization(organization.seat, (tx) => settleChat(tx, settled));
    }),
  );
  return claimed.length;
}

async function callOne(
  { outbound, seals, organization, now }: ChatCalling,
  { id, text, attempts }: ClaimedChat,
  hook: ChatHook | undefined,
): Promise<SettledChat> {
  const place = hook === undefined ? null : openHook(seals, organization, hook);
  const failed = (outcome: string): SettledChat => ({ id, state: 'failed', dueAt: now, outcome });
  if (place === null) return failed('the address is gone, or can not be opened: enter it anew');
  const answered = await outbound.call(chatCall(place, text, now));
  if (answered.kind === 'answered') {
    const refusal = chatRefusal(place.provider, answered);
    return refusal === null ? { id, state: 'sent', dueAt: now, outcome: '' } : failed(refusal);
  }
  const { failure } = answered;
  if (!NOTHING_ARRIVED.has(failure) || attempts >= ATTEMPTS_MAX) return failed(failure);
  return { id, state: 'planned', dueAt: now + MINUTE * 2 ** attempts, outcome: failure };
}
