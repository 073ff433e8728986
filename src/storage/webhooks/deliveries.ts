// What is sent to webhooks and what came of it. Leases run on the real clock, due times on the business one.
import { sql } from 'kysely';
import type { AttemptResult } from '#core/webhooks/attempts.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export type WebhookDelivery = {
  readonly id: string;
  readonly publicId: string;
  readonly type: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Of the latest attempt. */
  readonly status: number | null;
  readonly failure: AttemptResult['failure'];
  readonly createdAt: Instant;
  readonly dueAt: Instant;
  readonly finishedAt: Instant | null;
};

export type NewDelivery = {
  readonly publicId: string;
  readonly webhook: number;
  readonly type: string;
  readonly body: string;
};

const columns = sql`d.id, d.public_id as "publicId", d.type, d.state, d.attempts, d.status, d.failure,
  d.created_at as "createdAt", d.due_at as "dueAt", d.finished_at as "finishedAt"`;

export async function insertDeliveries(tx: Tx, deliveries: readonly NewDelivery[], now: Instant): Promise<void> {
  if (deliveries.length === 0) return;
  await tx.query(sql`
    insert into webhook_delivery (public_id, webhook_id, type, body, state, due_at, created_at)
    select new.public_id, new.webhook, new.type, new.body, 'waiting', ${instant(now)}, ${instant(now)}
    from unnest(${deliveries.map((one) => one.publicId)}::uuid[], ${deliveries.map((one) => one.webhook)}::int[],
      ${deliveries.map((one) => one.type)}::text[], ${deliveries.map((one) => one.body)}::text[])
      as new (public_id, webhook, type, body)`);
}

export type DeliveryPage = {
  readonly webhook: number;
  readonly state: DeliveryState | null;
  readonly before: string | null;
  readonly limit: number;
};

/** The newest first. */
export async function listDeliveries(tx: Tx, page: DeliveryPage): Promise<WebhookDelivery[]> {
  const where = [sql`d.webhook_id = ${page.webhook}`];
  if (page.state !== null) where.push(sql`d.state = ${page.state}`);
  if (page.before !== null) where.push(sql`d.id < ${page.before}::bigint`);
  return tx.query<WebhookDelivery>(sql`
    select ${columns} from webhook_delivery d where ${sql.join(where, sql` and `)} order by d.id desc limit ${page.limit}`);
}

export type DeliveryAttempt = AttemptResult & { readonly at: Instant; readonly tookMs: number };

export async function findDelivery(
  tx: Tx,
  webhook: number,
  publicId: string,
): Promise<(WebhookDelivery & { readonly body: string }) | null> {
  const [found = null] = await tx.query<WebhookDelivery & { body: string }>(sql`
    select ${columns}, d.body from webhook_delivery d
    where d.webhook_id = ${webhook} and d.public_id = ${publicId}::uuid`);
  return found;
}

/** In the order in which they were made. */
export async function listAttempts(tx: Tx, delivery: string): Promise<DeliveryAttempt[]> {
  return tx.query<DeliveryAttempt>(sql`
    select at, took_ms as "tookMs", status, failure from webhook_attempt
    where delivery_id = ${delivery}::bigint order by id`);
}

/** `which`: those that failed, or all that are not waiting. Gives how many there were. */
export async function sendAgain(
  tx: Tx,
  wanted: { readonly webhook: number; readonly which: 'failed' | 'all'; readonly now: Instant } & (
    | { readonly delivery: string }
    | { readonly since: Instant }
  ),
): Promise<number> {
  const states = wanted.which === 'all' ? ['delivered', 'failed'] : ['failed'];
  const which =
    'delivery' in wanted ? sql`id = ${wanted.delivery}::bigint` : sql`created_at >= ${instant(wanted.since)}`;
  const rows = await tx.query(sql`
    update webhook_delivery set state = 'waiting', attempts = 0, due_at = ${instant(wanted.now)}, finished_at = null
    where webhook_id = ${wanted.webhook} and state = any(${states}::text[]) and ${which} returning 1`);
  return rows.length;
}

/** With its attempts; whether it went out or not. Gives how many there were. */
export async function forgetDeliveries(tx: Tx, before: Instant): Promise<number> {
  const rows = await tx.query(sql`delete from webhook_delivery where created_at < ${instant(before)} returning 1`);
  return rows.length;
}
