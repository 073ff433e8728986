// Profiles: what their holders may do. Everybody who was given none has the standard one.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Permissions } from '#core/access/permissions.ts';
import type { Tx } from '#storage/db.ts';

export type ProfileContent = { readonly name: string; readonly permissions: Permissions };

export type StoredProfile = ProfileContent & {
  readonly id: number;
  readonly publicId: string;
  readonly standard: boolean;
  readonly revision: number;
  /** Active users who have it. */
  readonly holders: number;
};

const columns = sql`p.id, p.public_id as "publicId", p.name, p.standard, p.permissions, p.revision,
  (select count(*)::int from member m where m.active and not m.administrator
    and (m.profile_id = p.id or (p.standard and m.profile_id is null))) as holders`;

/** The standard one first. */
export function listProfiles(tx: Tx): Promise<StoredProfile[]> {
  return tx.query(sql`select ${columns} from profile p order by p.standard desc, p.name`);
}

/** Locked until the transaction ends. Null: there is none. */
export async function lockProfile(tx: Tx, publicId: string): Promise<StoredProfile | null> {
  const rows = await tx.query<StoredProfile>(
    sql`select ${columns} from profile p where p.public_id = ${publicId}::uuid for update of p`,
  );
  return rows[0] ?? null;
}

/** Its public id. Null: the name is taken. */
export async function insertProfile(tx: Tx, { name, permissions }: ProfileContent): Promise<string | null> {
  const rows = await tx.query<{ id: string }>(sql`
    insert into profile (public_id, name, permissions) values (${uuidv7()}, ${name}, ${JSON.stringify(permissions)}::jsonb)
    on conflict (name) do nothing returning public_id as id`);
  return rows[0]?.id ?? null;
}

/** False: another one has the name. */
export async function saveProfile(tx: Tx, id: number, { name, permissions }: ProfileContent): Promise<boolean> {
  const rows = await tx.query(sql`
    update profile set name = ${name}, permissions = ${JSON.stringify(permissions)}::jsonb, revision = revision + 1
    where id = ${id} and not exists (select from profile other where other.name = ${name} and other.id <> ${id})
    returning id`);
  return rows.length > 0;
}

/** Its holders get the standard one. */
export async function deleteProfile(tx: Tx, id: number): Promise<void> {
  await tx.query(sql`update member set profile_id = null where profile_id = ${id}`);
  await tx.query(sql`delete from profile where id = ${id}`);
}
