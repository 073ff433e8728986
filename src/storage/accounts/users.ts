// Users in the control tables, and their mirror in the organisation: its queries need names, and can't see these tables.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type OrganizationSeat, type Tx } from '#storage/db.ts';
import { asOrganization } from '#storage/organizations/as-organization.ts';

export type User = {
  readonly id: number;
  readonly publicId: string;
  readonly organizationId: number;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly administrator: boolean;
  readonly preferences: Preferences;
};

export type Preferences = {
  /** Null: not chosen yet. */
  readonly language: 'en' | 'zh' | null;
  readonly theme: 'system' | 'light' | 'dark';
};

export type NewUser = {
  readonly publicId: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly administrator: boolean;
  readonly now: Instant;
};

type Row = {
  id: number;
  public_id: string;
  organization_id: number;
  name: string;
  email: string;
  active: boolean;
  administrator: boolean;
  language: Preferences['language'];
  theme: Preferences['theme'];
  password_hash: string | null;
};

const columns = sql`id, public_id, organization_id, name, email, active, administrator, language, theme,
  password_hash`;

function fromRow(row: Row): User {
  return {
    id: row.id,
    publicId: row.public_id,
    organizationId: row.organization_id,
    name: row.name,
    email: row.email,
    active: row.active,
    administrator: row.administrator,
    preferences: { language: row.language, theme: row.theme },
  };
}

/** Two spellings of one mail address are one user. */
export function foldEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

/** Adds the user and the organisation's member in one transaction of the control tables. Null: the mail address is taken. */
export async function insertUser(tx: Tx, seat: OrganizationSeat, user: NewUser): Promise<User | null> {
  const [row] = await tx.query<Row>(sql`
    insert into cadenza.app_user
      (public_id, organization_id, name, email, email_folded, password_hash, administrator, created_at)
    values (${user.publicId}, ${seat.id}, ${user.name}, ${user.email.trim()}, ${foldEmail(user.email)},
      ${user.passwordHash}, ${user.administrator}, ${instant(user.now)})
    on conflict (email_folded) do nothing
    returning ${columns}`);
  if (row === undefined) return null;
  await insertMember(tx, seat, fromRow(row));
  return fromRow(row);
}

async function insertMember(tx: Tx, seat: OrganizationSeat, user: User): Promise<void> {
  await asOrganization(tx, seat, () =>
    tx.query(sql`insert into member (id, public_id, name, email, active, administrator)
      values (${user.id}, ${user.publicId}, ${user.name}, ${user.email}, ${user.active}, ${user.administrator})`),
  );
}

/** By name. */
export async function listUsers(tx: Tx, organizationId: number): Promise<User[]> {
  const rows = await tx.query<Row>(sql`
    select ${columns} from cadenza.app_user where organization_id = ${organizationId} order by lower(name), id`);
  return rows.map(fromRow);
}

/** Holds the organisation's active administrators and the user until this transaction ends. Null: no such user there. */
export async function holdForChange(
  tx: Tx,
  organizationId: number,
  publicId: string,
): Promise<{ user: User; isLastAdministrator: boolean } | null> {
  const rows = await tx.query<Row>(sql`
    select ${columns} from cadenza.app_user
    where organization_id = ${organizationId} and ((administrator and active) or public_id = ${publicId})
    order by id for no key update`);
  const users = rows.map(fromRow);
  const user = users.find((one) => one.publicId === publicId);
  if (user === undefined) return null;
  const administrators = users.filter(({ administrator, active }) => administrator && active);
  return { user, isLastAdministrator: administrators.length === 1 && administrators[0]?.id === user.id };
}

/** With the organisation's member. */
export async function saveStanding(
  tx: Tx,
  seat: OrganizationSeat,
  { id, ...standing }: Pick<User, 'id'> & Partial<Pick<User, 'administrator' | 'active'>>,
): Promise<void> {
  const sets = Object.entries(standing).map(([name, value]) => sql`${sql.id(name)} = ${value}`);
  const changed = sql`set ${sql.join(sets)} where id = ${id}`;
  await tx.query(sql`update cadenza.app_user ${changed}`);
  await asOrganization(tx, seat, () => tx.query(sql`update member ${changed}`));
}

/** With what a password is checked against; null when there is no such user. */
export async function findUserByEmail(
  tx: Tx,
  email: string,
): Promise<{ user: User; passwordHash: string | null } | null> {
  const [row] = await tx.query<Row>(
    sql`select ${columns} from cadenza.app_user where email_folded = ${foldEmail(email)}`,
  );
  return row === undefined ? null : { user: fromRow(row), passwordHash: row.password_hash };
}

export async function findUser(tx: Tx, id: number): Promise<{ user: User; passwordHash: string | null } | null> {
  const [row] = await tx.query<Row>(sql`select ${columns} from cadenza.app_user where id = ${id}`);
  return row === undefined ? null : { user: fromRow(row), passwordHash: row.password_hash };
}

/** Holds the user's row for this transaction. False: inactive by now, or the password isn't the one that was checked. */
export async function holdUser(tx: Tx, userId: number, passwordHash: string | null): Promise<boolean> {
  const rows = await tx.query(sql`select 1 from cadenza.app_user
    where id = ${userId} and active and password_hash is not distinct from ${passwordHash} for no key update`);
  return rows.length === 1;
}

/** Null: signs in by link until there is one again. */
export async function savePasswordHash(tx: Tx, userId: number, passwordHash: string | null): Promise<void> {
  await tx.query(sql`update cadenza.app_user set password_hash = ${passwordHash} where id = ${userId}`);
}

/** Changes those that are given. */
export async function savePreferences(tx: Tx, userId: number, change: Partial<Preferences>): Promise<Preferences> {
  const rows = await tx.query<Preferences>(sql`update cadenza.app_user
    set language = coalesce(${change.language ?? null}, language), theme = coalesce(${change.theme ?? null}, theme)
    where id = ${userId} returning language, theme`);
  return only(rows);
}
