import { type Barred, whyNoAudience } from '#core/cadence/audience-bars.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { Module } from '#core/records/field.ts';
import type { Tx } from '#storage/db.ts';
import { barsOfAudiences } from '#storage/organizations/audience-bars.ts';

/** By what the organisation has set (C-25). Null: a view of the module that asks this can be an audience. */
export async function barredIn(tx: Tx, criteria: Criteria, module: Module): Promise<Barred | null> {
  return whyNoAudience(criteria, module, await barsOfAudiences(tx));
}
