// Who belongs to a role or team, as criteria ask it, and when that last changed.
import { sql } from 'kysely';
import type { People } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export type NamedPeople = Pick<People, 'kind' | 'name'> & { readonly id: string };

/** Roles, then teams, each by name. */
export function listPeople(tx: Tx): Promise<NamedPeople[]> {
  return tx.query(sql`
    select public_id as id, 'role' as kind, name from role union all select public_id, 'team', name from team
    order by kind, name`);
}

/** By public id, those that there are; whoever left the organisation still owns what they owned. */
export async function loadPeople(tx: Tx, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, People>> {
  if (ids.size === 0) return new Map();
  const rows = await tx.query<People & { readonly id: string }>(sql`
    with recursive below (named, id) as (
      select r.public_id, r.id from role r where r.public_id = any(${[...ids]}::uuid[])
      union select b.named, r.id from role r join below b on r.parent_id = b.id
    )
    select r.public_id as id, 'role' as kind, r.name, array(
      select m.public_id from member m join below b on b.id = m.role_id where b.named = r.public_id) as members
    from role r where r.public_id = any(${[...ids]}::uuid[])
    union all
    select t.public_id, 'team', t.name, array(
      select m.public_id from member m join team_member tm on tm.member_id = m.id where tm.team_id = t.id)
    from team t where t.public_id = any(${[...ids]}::uuid[])`);
  return new Map(rows.map(({ id, ...people }) => [id, people]));
}

/** To be told with every change of it: what listens looks at its records anew (V-4). */
export async function notePeopleChanged(tx: Tx, now: Instant): Promise<void> {
  await tx.query(sql`update setting set people_changed_at = ${instant(now)}`);
}

/** Null: never. */
export async function peopleChangedAt(tx: Tx): Promise<Instant | null> {
  const rows = await tx.query<{ at: Instant | null }>(sql`select people_changed_at as at from setting`);
  return only(rows).at;
}

/** Names of the views, and of the cadences that run, whose criteria ask who belongs to the role or team. */
export async function criteriaNaming(tx: Tx, id: string): Promise<string[]> {
  const names = (criteria: 'v.criteria' | 'd.definition') => sql`jsonb_path_exists(${sql.ref(criteria)},
    '$.**.belongs_to ? (@.role == $id || @.team == $id)', jsonb_build_object('id', ${id}::text))`;
  const rows = await tx.query<{ name: string }>(sql`
    select v.name from view v where ${names('v.criteria')}
    union
    select c.name from cadence c join cadence_version d on d.cadence_id = c.id and d.version = c.version
    where c.status in ('active', 'invalid') and ${names('d.definition')}
    order by name`);
  return rows.map(({ name }) => name);
}
