// Which records of a view audience are known already. Whoever is in the view but not known enters; whoever is known but
// no longer in the view has left, and may enter again.
import { sql } from 'kysely';
import type { Criteria } from '#core/criteria/criteria.ts';
import { enrollmentStatuses } from '#core/cadence/enrollment.ts';
import type { Instant } from '#core/time/instant.ts';
import { criteriaToSql } from '#storage/criteria-to-sql.ts';
import { bigints } from '#storage/arrays.ts';
import type { Statement, Tx } from '#storage/db.ts';
import { latestFirst } from '#storage/enrollments/enrollment-row.ts';
import { needsOf, noteNeeds } from '#storage/indexes/needs.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { changedSince } from '#storage/views/changed-since.ts';

export type Audience = {
  readonly cadence: number;
  readonly catalogue: Catalogue;
  readonly criteria: Criteria;
  readonly context: { readonly now: Instant; readonly zone: string };
};

/** Only records that can have entered or left since then are looked at; null: all. */
export type LookedAt = Audience & { readonly since: Instant | null };

/** Everyone in the view now: known from now on, or awaited, to be taken in. What was still awaited before is forgotten. */
export async function rememberAudience(tx: Tx, audience: Audience, as: 'known' | 'awaited'): Promise<void> {
  await tx.query(sql`delete from audience_member where cadence_id = ${audience.cadence} and awaited`);
  await tx.query(sql`
    insert into audience_member (cadence_id, record_id, awaited)
    select ${audience.cadence}, id, ${as === 'awaited'} from ${sql.table(audience.catalogue.table)}
    where deleted_at is null and ${meets(audience)}
    on conflict do nothing`);
  await noteNeedsOf(tx, audience);
}

export async function rememberRecords(tx: Tx, cadence: number, records: readonly string[]): Promise<void> {
  if (records.length === 0) return;
  await tx.query(sql`
    insert into audience_member (cadence_id, record_id)
    select ${cadence}, id from unnest(${bigints(records)}) as t (id)
    on conflict (cadence_id, record_id) do update set awaited = false`);
}

export type Newcomer = {
  readonly record: string;
  /** How the latest round ended: null if there was none; only the named end takes a returning record in (C-73). */
  readonly lastEnd: 'by_view_or_criteria' | 'otherwise' | null;
};

type Limited = { readonly limit: number };

/** Records in the view that are not known, in order of their making. */
export async function listNewcomers(tx: Tx, looking: LookedAt & Limited): Promise<Newcomer[]> {
  const { cadence, catalogue, limit } = looking;
  return listEntering(
    tx,
    cadence,
    sql`
      select r.id from ${sql.table(catalogue.table)} r
      where r.deleted_at is null and ${changedSince(looking)} and ${meets(looking)}
        and not exists (select from audience_member m where m.cadence_id = ${cadence} and m.record_id = r.id)
      order by r.id limit ${limit}`,
  );
}

/** Those who are awaited and still exist, wherever they went meanwhile. */
export async function listAwaited(tx: Tx, { cadence, catalogue, limit }: Audience & Limited): Promise<Newcomer[]> {
  return listEntering(
    tx,
    cadence,
    sql`
      select r.id from audience_member m join ${sql.table(catalogue.table)} r on r.id = m.record_id
      where m.cadence_id = ${cadence} and m.awaited and r.deleted_at is null
      order by m.record_id limit ${limit}`,
  );
}

async function listEntering(tx: Tx, cadence: number, ids: Statement<unknown>): Promise<Newcomer[]> {
  return tx.query<Newcomer>(sql`
    with entering as materialized (${ids})
    select entering.id as record, case
        when last.id is null then null
        when last.status = ${enrollmentStatuses.indexOf('unenrolled')} and exists (
          select from cadence_version v, jsonb_array_elements(v.definition -> 'unenroll') as rule
          where v.cadence_id = ${cadence} and v.version = last.version
            and last.reason = 'rule:' || (rule ->> 'number')
            and rule -> 'when' ->> 'kind' in ('left_view', 'record')) then 'by_view_or_criteria'
        else 'otherwise'
      end as "lastEnd"
    from entering left join lateral (
      select e.id, e.status, e.reason, e.version from (
        select * from enrollment where record_id = entering.id and cadence_id = ${cadence} and status = 0
        union all
        select * from enrollment where record_id = entering.id and cadence_id = ${cadence} and status <> 0
      ) e order by ${latestFirst} limit 1
    ) last on true
    order by entering.id`);
}

/** Forgets those that are known and no longer in the view. */
export async function forgetLeavers(tx: Tx, looking: LookedAt): Promise<void> {
  await tx.query(sql`
    delete from audience_member m using ${sql.table(looking.catalogue.table)} r
    where m.cadence_id = ${looking.cadence} and r.id = m.record_id and ${changedSince(looking)}
      and (r.deleted_at is not null or not ${meets(looking)})`);
  await noteNeedsOf(tx, looking);
}

async function noteNeedsOf(tx: Tx, { catalogue, criteria, context }: Audience): Promise<void> {
  await noteNeeds(tx, needsOf(catalogue, { criteria, sort: null }, context), context.now);
}

function meets({ criteria, catalogue, context }: Audience) {
  return criteriaToSql(criteria, catalogue, context);
}
