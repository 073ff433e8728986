// What may have gone out from another copy of this database, set aside: messages of cadences for a person's verdict, what the
// product itself writes for good.
import { sql } from 'kysely';
import { bigints } from '#storage/arrays.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import { OUTGOING } from '#storage/standstill/standstill.ts';

/** Rounds may still have to plan what was due until then, or a dead worker's messages haven't been taken over yet. */
export async function isStillPlanning(tx: Tx, until: Instant): Promise<boolean> {
  const rows = await tx.query(sql`
    select from (values (1)) one where exists (select from timer where due_at <= ${instant(until)})
      or exists (select from input i where i.at <= ${instant(until)} and not exists (
        select from parked_enrollment p where p.enrollment_id = i.enrollment_id))
      or exists (select from delivery where state = 'claimed' and ${OUTGOING})`);
  return rows.length > 0;
}

export type Doubtful = { readonly id: string; readonly enrollment: string };
export type SetAside = { readonly enrollment: string; readonly followUp: number; readonly repetition: number };

export async function listDoubtful(
  tx: Tx,
  { until, limit }: { readonly until: Instant; readonly limit: number },
): Promise<Doubtful[]> {
  return tx.query<Doubtful>(sql`
    select id, enrollment_id as enrollment from delivery
    where state = 'planned' and ${OUTGOING} and planned_at <= ${instant(until)} order by id limit ${limit}`);
}

/** For a person's verdict: the caller holds the locks of their rounds, and tells them. */
export async function setAside(tx: Tx, doubtful: readonly Doubtful[], now: Instant): Promise<SetAside[]> {
  return tx.query<SetAside>(sql`
    update delivery set state = 'unconfirmed', held = null, finished_at = ${instant(now)}
    where id = any(${bigints(doubtful.map(({ id }) => id))}) and state = 'planned'
    returning enrollment_id as enrollment, follow_up as "followUp", repetition`);
}

const OUTCOME = 'it may have gone out before this database was restored';

/** Colleagues find in the app what they would be told; of an invitation its page says that it may have gone out. */
export async function setOwnAside(tx: Tx, until: Instant): Promise<void> {
  await tx.query(sql`
    update own_mail set state = 'unconfirmed', outcome = ${OUTCOME}
    where state = 'planned' and created_at <= ${instant(until)}`);
  await tx.query(sql`
    update chat_message set state = 'failed', outcome = ${OUTCOME}
    where state = 'planned' and created_at <= ${instant(until)}`);
  await tx.query(sql`
    update notification set mail_due_at = null, chat_due_at = null
    where (mail_due_at is not null or chat_due_at is not null) and at <= ${instant(until)}`);
}
