// What a member may do and whose records they reach, from the organisation's own tables, in the transaction that asks: a
// change takes effect at once (U-1). Looked up once for each transaction.
import { type RawBuilder, sql } from 'kysely';
import { everything, type Permissions } from '#core/access/permissions.ts';
import type { Group, Reach, Shared, SharingLevel } from '#core/access/sharing.ts';
import type { Tx } from '#storage/db.ts';

export type Rights = {
  readonly administrator: boolean;
  readonly permissions: Permissions;
  /** By module key; open to everybody where it is missing. */
  readonly defaults: Readonly<Record<string, SharingLevel>>;
  /** Every way that a group can mean the member, as groupText writes it. */
  readonly groups: readonly string[];
  /** The rules that share with the member. */
  readonly rules: readonly {
    readonly module: string;
    readonly shared: Shared;
    readonly level: Exclude<SharingLevel, 'private'>;
  }[];
};

const known = new WeakMap<Tx, Promise<Rights | null>>();

/** Of the member that the transaction is on behalf of; null: it is the product's own. */
export function rightsIn(tx: Tx): Promise<Rights | null> {
  const found = known.get(tx) ?? (tx.member === null ? Promise.resolve(null) : loadRights(tx, tx.member));
  known.set(tx, found);
  return found;
}

/** Somebody unknown or inactive may do nothing. */
const nothing: Permissions = { modules: {}, otherModules: [], fields: {}, features: [], off: [] };

export async function loadRights(tx: Tx, member: number): Promise<Rights> {
  const [row] = await tx.hot<Rights>(sql`
    with recursive above as (
      select r.id, r.public_id, r.parent_id from role r join member m on m.role_id = r.id where m.id = ${member}
      union all select r.id, r.public_id, r.parent_id from role r join above a on r.id = a.parent_id
    ), ${groupsOf(member)}
    select m.administrator, (select array_agg(kind || ':' || id) from own_group) as groups, coalesce(p.permissions, (select permissions from profile where standard)) as permissions,
      coalesce((select jsonb_object_agg(d.module, d.level) from module_default d), '{}') as defaults,
      coalesce((select jsonb_agg(jsonb_build_object('module', s.module, 'shared', s.shared, 'level', s.level))
        from sharing_rule s where ${groupText(sql`s.shared_with`)} in (select kind || ':' || id from own_group)), '[]') as rules
    from member m left join profile p on p.id = m.profile_id where m.id = ${member} and m.active`);
  if (row === undefined) return { administrator: false, permissions: nothing, defaults: {}, groups: [], rules: [] };
  return row.administrator ? { ...row, permissions: everything } : row;
}

/** How `groups` names a group that is kept as JSON. */
export function groupText(group: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${group}->>'kind') || ':' || coalesce(${group}->>'id', '')`;
}

/** `above` holds the member's role and those over it. */
function groupsOf(member: number): RawBuilder<unknown> {
  return sql`own_group (kind, id) as (
    select 'everyone', ''
    union all select 'user', m.public_id::text from member m where m.id = ${member}
    union all select 'role', r.public_id::text from role r join member m on m.role_id = r.id where m.id = ${member}
    union all select 'role_and_below', a.public_id::text from above a
    union all select 'team', t.public_id::text from team t join team_member tm on tm.team_id = t.id
      where tm.member_id = ${member})`;
}

export type ReachOfModule = { readonly read: Reach; readonly write: Reach };

const all: ReachOfModule = { read: 'all', write: 'all' };

/** Which records of the module the member may see, and which they may change. */
export async function reachOf(
  tx: Tx,
  { administrator, defaults, rules }: Rights,
  module: string,
): Promise<ReachOfModule> {
  const level = defaults[module] ?? 'write';
  if (tx.member === null || administrator || level === 'write') return all;
  const own = await ownersBelow(tx, tx.member);
  const ofModule = rules.filter((rule) => rule.module === module);
  const reached = async (given: typeof ofModule): Promise<Reach> => {
    const groups = given.flatMap(({ shared }) => (shared.kind === 'owned_by' ? [shared.group] : []));
    const meeting = given.flatMap(({ shared }) => (shared.kind === 'meeting' ? [shared.criteria] : []));
    const owners = groups.length === 0 ? own : [...new Set([...own, ...(await membersOf(tx, groups))])];
    return { owners, meeting };
  };
  const write = await reached(ofModule.filter((rule) => rule.level === 'write'));
  return { read: level === 'read' ? 'all' : await reached(ofModule), write };
}

/** The member and everybody whose role is below theirs; whoever holds the same role where it shares among its holders. */
async function ownersBelow(tx: Tx, member: number): Promise<readonly string[]> {
  const rows = await tx.hot<{ id: string }>(sql`
    with recursive below as (
      select r.id from role r join member m on r.parent_id = m.role_id where m.id = ${member}
      union all select r.id from role r join below b on r.parent_id = b.id
    )
    select other.public_id as id from member other, member me left join role own on own.id = me.role_id
    where me.id = ${member} and (other.id = me.id or other.role_id in (select id from below)
      or (own.peers and other.role_id = own.id))`);
  return rows.map(({ id }) => id);
}

async function membersOf(tx: Tx, groups: readonly Group[]): Promise<readonly string[]> {
  const parts = groups.map((group) => sql`select m.public_id as id from member m where ${isIn(group)}`);
  const rows = await tx.query<{ id: string }>(sql`${sql.join(parts, sql` union `)}`);
  return rows.map(({ id }) => id);
}

/** Whether `m` is one of them. */
function isIn(group: Group): RawBuilder<unknown> {
  if (group.kind === 'everyone') return sql`true`;
  const id = sql`${group.id}::uuid`;
  if (group.kind === 'user') return sql`m.public_id = ${id}`;
  if (group.kind === 'role') return sql`m.role_id = (select r.id from role r where r.public_id = ${id})`;
  if (group.kind === 'team') {
    return sql`m.id in (select tm.member_id from team_member tm join team t on t.id = tm.team_id where t.public_id = ${id})`;
  }
  return sql`m.role_id in (
    with recursive below as (
      select r.id from role r where r.public_id = ${id}
      union all select r.id from role r join below b on r.parent_id = b.id
    ) select id from below)`;
}
