// subscriptions, by the organisation's administrators.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export type Webhook = {
  readonly id: number;
  readonly publicId: string;
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly active: boolean;
  /** Why the product switched it off; null: it didn't. */
  readonly disabledBecause: DisabledBecause | null;
  readonly createdBy: {
    readonly id: number;
    readonly publicId: string;
    readonly name: string;
    readonly active: boolean;
  };
  readonly createdAt: Instant;
  readonly lastSuccessAt: Instant | null;
  readonly lastFailureAt: Instant | null;
};

export type DisabledBecause = 'failing' | 'gone';

export type NewWebhook = Pick<Webhook, 'publicId' | 'name' | 'url' | 'events'> & {
  readonly secret: Uint8Array;
  readonly createdBy: number;
  readonly now: Instant;
};

const columns = sql`w.id, w.public_id as "publicId", w.name, w.url, w.events, w.active,
  w.disabled_because as "disabledBecause", w.created_at as "createdAt", w.last_success_at as "lastSuccessAt",
  w.last_failure_at as "lastFailureAt",
  jsonb_build_object('id', m.id, 'publicId', m.public_id, 'name', m.name, 'active', m.active) as "createdBy"`;

/** In the order in which they were made. */
export async function listWebhooks(tx: Tx): Promise<Webhook[]> {
  return tx.query<Webhook>(sql`
    select ${columns} from webhook w join member m on m.id = w.created_by order by w.id`);
}

export async function findWebhook(tx: Tx, publicId: string): Promise<Webhook | null> {
  const [found = null] = await tx.query<Webhook>(sql`
    select ${columns} from webhook w join member m on m.id = w.created_by where w.public_id = ${publicId}::uuid`);
  return found;
}

export async function countWebhooks(tx: Tx): Promise<number> {
  return only(await tx.query<{ count: number }>(sql`select count(*)::int as count from webhook`)).count;
}

export async function insertWebhook(tx: Tx, webhook: NewWebhook): Promise<void> {
  await tx.query(sql`
    insert into webhook (public_id, name, url, events, secret, created_by, created_at)
    values (${webhook.publicId}, ${webhook.name}, ${webhook.url}, ${[...webhook.events]}::text[], ${webhook.secret},
      ${webhook.createdBy}, ${instant(webhook.now)})`);
}

/** Switched on by a person, nothing of why it was off is left. */
export async function saveWebhook(
  tx: Tx,
  { id, name, url, events, active }: Pick<Webhook, 'id' | 'name' | 'url' | 'events' | 'active'>,
): Promise<void> {
  await tx.query(sql`
    update webhook set name = ${name}, url = ${url}, events = ${[...events]}::text[], active = ${active},
      disabled_because = case when ${active} then null else disabled_because end
    where id = ${id}`);
}

/** The one before goes on being used beside it for a while, so that the receiver can change over. */
export async function replaceSecret(
  tx: Tx,
  id: number,
  { secret, previousUntil }: { readonly secret: Uint8Array; readonly previousUntil: Instant },
): Promise<void> {
  await tx.query(sql`
    update webhook set previous_secret = secret, previous_until = ${instant(previousUntil)}, secret = ${secret}
    where id = ${id}`);
}

/** With everything that was sent to it. */
export async function deleteWebhook(tx: Tx, id: number): Promise<void> {
  await tx.query(sql`delete from webhook where id = ${id}`);
}

/** False: it was off already. */
export async function disableWebhook(tx: Tx, id: number, because: DisabledBecause): Promise<boolean> {
  const rows = await tx.query(sql`
    update webhook set active = false, disabled_because = ${because} where id = ${id} and active returning 1`);
  return rows.length === 1;
}
