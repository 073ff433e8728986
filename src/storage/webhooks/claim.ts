// Deliveries on their way out: claimed under a lease, so that one whose worker died is tried again. `attempts` is the fence:
// what a worker says of an attempt that somebody else has begun anew is not kept.
import { sql } from 'kysely';
import type { AttemptResult } from '#core/webhooks/attempts.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import { NOTHING_STANDS_STILL } from '#storage/standstill/standstill.ts';

/** Longer than a call may take. */
const LEASE_SECONDS = 60;

export type ClaimedCall = {
  readonly id: string;
  readonly publicId: string;
  readonly webhook: { readonly id: number; readonly publicId: string };
  readonly url: string;
  readonly body: string;
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly secret: Uint8Array;
  /** Null: there is none, or its time is over. */
  readonly previousSecret: Uint8Array | null;
};

export type ClaimLimits = { readonly perWebhook: number; readonly total: number };

/** A few of each, so that one that is slow or far behind leaves room for the others. */
export async function claimCalls(tx: Tx, now: Instant, { perWebhook, total }: ClaimLimits): Promise<ClaimedCall[]> {
  return tx.query<ClaimedCall>(sql`
    with due as materialized (
      select d.id from webhook w cross join lateral (
        select id from webhook_delivery
        where webhook_id = w.id and state = 'waiting' and due_at <= ${instant(now)}
          and (leased_until is null or leased_until < clock_timestamp())
        order by due_at, id limit ${perWebhook} for update skip locked
      ) d where w.active and ${NOTHING_STANDS_STILL} order by random() limit ${total}
    )
    update webhook_delivery d set attempts = d.attempts + 1,
      leased_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    from due, webhook w where d.id = due.id and w.id = d.webhook_id
    returning d.id, d.public_id as "publicId", w.url, d.body, d.attempts, d.created_at as "createdAt", w.secret,
      jsonb_build_object('id', w.id, 'publicId', w.public_id) as webhook,
      case when w.previous_until > ${instant(now)} then w.previous_secret end as "previousSecret"`);
}

export type AttemptMade = AttemptResult & {
  readonly at: Instant;
  readonly tookMs: number;
  /** When it is tried again; null: never. */
  readonly nextAt: Instant | null;
};

/** False: somebody else has it by now. */
export async function saveAttempt(
  tx: Tx,
  { id, attempts, webhook }: Pick<ClaimedCall, 'id' | 'attempts' | 'webhook'>,
  made: AttemptMade,
): Promise<boolean> {
  const isDelivered = made.failure === null;
  const state = isDelivered ? 'delivered' : made.nextAt === null ? 'failed' : 'waiting';
  const rows = await tx.query(sql`
    update webhook_delivery set state = ${state}, status = ${made.status}::int, failure = ${made.failure}::text,
      leased_until = null, due_at = ${instant(made.nextAt ?? made.at)},
      finished_at = ${state === 'waiting' ? sql`null` : instant(made.at)}
    where id = ${id}::bigint and attempts = ${attempts} and state = 'waiting' returning 1`);
  if (rows.length === 0) return false;
  await tx.query(sql`
    insert into webhook_attempt (delivery_id, at, took_ms, status, failure)
    values (${id}::bigint, ${instant(made.at)}, ${made.tookMs}, ${made.status}::int, ${made.failure}::text)`);
  const column = sql.id(isDelivered ? 'last_success_at' : 'last_failure_at');
  await tx.query(sql`update webhook set ${column} = ${instant(made.at)} where id = ${webhook.id}`);
  return true;
}
