// Organisations in the control tables: making one, finding them.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Instant } from '#core/time/instant.ts';
import { type Database, instant, only, type OrganizationSeat, type Tx } from '#storage/db.ts';
import { migrateOrganization } from '#storage/migrate.ts';

export type Organization = {
  readonly id: number;
  readonly publicId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly language: 'en' | 'zh';
  readonly createdAt: Instant;
  readonly seat: OrganizationSeat;
};

export type NewOrganization = {
  readonly name: string;
  readonly timeZone: string;
  readonly language: 'en' | 'zh';
  readonly mailFromName: string;
  readonly mailFromAddress: string;
  readonly now: Instant;
};

type Row = {
  id: number;
  public_id: string;
  name: string;
  time_zone: string;
  language: 'en' | 'zh';
  created_at: Instant;
  schema_name: string;
  role_name: string;
};

const columns = sql`id, public_id, name, time_zone, language, created_at, schema_name, role_name`;

function fromRow(row: Row): Organization {
  return {
    id: row.id,
    publicId: row.public_id,
    name: row.name,
    timeZone: row.time_zone,
    language: row.language,
    createdAt: row.created_at,
    seat: { id: row.id, schema: row.schema_name, role: row.role_name },
  };
}

/** What the profile is called at first that everybody has; the organisation may call it something else. */
const standardProfile = { en: 'Standard', zh: '标准' } as const;

/**
 * Makes the organisation with its schema, role and tables. Its row comes last, with all that it needs: a start that is
 * killed in between leaves an empty schema that nobody uses, never half an organisation.
 */
export async function createOrganization(database: Database, wanted: NewOrganization): Promise<Organization> {
  const seat = await makeSeat(database);
  await migrateOrganization(database, seat);
  return database.owner(async (tx) => {
    const own = (table: string) => sql.id(seat.schema, table);
    await tx.query(sql`insert into ${own('setting')} (mail_from_name, mail_from_address)
      values (${wanted.mailFromName}, ${wanted.mailFromAddress})`);
    await tx.query(sql`insert into ${own('mailbox')} (address, read_until)
      values (${wanted.mailFromAddress}, ${instant(wanted.now)})`);
    await tx.query(sql`update ${own('profile')} set name = ${standardProfile[wanted.language]} where standard`);
    const row = only(
      await tx.query<Row>(sql`
        insert into cadenza.organization (id, public_id, name, time_zone, language, schema_name, role_name, created_at)
        overriding system value
        values (${seat.id}, ${uuidv7()}, ${wanted.name}, ${wanted.timeZone}, ${wanted.language}, ${seat.schema},
          ${seat.role}, ${instant(wanted.now)})
        returning ${columns}`),
    );
    return fromRow(row);
  });
}

/** The role's name has the installation's id: roles are cluster-wide. */
async function makeSeat(database: Database): Promise<OrganizationSeat> {
  return database.owner(async (tx) => {
    const { id: installation } = only(await tx.query<{ id: string }>(sql`select id from cadenza.installation`));
    const { id } = only(
      await tx.query<{ id: number }>(
        sql`select nextval(pg_get_serial_sequence('cadenza.organization', 'id'))::int as id`,
      ),
    );
    const seat: OrganizationSeat = { id, schema: `org_${id}`, role: `cadenza_${installation}_org_${id}` };
    const app = decodeURIComponent(new URL(database.appUrl).username);
    await tx.query(sql`create role ${sql.id(seat.role)} login nosuperuser nocreatedb nocreaterole noinherit`);
    await tx.query(sql`grant ${sql.id(seat.role)} to ${sql.id(app)}`);
    await tx.query(sql`create schema ${sql.id(seat.schema)}`);
    return seat;
  });
}

/** All organisations, oldest first. */
export async function listOrganizations(database: Database): Promise<Organization[]> {
  const rows = await database.control((tx) =>
    tx.query<Row>(sql`select ${columns} from cadenza.organization order by id`),
  );
  return rows.map(fromRow);
}

/** Where they live, oldest first: for a transaction on the control tables. */
export async function listSeats(tx: Tx): Promise<OrganizationSeat[]> {
  return tx.query<OrganizationSeat>(
    sql`select id, schema_name as schema, role_name as role from cadenza.organization order by id`,
  );
}

/** Null: there is none. `publicId` is a UUID. */
export async function findOrganizationByPublicId(database: Database, publicId: string): Promise<Organization | null> {
  const rows = await database.control((tx) =>
    tx.query<Row>(sql`select ${columns} from cadenza.organization where public_id = ${publicId}::uuid`),
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** Null: there is none with that number. */
export async function findOrganization(database: Database, id: number): Promise<Organization | null> {
  const rows = await database.control((tx) =>
    tx.query<Row>(sql`select ${columns} from cadenza.organization where id = ${id}`),
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}
