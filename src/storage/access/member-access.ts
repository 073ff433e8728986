// Which profile and role each member has.
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#storage/db.ts';

type Named = { readonly id: string; readonly name: string };

export type MemberAccess = {
  /** The member's public id. */
  readonly member: string;
  readonly profile: Named;
  /** Null: none; they see what they own and what is shared with them. */
  readonly role: Named | null;
};

type Row = {
  readonly member: string;
  readonly profile_id: string;
  readonly profile_name: string;
  readonly role_id: string | null;
  readonly role_name: string | null;
};

export async function listMemberAccess(tx: Tx): Promise<MemberAccess[]> {
  const rows = await tx.query<Row>(sql`
    select m.public_id as member, p.public_id as profile_id, p.name as profile_name,
      r.public_id as role_id, r.name as role_name
    from member m
    join profile p on p.id = m.profile_id or (m.profile_id is null and p.standard)
    left join role r on r.id = m.role_id order by m.id`);
  return rows.map((row) => ({
    member: row.member,
    profile: { id: row.profile_id, name: row.profile_name },
    role: row.role_id === null ? null : { id: row.role_id, name: row.role_name ?? '' },
  }));
}

/** By public ids; a role of null takes it away. What there isn't stays as it was. */
export async function saveMemberAccess(
  tx: Tx,
  member: string,
  { profile, role }: { readonly profile?: string | undefined; readonly role?: string | null | undefined },
): Promise<void> {
  const sets: RawBuilder<unknown>[] = [];
  if (profile !== undefined) sets.push(sql`profile_id = (select id from profile where public_id = ${profile}::uuid)`);
  if (role !== undefined) sets.push(sql`role_id = (select id from role where public_id = ${role}::uuid)`);
  if (sets.length > 0) await tx.query(sql`update member set ${sql.join(sets)} where public_id = ${member}::uuid`);
}
