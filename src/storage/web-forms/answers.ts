// What strangers sent through web forms. Of those that became leads only that they did is kept.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import type { HeldReason } from '#core/web-forms/web-form.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export type Entered = Readonly<Record<string, unknown>>;

export type WebFormAnswer = {
  readonly id: string;
  readonly publicId: string;
  readonly webForm: number;
  readonly state: 'unconfirmed' | 'held' | 'taken' | 'discarded';
  readonly reasons: readonly HeldReason[];
  readonly entered: Entered | null;
  readonly receivedAt: Instant;
};

export type NewAnswer = Pick<WebFormAnswer, 'publicId' | 'webForm' | 'state' | 'reasons' | 'receivedAt'> & {
  /** Null: it is a lead already. */
  readonly entered: Entered | null;
  readonly ticket: string | null;
  readonly confirmation: Uint8Array | null;
  readonly address: string | null;
  readonly lead: string | null;
};

export async function insertAnswer(tx: Tx, answer: NewAnswer): Promise<void> {
  const { publicId, webForm, state, reasons, entered, ticket, confirmation, address, lead, receivedAt } = answer;
  const settledAt = state === 'taken' ? receivedAt : null;
  await tx.query(sql`
    insert into web_form_answer (public_id, web_form_id, state, reasons, entered, ticket, confirmation, address, lead,
      received_at, settled_at)
    values (${publicId}, ${webForm}, ${state}, ${[...reasons]}::text[],
      ${entered === null ? null : JSON.stringify(entered)}::jsonb, ${ticket}, ${confirmation}, ${address}, ${lead},
      ${instant(receivedAt)}, ${settledAt === null ? null : instant(settledAt)})`);
}

export type FormTraffic = {
  /** The ticket has been used. */
  readonly isRepeated: boolean;
  /** Taken, or asked to confirm, since then. */
  readonly lately: number;
  readonly waiting: number;
};

export async function trafficOf(
  tx: Tx,
  { webForm, ticket, since }: { readonly webForm: number; readonly ticket: string | null; readonly since: Instant },
): Promise<FormTraffic> {
  return only(
    await tx.query<FormTraffic>(sql`
      select exists (select from web_form_answer where web_form_id = ${webForm} and ticket = ${ticket}) as "isRepeated",
        (select count(*)::int from web_form_answer
          where web_form_id = ${webForm} and received_at > ${instant(since)} and state in ('taken', 'unconfirmed')) as lately,
        (select count(*)::int from web_form_answer
          where web_form_id = ${webForm} and state in ('held', 'unconfirmed')) as waiting`),
  );
}

/** Whether the address was asked to confirm by any form since then (T26). */
export async function wasMailed(tx: Tx, address: string, since: Instant): Promise<boolean> {
  const rows = await tx.query(sql`
    select from web_form_answer
    where address = ${address} and received_at > ${instant(since)} and confirmation is not null limit 1`);
  return rows.length > 0;
}

const columns = sql`id, public_id as "publicId", web_form_id as "webForm", state, reasons, entered,
  received_at as "receivedAt"`;

export type AnswerPage = { readonly webForm: number; readonly before: string | null; readonly limit: number };

/** Those that wait for a person, the newest first. */
export async function listHeld(tx: Tx, { webForm, before, limit }: AnswerPage): Promise<WebFormAnswer[]> {
  const older = before === null ? sql`true` : sql`id < ${before}::bigint`;
  return tx.query<WebFormAnswer>(sql`
    select ${columns} from web_form_answer where web_form_id = ${webForm} and state = 'held' and ${older}
    order by id desc limit ${limit}`);
}

/** Locked: one decides on it at a time. */
export async function lockAnswer(tx: Tx, webForm: number, publicId: string): Promise<WebFormAnswer | null> {
  const [found = null] = await tx.query<WebFormAnswer>(sql`
    select ${columns} from web_form_answer where web_form_id = ${webForm} and public_id = ${publicId}::uuid for update`);
  return found;
}

/** By the hash of the link's token; locked. */
export async function lockConfirmed(tx: Tx, confirmation: Uint8Array): Promise<WebFormAnswer | null> {
  const [found = null] = await tx.query<WebFormAnswer>(
    sql`select ${columns} from web_form_answer where confirmation = ${confirmation} for update`,
  );
  return found;
}

export async function holdAnswer(tx: Tx, id: string, reasons: readonly HeldReason[]): Promise<void> {
  await tx.query(
    sql`update web_form_answer set state = 'held', reasons = ${[...reasons]}::text[] where id = ${id}::bigint`,
  );
}

/** `lead`: public id; null: it was thrown away. */
export async function settleAnswer(
  tx: Tx,
  id: string,
  { lead, now }: { readonly lead: string | null; readonly now: Instant },
): Promise<void> {
  await tx.query(sql`
    update web_form_answer set state = ${lead === null ? 'discarded' : 'taken'}, entered = null, address = null,
      lead = ${lead}, settled_at = ${instant(now)}
    where id = ${id}::bigint`);
}

/** Clicks that never came, and what was thrown away. What waits for a person stays. */
export async function forgetAnswers(
  tx: Tx,
  { unconfirmed, discarded }: { readonly unconfirmed: Instant; readonly discarded: Instant },
): Promise<void> {
  await tx.query(sql`
    delete from web_form_answer
    where (state = 'unconfirmed' and received_at < ${instant(unconfirmed)})
      or (state = 'discarded' and settled_at < ${instant(discarded)})`);
}

/** K-101: what waits under these addresses, folded, and mails that asked them to confirm. */
export async function forgetAnswersFrom(tx: Tx, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return;
  await tx.query(sql`delete from web_form_answer where address = any(${[...addresses]}::text[])`);
  await tx.query(sql`
    delete from own_mail
    where lower(address) = any(${[...addresses]}::text[]) and record_id is null and link ->> 'url' like '%/confirm/%'
      and state not in ('claimed', 'at_dot')`);
}
