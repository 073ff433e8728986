// How open each module is, and the rules that open more.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Group, SharingLevel, SharingRule } from '#core/access/sharing.ts';
import type { Tx } from '#storage/db.ts';

/** By module key; open to everybody where it is missing. */
export async function moduleDefaults(tx: Tx): Promise<ReadonlyMap<string, SharingLevel>> {
  const rows = await tx.query<{ module: string; level: SharingLevel }>(sql`select module, level from module_default`);
  return new Map(rows.map(({ module, level }) => [module, level]));
}

export async function saveModuleDefault(tx: Tx, module: string, level: SharingLevel): Promise<void> {
  await tx.query(sql`insert into module_default (module, level) values (${module}, ${level})
    on conflict (module) do update set level = excluded.level`);
}

export type StoredSharingRule = SharingRule & { readonly publicId: string };

type Row = Omit<StoredSharingRule, 'with'> & { readonly shared_with: Group };

/** By module and name. */
export async function listSharingRules(tx: Tx): Promise<StoredSharingRule[]> {
  const rows = await tx.query<Row>(sql`
    select public_id as "publicId", module, name, shared, shared_with, level from sharing_rule order by module, name`);
  return rows.map(({ shared_with, ...rule }) => ({ ...rule, with: shared_with }));
}

/** Its public id. Null: the module has a rule of that name. */
export async function insertSharingRule(tx: Tx, rule: SharingRule): Promise<string | null> {
  const rows = await tx.query<{ id: string }>(sql`
    insert into sharing_rule (public_id, module, name, shared, shared_with, level)
    values (${uuidv7()}, ${rule.module}, ${rule.name}, ${JSON.stringify(rule.shared)}::jsonb,
      ${JSON.stringify(rule.with)}::jsonb, ${rule.level})
    on conflict (module, name) do nothing returning public_id as id`);
  return rows[0]?.id ?? null;
}

/** Whether there are such roles, teams and users. */
export async function areThere(tx: Tx, groups: readonly Group[]): Promise<boolean> {
  const ids = [...new Set(groups.flatMap((group) => (group.kind === 'everyone' ? [] : [group.id])))];
  const rows = await tx.query<{ count: number }>(sql`
    select count(*)::int as count from (
      select public_id from role union all select public_id from team union all select public_id from member
    ) as known where public_id = any(${ids}::uuid[])`);
  return rows[0]?.count === ids.length;
}

/** The rule that was. Null: there was none. */
export async function deleteSharingRule(tx: Tx, publicId: string): Promise<{ readonly name: string } | null> {
  const rows = await tx.query<{ name: string }>(
    sql`delete from sharing_rule where public_id = ${publicId}::uuid returning name`,
  );
  return rows[0] ?? null;
}

/** Names of the rules that share with a role, team or user, or what they own. */
export async function rulesNaming(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(sql`
    select name from sharing_rule
    where shared_with->>'id' = ${id} or shared #>> '{group,id}' = ${id} order by name`);
  return rows.map(({ name }) => name);
}
