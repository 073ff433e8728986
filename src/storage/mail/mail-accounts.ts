// E-1: the organisation's mail accounts and its members' own. Passwords come out sealed, and only where they are used.
import { type RawBuilder, sql } from 'kysely';
import type { MailSecurity, MailStep, MailStepFailure } from '#core/message/mail-account.ts';
import { fold } from '#core/records/fold.ts';
import type { BounceCount } from '#core/message/bounce-rate.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export type StoredPlace = {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  readonly user: string;
};
export type StoredInbox = StoredPlace & { readonly folder: string };
export type Sealed = { readonly password: Uint8Array };

export type MailAccount = {
  readonly id: number;
  readonly publicId: string;
  /** Null: the organisation's. */
  readonly owner: {
    readonly id: number;
    readonly publicId: string;
    readonly name: string;
    readonly active: boolean;
  } | null;
  readonly name: string;
  readonly address: string;
  readonly smtp: StoredPlace;
  readonly imap: StoredInbox | null;
  readonly takesBounces: boolean;
  readonly perHour: number | null;
  readonly perDay: number | null;
  readonly pausedAt: Instant | null;
  readonly pausedReason: string | null;
  /** Null: not paused, or for another reason than bounces. */
  readonly pausedBounces: BounceCount | null;
  readonly revision: number;
  readonly createdAt: Instant;
  /** Null: nobody reads it. */
  readonly reading: Reading | null;
};

export type Reading = {
  readonly until: Instant;
  readonly problem: {
    readonly step: MailStep;
    readonly failure: MailStepFailure;
    readonly detail: string;
    readonly since: Instant;
  } | null;
};

const columns = sql`a.id, a.public_id as "publicId", a.name, a.address, a.takes_bounces as "takesBounces",
  a.per_hour as "perHour", a.per_day as "perDay", a.paused_at as "pausedAt", a.paused_reason as "pausedReason",
  a.paused_bounces as "pausedBounces",
  a.revision, a.created_at as "createdAt",
  case when m.id is not null
    then jsonb_build_object('id', m.id, 'publicId', m.public_id, 'name', m.name, 'active', m.active) end as owner,
  jsonb_build_object('host', smtp_host, 'port', smtp_port, 'security', smtp_security, 'user', smtp_user) as smtp,
  case when imap_host is not null then jsonb_build_object('host', imap_host, 'port', imap_port,
    'security', imap_security, 'user', imap_user, 'folder', imap_folder) end as imap,
  i.read_until as "readUntil", i.failed_step as step, i.failure, i.failure_detail as detail, i.failed_at as since`;
const tables = sql`mail_account a left join member m on m.id = a.member_id left join inbox i on i.account_id = a.id`;

type Row = Omit<MailAccount, 'reading'> & {
  readonly readUntil: Instant | null;
  readonly step: MailStep | null;
  readonly failure: MailStepFailure | null;
  readonly detail: string | null;
  readonly since: Instant | null;
};

function accountOf({ readUntil, step, failure, detail, since, ...account }: Row): MailAccount {
  const isFailing = step !== null && failure !== null && since !== null;
  const problem = isFailing ? { step, failure, detail: detail ?? '', since } : null;
  return { ...account, reading: readUntil === null ? null : { until: readUntil, problem } };
}

/** The organisation's first, each in the order in which they were made. */
export async function listMailAccounts(tx: Tx): Promise<MailAccount[]> {
  const rows = await tx.query<Row>(sql`select ${columns} from ${tables} order by a.member_id nulls first, a.id`);
  return rows.map(accountOf);
}

async function findBy(tx: Tx, where: RawBuilder<unknown>): Promise<MailAccount | null> {
  const [row] = await tx.query<Row>(sql`select ${columns} from ${tables} where ${where}`);
  return row === undefined ? null : accountOf(row);
}

export function findMailAccount(tx: Tx, publicId: string): Promise<MailAccount | null> {
  return findBy(tx, sql`a.public_id = ${publicId}::uuid`);
}

export type StoredAccess = {
  readonly publicId: string;
  readonly name: string;
  readonly address: string;
  readonly smtp: StoredPlace & Sealed;
  readonly imap: (StoredInbox & Sealed) | null;
};

