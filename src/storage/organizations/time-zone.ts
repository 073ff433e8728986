// The organisation's time zone, and by which clocks its follow-ups are planned.
import { sql } from 'kysely';
import { type Database, only, type Tx } from '#storage/db.ts';

export async function saveTimeZone(database: Database, organization: number, timeZone: string): Promise<void> {
  await database.control((tx) =>
    tx.query(sql`update cadenza.organization set time_zone = ${timeZone} where id = ${organization}`),
  );
}

/** A time zone, and the version of the world's time zone data. */
export type Clocks = string;

export function clocksOf(timeZone: string, zoneData: string): Clocks {
  return `${timeZone} ${zoneData}`;
}

export function zoneOf(clocks: Clocks): string {
  return clocks.slice(0, clocks.indexOf(' '));
}

/** Held until the transaction ends. Null: it was not noted yet. */
export async function lockPlannedBy(tx: Tx): Promise<Clocks | null> {
  const rows = await tx.query<{ plannedBy: Clocks | null }>(
    sql`select planned_by as "plannedBy" from setting for update`,
  );
  return only(rows).plannedBy;
}

export async function savePlannedBy(tx: Tx, clocks: Clocks): Promise<void> {
  await tx.query(sql`update setting set planned_by = ${clocks}`);
}
