import { sql } from 'kysely';
import type { AuditedAction } from '#core/accounts/audited.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export type AuditEntry = {
  readonly id: string;
  readonly at: Instant;
  readonly actor: { readonly publicId: string; readonly name: string } | null;
  readonly action: AuditedAction;
  readonly target: { readonly kind: string; readonly id: string; readonly name: string | null } | null;
  readonly details: Readonly<Record<string, string | number>>;
};

export type AuditQuery = {
  /** Public id; null: everybody. */
  readonly actor: string | null;
  /** Null: all. */
  readonly actions: readonly AuditedAction[] | null;
  readonly from: Instant | null;
  readonly until: Instant | null;
  readonly before: string | null;
  readonly limit: number;
};

type Row = {
  id: string;
  at: Instant;
  actor_id: string | null;
  actor_name: string | null;
  action: AuditedAction;
  target_kind: string | null;
  target_id: string | null;
  target_name: string | null;
  details: AuditEntry['details'];
};

/** Newest first. People are named as they are called now. */
export async function listAudit(tx: Tx, query: AuditQuery): Promise<AuditEntry[]> {
  const where = [sql`true`];
  if (query.actor !== null) where.push(sql`m.public_id = ${query.actor}::uuid`);
  if (query.actions !== null) where.push(sql`a.action = any(${[...query.actions]}::text[])`);
  if (query.from !== null) where.push(sql`a.at >= ${instant(query.from)}`);
  if (query.until !== null) where.push(sql`a.at < ${instant(query.until)}`);
  if (query.before !== null) where.push(sql`a.id < ${query.before}::bigint`);
  const rows = await tx.query<Row>(sql`
    select a.id, a.at, m.public_id as actor_id, m.name as actor_name, a.action, a.target_kind, a.target_id,
      coalesce(a.target_name, whom.name) as target_name, a.details
    from audit_entry a
    left join member m on m.id = a.actor
    left join member whom on a.target_kind = 'user' and whom.public_id::text = a.target_id
    where ${sql.join(where, sql` and `)} order by a.id desc limit ${query.limit}`);
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actor: row.actor_id === null ? null : { publicId: row.actor_id, name: row.actor_name ?? '' },
    action: row.action,
    target: row.target_kind === null ? null : { kind: row.target_kind, id: row.target_id ?? '', name: row.target_name },
    details: row.details,
  }));
}

/** The first entry whose seal doesn't fit the ones before it, or that is missing (T31); null: nobody tampered. */
export async function firstBrokenSeal(tx: Tx): Promise<string | null> {
  const rows = await tx.query<{ id: string | null }>(sql`
    select min(id) as id from (
      select a.id, a.seal = audit_seal(coalesce(lag(a.seal) over w, ''), a) as fits, row_number() over w as number
      from audit_entry a window w as (order by a.id)) as checked
    where not fits or id <> number`);
  return only(rows).id;
}
