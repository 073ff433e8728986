// Whose tasks and calls a member may see and change: profiles and sharing know them as the modules "tasks" and "calls".
import { type RawBuilder, sql } from 'kysely';
import { mayDo, type Verb } from '#core/access/permissions.ts';
import { type Rights, reachOf, rightsIn } from '#storage/access/rights.ts';
import type { Tx } from '#storage/db.ts';

export const activityModules = { task: 'tasks', call: 'calls' } as const;
export type ActivityKind = keyof typeof activityModules;

/** A condition on the activity's row. */
export async function activityReach(
  tx: Tx,
  verb: Extract<Verb, 'read' | 'update' | 'delete'>,
): Promise<RawBuilder<unknown>> {
  const rights = await rightsIn(tx);
  if (rights === null || rights.administrator) return sql`true`;
  const task = await reachOfKind(tx, rights, { kind: 'task', verb });
  const call = await reachOfKind(tx, rights, { kind: 'call', verb });
  return sql`case kind when 'task' then ${task} else ${call} end`;
}

async function reachOfKind(
  tx: Tx,
  rights: Rights,
  { kind, verb }: { readonly kind: ActivityKind; readonly verb: Verb },
): Promise<RawBuilder<unknown>> {
  const module = activityModules[kind];
  if (!mayDo(rights.permissions, module, verb)) return sql`false`;
  const reach = (await reachOf(tx, rights, module))[verb === 'read' ? 'read' : 'write'];
  return reach === 'all' ? sql`true` : sql`owner = any(${[...reach.owners]}::uuid[])`;
}
