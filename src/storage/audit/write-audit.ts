import { sql } from 'kysely';
import type { AuditedAction, AuditTarget } from '#core/accounts/audited.ts';
import type { Instant } from '#core/time/instant.ts';
import { floats, integers, texts } from '#storage/arrays.ts';
import { only, type OrganizationSeat, type Statement, type Tx } from '#storage/db.ts';
import { asOrganization } from '#storage/organizations/as-organization.ts';

export type NewAuditEntry = {
  readonly action: AuditedAction;
  /** The member's number; null: nobody who had signed in. */
  readonly actor: number | null;
  readonly at: Instant;
  readonly target?: AuditTarget;
  /** Counts, versions, keys of modules: nothing that people wrote. */
  readonly details?: Readonly<Record<string, string | number>>;
};

/** In the organisation's transaction that does what is told: both stay, or neither. */
export async function writeAudit(tx: Tx, entry: NewAuditEntry): Promise<void> {
  await writeAudits(tx, [entry]);
}

/** In their order, by one statement. */
export async function writeAudits(tx: Tx, entries: readonly NewAuditEntry[]): Promise<void> {
  if (entries.length > 0) await tx.query(insertInto(sql.id('audit_entry'), entries));
}

/** The same, in a transaction of the owner of the tables. */
export async function writeAuditAsOwner(tx: Tx, seat: OrganizationSeat, entry: NewAuditEntry): Promise<void> {
  await tx.query(insertInto(sql.id(seat.schema, 'audit_entry'), [entry]));
}

function insertInto(table: Statement<unknown>, entries: readonly NewAuditEntry[]): Statement<unknown> {
  const targets = entries.map(({ target }) => target);
  // id and seal are the trigger's, which seals each row after those before it.
  return sql`
    insert into ${table} (action, actor, at, target_kind, target_id, target_name, details)
    select action, actor, to_timestamp(at / 1000), target_kind, target_id, target_name, details
    from unnest(
      ${texts(entries.map(({ action }) => action))}, ${integers(entries.map(({ actor }) => actor))},
      ${floats(entries.map(({ at }) => at))}, ${texts(targets.map((target) => target?.kind ?? null))},
      ${texts(targets.map((target) => target?.id ?? null))}, ${texts(targets.map((target) => target?.name ?? null))},
      ${texts(entries.map(({ details = {} }) => JSON.stringify(details)))}::jsonb[]
    ) with ordinality as t (action, actor, at, target_kind, target_id, target_name, details, place)
    order by place`;
}

/** The same, in a transaction on the control tables. */
export async function writeAuditOf(tx: Tx, seat: OrganizationSeat, entry: NewAuditEntry): Promise<void> {
  await asOrganization(tx, seat, () => writeAudit(tx, entry));
}

/** What a user did to their own account, or somebody who wasn't signed in tried. */
export async function writeAuditOfUser(
  tx: Tx,
  userId: number,
  { by, ...entry }: Pick<NewAuditEntry, 'action' | 'at'> & { readonly by: 'user' | 'nobody' },
): Promise<void> {
  const rows = await tx.query<OrganizationSeat & { public_id: string }>(sql`
    select o.id, o.schema_name as schema, o.role_name as role, u.public_id
    from cadenza.app_user u join cadenza.organization o on o.id = u.organization_id where u.id = ${userId}`);
  const { public_id: id, ...seat } = only(rows);
  await writeAuditOf(tx, seat, { ...entry, actor: by === 'user' ? userId : null, target: { kind: 'user', id } });
}