/** With what opens it. Null: there is none. */
export async function findAccess(tx: Tx, id: number): Promise<StoredAccess | null> {
  type Secrets = { readonly smtpPassword: Buffer; readonly imapPassword: Buffer | null };
  const [row] = await tx.query<Row & Secrets>(sql`
    select ${columns}, a.smtp_password as "smtpPassword", a.imap_password as "imapPassword"
    from ${tables} where a.id = ${id}`);
  if (row === undefined) return null;
  const { publicId, name, address, smtp, imap, smtpPassword, imapPassword } = row;
  return {
    publicId,
    name,
    address,
    smtp: { ...smtp, password: smtpPassword },
    imap: imap === null || imapPassword === null ? null : { ...imap, password: imapPassword },
  };
}

export type SavedAccount = StoredAccess &
  Pick<MailAccount, 'takesBounces' | 'perHour' | 'perDay'> & {
    readonly member: number | null;
    readonly now: Instant;
  };

function settingsOf({ name, address, smtp, imap, takesBounces, perHour, perDay }: SavedAccount): RawBuilder<unknown> {
  return sql`${name}, ${address}, ${fold(address)}, ${smtp.host}, ${smtp.port}, ${smtp.security}, ${smtp.user},
    ${smtp.password}, ${imap?.host ?? null}, ${imap?.port ?? null}, ${imap?.security ?? null}, ${imap?.user ?? null},
    ${imap?.password ?? null}, ${imap?.folder ?? null}, ${takesBounces}, ${perHour}, ${perDay}`;
}

const settings = sql`name, address, address_folded, smtp_host, smtp_port, smtp_security, smtp_user, smtp_password,
  imap_host, imap_port, imap_security, imap_user, imap_password, imap_folder, takes_bounces, per_hour, per_day`;

/** What it gets from now on is read. */
export async function insertMailAccount(tx: Tx, account: SavedAccount): Promise<void> {
  const { id } = only(
    await tx.query<{ id: number }>(sql`
      insert into mail_account (public_id, member_id, created_at, ${settings})
      values (${account.publicId}, ${account.member}, ${instant(account.now)}, ${settingsOf(account)}) returning id`),
  );
  if (account.imap !== null) await startInbox(tx, id, account.now);
}

/** Another folder, or another mailbox, is read from now on. A pause stays. */
export async function updateMailAccount(tx: Tx, before: MailAccount, account: SavedAccount): Promise<void> {
  await tx.query(sql`
    update mail_account set (${settings}) = row(${settingsOf(account)}), revision = revision + 1
    where id = ${before.id}`);
  if (isSameFolder(before.imap, account.imap)) return;
  await tx.query(sql`delete from inbox where account_id = ${before.id}`);
  if (account.imap !== null) await startInbox(tx, before.id, account.now);
}

function isSameFolder(before: StoredInbox | null, after: StoredInbox | null): boolean {
  if (before === null || after === null) return before === after;
  return before.host === after.host && before.user === after.user && before.folder === after.folder;
}

async function startInbox(tx: Tx, id: number, now: Instant): Promise<void> {
  await tx.query(sql`insert into inbox (account_id, read_until) values (${id}, ${instant(now)})`);
}

/** What waits for it goes by whatever its cadence's From leads to then. */
export async function deleteMailAccount(tx: Tx, id: number): Promise<void> {
  await tx.query(sql`delete from mail_account where id = ${id}`);
}

/** Whether another account has this address, or takes the bounces already. */
export async function findRival(
  tx: Tx,
  { address, takesBounces }: Pick<SavedAccount, 'address' | 'takesBounces'>,
  own: number | null,
): Promise<'address' | 'bounces' | null> {
  const rows = await tx.query<{ same: boolean }>(sql`
    select address_folded = ${fold(address)} as same from mail_account
    where (address_folded = ${fold(address)} or (takes_bounces and ${takesBounces})) and id is distinct from ${own}
    order by same desc limit 1`);
  const [rival] = rows;
  return rival === undefined ? null : rival.same ? 'address' : 'bounces';
}
