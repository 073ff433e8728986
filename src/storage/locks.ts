// Advisory locks, all held to the end of the transaction. Order everywhere: advisory locks (ascending), record,
// enrollment, delivery. Keys are 64-bit: 4 bits of class, 20 of organisation, 40 of what is locked.
import { sql } from 'kysely';
import type { OrganizationSeat, Tx } from '#storage/db.ts';

/** A lock's key, as PostgreSQL's bigint. */
export type LockKey = bigint;

const CLASS = {
  outgoing: 0n,
  organization: 1n,
  cadence: 2n,
  address: 3n,
  enrollment: 4n,
  intake: 5n,
  limits: 6n,
  request: 7n,
} as const;

function key(kind: keyof typeof CLASS, seat: OrganizationSeat, id: bigint): LockKey {
  return (CLASS[kind] << 60n) | (BigInt.asUintN(20, BigInt(seat.id)) << 40n) | BigInt.asUintN(40, id);
}

/** What goes out is claimed one batch after the other: limits and the contact budget count what went before. */
export function outgoingKey(seat: OrganizationSeat): LockKey {
  return key('outgoing', seat, 0n);
}

/** Sending as a whole: paused or not. */
export function organizationKey(seat: OrganizationSeat): LockKey {
  return key('organization', seat, 0n);
}

export function cadenceKey(seat: OrganizationSeat, cadence: number): LockKey {
  return key('cadence', seat, BigInt(cadence));
}

/** A recipient, by the hash of the address. */
export function addressKey(seat: OrganizationSeat, hash: Uint8Array): LockKey {
  const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
  return key('address', seat, view.getBigUint64(0));
}

/**
 * Enrollments share 1,024 locks: a transaction that writes inputs for all enrollments of a cadence would need more locks
 * than the server has (20,000 in one transaction failed with "out of shared memory", measured).
 */
export function enrollmentKey(seat: OrganizationSeat, enrollment: string): LockKey {
  return key('enrollment', seat, BigInt(enrollment) % ENROLLMENT_LOCKS);
}

const ENROLLMENT_LOCKS = 1024n;

/** Who adds to what is limited does so one after the other. */
export function limitsKey(seat: OrganizationSeat): LockKey {
  return key('limits', seat, 0n);
}

/** One intake of a cadence's audience at a time. */
export function intakeKey(seat: OrganizationSeat, cadence: number): LockKey {
  return key('intake', seat, BigInt(cadence));
}

/** A request that is to be carried out once, by the hash of its key. */
export function requestKey(seat: OrganizationSeat, hash: Uint8Array): LockKey {
  const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
  return key('request', seat, view.getBigUint64(0));
}

/** False: somebody else has it now. */
export async function tryLock(tx: Tx, wanted: LockKey): Promise<boolean> {
  const rows = await tx.query<{ got: boolean }>(
    sql`select pg_try_advisory_xact_lock(${String(wanted)}::bigint) as got`,
  );
  return rows[0]?.got === true;
}

export async function lockShared(tx: Tx, keys: readonly LockKey[]): Promise<void> {
  await lock(tx, { shared: keys, exclusive: [] });
}

export async function lockExclusive(tx: Tx, keys: readonly LockKey[]): Promise<void> {
  await lock(tx, { shared: [], exclusive: keys });
}

/** Takes all in ascending order, whichever way each is taken: nobody waits in a circle. */
export async function lock(
  tx: Tx,
  { shared, exclusive }: { shared: readonly LockKey[]; exclusive: readonly LockKey[] },
): Promise<void> {
  const alone = new Set(exclusive);
  const all = [...new Set([...shared, ...exclusive])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (all.length === 0) return;
  await tx.hot(sql`
    select case when alone then pg_advisory_xact_lock(k) else pg_advisory_xact_lock_shared(k) end
    from unnest(${all.map(String)}::bigint[], ${all.map((k) => alone.has(k))}::boolean[]) as wanted (k, alone)`);
}
