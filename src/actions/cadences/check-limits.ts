// C-60: whether the module has room for one more cadence, or for one more that is active.
import type { OrganizationSeat, Tx } from '#storage/db.ts';
import { limitsKey, lockExclusive } from '#storage/locks.ts';
import { cadenceLimits, countCadences } from '#storage/organizations/cadence-limits.ts';

export type LimitReached<Reason> = {
  readonly kind: 'refused';
  readonly reason: Reason;
  readonly params: { readonly limit: number; readonly count: number };
};

/** Null: there is room for one more, and nobody else takes it before the transaction ends. */
export async function whyNoCadenceMore(
  tx: Tx,
  seat: OrganizationSeat,
  module: string,
): Promise<LimitReached<'too_many_cadences'> | null> {
  const params = await fullness(tx, seat, { module, what: 'cadences' });
  return params === null ? null : { kind: 'refused', reason: 'too_many_cadences', params };
}

/** As whyNoCadenceMore, for one that becomes active. */
export async function whyNoActiveMore(
  tx: Tx,
  seat: OrganizationSeat,
  module: string,
): Promise<LimitReached<'too_many_active_cadences'> | null> {
  const params = await fullness(tx, seat, { module, what: 'activeCadences' });
  return params === null ? null : { kind: 'refused', reason: 'too_many_active_cadences', params };
}

type Wanted = { readonly module: string; readonly what: 'cadences' | 'activeCadences' };

async function fullness(
  tx: Tx,
  seat: OrganizationSeat,
  { module, what }: Wanted,
): Promise<LimitReached<string>['params'] | null> {
  await lockExclusive(tx, [limitsKey(seat)]);
  const limit = (await cadenceLimits(tx))[what];
  const counts = await countCadences(tx);
  const count = counts.find((one) => one.module === module)?.[what] ?? 0;
  return count < limit ? null : { limit, count };
}
