// The organisation's edition and what it may have of cadences (C-60).
import { sql } from 'kysely';
import { type CadenceLimits, type Edition, limitsByEdition } from '#core/cadence/limits.ts';
import { only, type Tx } from '#storage/db.ts';

export type CadenceLimitSetting = {
  readonly edition: Edition;
  /** Null: the edition's. */
  readonly own: CadenceLimits | null;
};

export async function cadenceLimitSetting(tx: Tx): Promise<CadenceLimitSetting> {
  return only(await tx.query<CadenceLimitSetting>(sql`select edition, cadence_limits as own from setting`));
}

/** What holds. */
export async function cadenceLimits(tx: Tx): Promise<CadenceLimits> {
  const { edition, own } = await cadenceLimitSetting(tx);
  return own ?? limitsByEdition[edition];
}

export async function saveCadenceLimits(tx: Tx, { edition, own }: CadenceLimitSetting): Promise<void> {
  await tx.query(sql`
    update setting set edition = ${edition}, cadence_limits = ${own === null ? null : JSON.stringify(own)}::jsonb`);
}

export type CadenceCount = { readonly module: string; readonly cadences: number; readonly activeCadences: number };

/** By module, of those that have any. One that is invalid is active still: it runs again as soon as it can. */
export async function countCadences(tx: Tx): Promise<CadenceCount[]> {
  return tx.query<CadenceCount>(sql`
    select module, count(*)::int as cadences,
      (count(*) filter (where status in ('active', 'invalid')))::int as "activeCadences"
    from cadence group by module order by module`);
}
