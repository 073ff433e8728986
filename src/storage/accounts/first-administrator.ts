import { sql } from 'kysely';
import { foldEmail } from '#storage/accounts/users.ts';
import type { Tx } from '#storage/db.ts';

export type FirstAdministrator = { readonly userId: number; readonly hasPassword: boolean };

/** The oldest active one of the installation; null before there is any. */
export async function findFirstAdministrator(tx: Tx): Promise<FirstAdministrator | null> {
  const [row] = await tx.query<{ id: number; has_password: boolean }>(sql`
    select id, password_hash is not null as has_password from cadenza.app_user
    where administrator and active order by id limit 1`);
  return row === undefined ? null : { userId: row.id, hasPassword: row.has_password };
}

export type ActingUser = {
  readonly id: number;
  readonly publicId: string;
  readonly email: string;
  readonly administrator: boolean;
};

/** The organisation's active user of that address, or its oldest active administrator. Null: there is none. */
export async function findActingUser(tx: Tx, organization: number, email: string | null): Promise<ActingUser | null> {
  const wanted = email === null ? sql`administrator` : sql`email_folded = ${foldEmail(email)}`;
  const [user] = await tx.query<ActingUser>(sql`
    select id, public_id as "publicId", email, administrator from cadenza.app_user
    where organization_id = ${organization} and active and ${wanted} order by id limit 1`);
  return user ?? null;
}
