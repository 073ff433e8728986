// Signs of life of the workers, in one row of the control tables.
import { sql } from 'kysely';
import type { LastSeen } from '#core/message/standstill.ts';
import type { Instant } from '#core/time/instant.ts';
import { only, type Tx } from '#storage/db.ts';

/** By the database's clock. */
export type Watched = LastSeen & { readonly now: Instant };

/** Workers look one after the other. */
export async function lockWatch(tx: Tx): Promise<Watched> {
  return only(
    await tx.query<Watched>(sql`
      select place, beat, seen_at as at, stopped, clock_timestamp() as now from cadenza.sending_watch for update`),
  );
}

/**
 * The server's own number, the database in it and the table: a dump that is restored has another table even in the same
 * database. Where a server doesn't tell its number, the other two have to do.
 */
export async function findPlace(tx: Tx): Promise<string> {
  const { tells } = only(
    await tx.query<{ tells: boolean }>(sql`select has_function_privilege('pg_control_system()', 'execute') as tells`),
  );
  const server = tells ? sql`(select system_identifier from pg_control_system())` : sql`''`;
  const rows = await tx.query<{ place: string }>(sql`
    select concat_ws('/', ${server}, (select oid from pg_database where datname = current_database()),
      'cadenza.sending_watch'::regclass::oid) as place`);
  return only(rows).place;
}

export async function noteBeat(tx: Tx, { place, beat }: Pick<LastSeen, 'beat'> & { place: string }): Promise<void> {
  await tx.query(sql`
    update cadenza.sending_watch set place = ${place}, beat = ${beat}, seen_at = clock_timestamp(), stopped = false`);
}

/** Where somebody gave a sign of life since, they are still at work. */
export async function noteStop(tx: Tx, beat: number): Promise<void> {
  await tx.query(sql`
    update cadenza.sending_watch set seen_at = clock_timestamp(), stopped = true where beat = ${beat}`);
}

export async function installationId(tx: Tx): Promise<string> {
  return only(await tx.query<{ id: string }>(sql`select id from cadenza.installation`)).id;
}
