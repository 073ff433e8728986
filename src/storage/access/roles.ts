// Roles: a tree. Whoever holds one sees what the holders of the roles below it own.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Tx } from '#storage/db.ts';

export type RoleContent = {
  readonly name: string;
  /** Public id of the role above; null: at the top. */
  readonly parent: string | null;
  /** Its holders see what each other owns. */
  readonly peers: boolean;
};

export type StoredRole = RoleContent & { readonly id: number; readonly publicId: string; readonly holders: number };

/** By name. */
export function listRoles(tx: Tx): Promise<StoredRole[]> {
  return tx.query(sql`
    select r.id, r.public_id as "publicId", r.name, r.peers, above.public_id as parent,
      (select count(*)::int from member m where m.active and m.role_id = r.id) as holders
    from role r left join role above on above.id = r.parent_id order by r.name`);
}

/** Nobody else changes the tree meanwhile. */
export async function lockRoles(tx: Tx): Promise<StoredRole[]> {
  await tx.query(sql`lock table role in share row exclusive mode`);
  return listRoles(tx);
}

/** Its public id. The name is free and the parent there. */
export async function insertRole(tx: Tx, { name, parent, peers }: RoleContent): Promise<string> {
  const id = uuidv7();
  await tx.query(sql`insert into role (public_id, name, parent_id, peers)
    values (${id}, ${name}, ${parentId(parent)}, ${peers})`);
  return id;
}

export async function saveRole(tx: Tx, id: number, { name, parent, peers }: RoleContent): Promise<void> {
  await tx.query(
    sql`update role set name = ${name}, parent_id = ${parentId(parent)}, peers = ${peers} where id = ${id}`,
  );
}

/** A role that nobody holds and that has none below it. */
export async function deleteRole(tx: Tx, id: number): Promise<void> {
  await tx.query(sql`delete from role where id = ${id}`);
}

function parentId(parent: string | null) {
  return sql`(select id from role where public_id = ${parent}::uuid)`;
}
