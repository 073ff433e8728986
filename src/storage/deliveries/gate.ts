// The gate before the final dot (spec/reliability.md section 1): the last moment at which a message can be held back,
// and the point at which every stop takes effect. Locks first, then the check in a later statement: checked in one
// statement, a disable and a suppression slipped between check and commit at READ COMMITTED (tried).
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, type OrganizationSeat, type Tx } from '#storage/db.ts';
import { addressKey, cadenceKey, enrollmentKey, lock, organizationKey } from '#storage/locks.ts';
import { READDRESSED } from '#storage/mail/email-events.ts';
import { NOTHING_STANDS_STILL } from '#storage/standstill/standstill.ts';

export type AtTheGate = {
  readonly id: string;
  readonly fence: number;
  readonly enrollment: string;
  readonly cadence: number;
  readonly epoch: number;
  /** Hash of the recipient's address; null for what goes to nobody outside. */
  readonly addressHash: Uint8Array | null;
};

/** That another message of the round waits for its turn (C-42): it answers nothing. */
const A_NOTE_OF_OURS = sql.lit('held');

export type Turned = {
  readonly id: string;
  readonly why: 'lost' | 'ended' | 'stopped' | 'answered' | 'suppressed' | 'paused' | 'doubted';
  readonly reason: string | null;
};

export type Verdicts = { readonly passed: ReadonlySet<string>; readonly turned: readonly Turned[] };

/** Judges several deliveries in one transaction. The caller sends the final dot only after that has committed. */
export async function passGate(
  tx: Tx,
  seat: OrganizationSeat,
  { waiting, now }: { waiting: readonly AtTheGate[]; now: Instant },
): Promise<Verdicts> {
  const addresses = waiting.flatMap(({ addressHash }) => (addressHash === null ? [] : [addressKey(seat, addressHash)]));
  await lock(tx, {
    shared: [organizationKey(seat), ...waiting.map(({ cadence }) => cadenceKey(seat, cadence)), ...addresses],
    exclusive: waiting.map(({ enrollment }) => enrollmentKey(seat, enrollment)),
  });
  const rows = await tx.hot<{ id: string; why: Turned['why'] | null; reason: string | null }>(sql`
    with judged as materialized (
      select d.id, case
          when d.state <> 'claimed' or d.fence <> w.fence then 'lost'
          when e.status <> 0 then 'ended'
          when c.status <> 'active' or c.epoch <> w.epoch then 'stopped'
          when exists (select from input i where i.enrollment_id = d.enrollment_id and i.kind <> ${A_NOTE_OF_OURS}) then 'answered'
          when s.address_hash is not null then 'suppressed'
          when exists (select from doubtful_reply r where r.enrollment_id = d.enrollment_id and r.settled_at is null) then 'doubted'
          when d.channel in ('email', 'whatsapp') and not ${NOTHING_STANDS_STILL} then 'paused'
          when d.channel = 'email' and ((select sending_paused from setting) or a.paused_at is not null) then 'paused'
          when d.channel = 'whatsapp' and not exists (select from whatsapp_account where enabled and paused_at is null) then 'paused'
        end as why, s.reason, case when d.address_hash <> w.address_hash then d.address_hash end as earlier_address
      from unnest(${waiting.map((one) => one.id)}::bigint[], ${waiting.map((one) => one.fence)}::int[],
        ${waiting.map((one) => one.epoch)}::int[], ${waiting.map((one) => one.addressHash)}::bytea[])
        as w (id, fence, epoch, address_hash)
      join delivery d on d.id = w.id
      join enrollment e on e.id = d.enrollment_id
      join cadence c on c.id = d.cadence_id
      left join suppression s on s.address_hash = w.address_hash
      left join mail_account a on a.id = d.mail_account_id
    ), passed as (
      update delivery d set state = 'dot_pending', dot_at = ${instant(now)}, address_hash = w.address_hash
      from judged j, unnest(${waiting.map((one) => one.id)}::bigint[], ${waiting.map((one) => one.addressHash)}::bytea[])
        as w (id, address_hash)
      where d.id = j.id and w.id = d.id and j.why is null and d.state = 'claimed'
      returning d.id
    ), readdressed as (
      insert into email_event (delivery_id, kind, at, detail)
      select id, ${READDRESSED}, ${instant(now)}, encode(earlier_address, 'hex')
      from judged join passed using (id) where earlier_address is not null
    )
    select j.id, case when j.why is null and p.id is null then 'lost' else j.why end as why, j.reason
    from judged j left join passed p on p.id = j.id`);
  const turned = rows.flatMap(({ id, why, reason }) => (why === null ? [] : [{ id, why, reason }]));
  return { passed: new Set(rows.filter((row) => row.why === null).map((row) => row.id)), turned };
}

/** What was handed over before the cadence became invalid may pass again: it was put right (C-42). */
export async function readmitDeliveries(tx: Tx, cadence: number, now: Instant): Promise<void> {
  await tx.query(sql`
    update delivery d set epoch = c.epoch, due_at = least(d.due_at, ${instant(now)}) from cadence c
    where c.id = ${cadence} and d.cadence_id = c.id and d.state in ('planned', 'claimed')`);
}
