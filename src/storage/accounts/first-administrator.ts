import { sql } from 'kysely';
import type { Tx } from '#storage/db.ts';

export type FirstAdministrator = { readonly userId: number; readonly hasPassword: boolean };

/** The oldest active one of the installation; null before there is any. */
export async function findFirstAdministrator(tx: Tx): Promise<FirstAdministrator | null> {
  const [row] = await tx.query<{ id: number; has_password: boolean }>(sql`
    select id, password_hash is not null as has_password from cadenza.app_user
    where administrator and active order by id limit 1`);
  return row === undefined ? null : { userId: row.id, hasPassword: row.has_password };
}
