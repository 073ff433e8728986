import { sql } from 'kysely';
import type { OrganizationSeat, Tx } from '#storage/db.ts';

/**
 * A part of a transaction on the control tables that belongs into the organisation: the login role has no rights on its
 * tables, so for this part it is the organisation.
 */
export async function asOrganization<T>(tx: Tx, seat: OrganizationSeat, work: () => Promise<T>): Promise<T> {
  await tx.query(sql`set local role ${sql.id(seat.role)}`);
  await tx.query(sql`set local search_path to ${sql.id(seat.schema)}`);
  const result = await work();
  await tx.query(sql`set local role none`);
  await tx.query(sql`set local search_path to cadenza`);
  return result;
}
