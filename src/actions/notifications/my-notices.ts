// How one wants to be told: read and chosen by oneself alone.
import type { Seals } from '#actions/accounts/seals.ts';
import { sealHook } from '#actions/notifications/chat-hook.ts';
import { chatCall, type ChatPlace, chatRefusal } from '#actions/notifications/chat-request.ts';
import { testText } from '#actions/notifications/notice-words.ts';
import { type CallRefusal, callRefusal } from '#actions/outbound/call-refusal.ts';
import type { Acting } from '#actions/records/acting.ts';
import { type NoticeChoice, type NoticeKind, noticeKinds, usualChoices } from '#core/notices/notice-choices.ts';
import type { Outbound } from '#core/net/outbound.ts';
import type { Tx } from '#storage/db.ts';
import { type ChatHook, listChoices, listHooks, removeHook, saveChoice, saveHook } from '#storage/notices/choices.ts';

export type MyChoice = NoticeChoice & { readonly kind: NoticeKind };
export type MyNotices = {
  readonly choices: readonly MyChoice[];
  readonly chat: Pick<ChatHook, 'provider' | 'host'> | null;
};

export async function readMyNotices({ database, organization, actor }: Acting): Promise<MyNotices> {
  return database.organization(organization.seat, (tx) => noticesOf(tx, actor.publicId));
}

async function noticesOf(tx: Tx, member: string): Promise<MyNotices> {
  const chosen = await listChoices(tx, [member]);
  const [hook] = await listHooks(tx, [member]);
  return {
    choices: noticeKinds.map((kind) => {
      const { app, mail, chat } = chosen.find((one) => one.kind === kind) ?? usualChoices[kind];
      return { kind, app, mail, chat };
    }),
    chat: hook === undefined ? null : { provider: hook.provider, host: hook.host },
  };
}

/** Kinds that aren't named stay as they are. */
export async function chooseMyNotices(
  { database, organization, actor }: Acting,
  choices: readonly MyChoice[],
): Promise<MyNotices> {
  return database.organization(organization.seat, async (tx) => {
    for (const choice of choices) await saveChoice(tx, { ...choice, member: actor.publicId });
    return noticesOf(tx, actor.publicId);
  });
}

export type ChatSetting = Acting & { readonly seals: Seals; readonly outbound: Outbound };

export type SetChat =
  | ({ readonly kind: 'set' } & MyNotices)
  | { readonly kind: 'refused'; readonly reason: 'chat_refused'; readonly params: { readonly said: string } }
  | CallRefusal;

/** Tried out with a message first: what is kept works. */
export async function setMyChat(setting: ChatSetting, place: ChatPlace): Promise<SetChat> {
  const { database, organization, actor, now, seals, outbound } = setting;
  const answered = await outbound.call(chatCall(place, testText(organization.language), now));
  if (answered.kind === 'failed') return callRefusal(answered.failure);
  const said = chatRefusal(place.provider, answered);
  if (said !== null) return { kind: 'refused', reason: 'chat_refused', params: { said } };
  return database.organization(organization.seat, async (tx) => {
    await saveHook(tx, sealHook(seals, organization, { ...place, member: actor.publicId }));
    return { kind: 'set', ...(await noticesOf(tx, actor.publicId)) };
  });
}

export async function removeMyChat({ database, organization, actor }: Acting): Promise<MyNotices> {
  return database.organization(organization.seat, async (tx) => {
    await removeHook(tx, actor.publicId);
    return noticesOf(tx, actor.publicId);
  });
}
