// How members want to be told, and the chat addresses that they set.
import { sql } from 'kysely';
import type { ChatProvider, NoticeChoice, NoticeKind } from '#core/notices/notice-choices.ts';
import type { Tx } from '#storage/db.ts';

export type StoredChoice = NoticeChoice & { readonly member: string; readonly kind: NoticeKind };

/** Of members by their public ids: what they chose otherwise than usual. */
export async function listChoices(tx: Tx, members: readonly string[]): Promise<StoredChoice[]> {
  return tx.hot<StoredChoice>(
    sql`select member, kind, app, mail, chat from notice_choice where member = any(${members}::uuid[])`,
  );
}

export async function saveChoice(tx: Tx, { member, kind, app, mail, chat }: StoredChoice): Promise<void> {
  await tx.query(sql`
    insert into notice_choice (member, kind, app, mail, chat) values (${member}::uuid, ${kind}, ${app}, ${mail}, ${chat})
    on conflict (member, kind) do update set app = excluded.app, mail = excluded.mail, chat = excluded.chat`);
}

export type ChatHook = {
  readonly member: string;
  readonly provider: ChatProvider;
  readonly host: string;
  /** Sealed, as the secret is. */
  readonly address: Uint8Array;
  readonly secret: Uint8Array | null;
};

export async function listHooks(tx: Tx, members: readonly string[]): Promise<ChatHook[]> {
  return tx.hot<ChatHook>(
    sql`select member, provider, host, address, secret from chat_hook where member = any(${members}::uuid[])`,
  );
}

export async function saveHook(tx: Tx, { member, provider, host, address, secret }: ChatHook): Promise<void> {
  await tx.query(sql`
    insert into chat_hook (member, provider, host, address, secret)
    values (${member}::uuid, ${provider}, ${host}, ${address}, ${secret})
    on conflict (member) do update set provider = excluded.provider, host = excluded.host, address = excluded.address,
      secret = excluded.secret`);
}

export async function removeHook(tx: Tx, member: string): Promise<void> {
  await tx.query(sql`delete from chat_hook where member = ${member}::uuid`);
}
