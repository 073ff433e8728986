// Teams: people who work together whatever their roles; sharing rules can name them.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Tx } from '#storage/db.ts';

export type TeamContent = { readonly name: string /** Public ids. */; readonly members: readonly string[] };
export type StoredTeam = TeamContent & { readonly id: number; readonly publicId: string };

/** By name. */
export function listTeams(tx: Tx): Promise<StoredTeam[]> {
  return tx.query(sql`
    select t.id, t.public_id as "publicId", t.name, array(
      select m.public_id from team_member tm join member m on m.id = tm.member_id where tm.team_id = t.id order by m.name
    ) as members from team t order by t.name`);
}

/** Its public id. Null: the name is taken. */
export async function insertTeam(tx: Tx, { name, members }: TeamContent): Promise<string | null> {
  const rows = await tx.query<{ id: number; public_id: string }>(sql`
    insert into team (public_id, name) values (${uuidv7()}, ${name}) on conflict (name) do nothing
    returning id, public_id`);
  const [team] = rows;
  if (team === undefined) return null;
  await insertMembers(tx, team.id, members);
  return team.public_id;
}

/** False: another one has the name. */
export async function saveTeam(tx: Tx, id: number, { name, members }: TeamContent): Promise<boolean> {
  const rows = await tx.query(sql`
    update team set name = ${name}
    where id = ${id} and not exists (select from team other where other.name = ${name} and other.id <> ${id})
    returning id`);
  if (rows.length === 0) return false;
  await tx.query(sql`delete from team_member where team_id = ${id}`);
  await insertMembers(tx, id, members);
  return true;
}

async function insertMembers(tx: Tx, team: number, members: readonly string[]): Promise<void> {
  await tx.query(sql`insert into team_member (team_id, member_id)
    select ${team}, id from member where public_id = any(${members}::uuid[])`);
}

export async function deleteTeam(tx: Tx, id: number): Promise<void> {
  await tx.query(sql`delete from team where id = ${id}`);
}
