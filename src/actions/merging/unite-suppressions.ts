// K-102: a person who unsubscribed or complained did so for whatever address their records keep. A bounce is the address's own.
import { addressHash } from '#actions/deliveries/address-hash.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { CrmRecord, Module } from '#core/records/field.ts';
import type { Tx } from '#storage/db.ts';
import { findSuppressions, suppress } from '#storage/mail/suppressions.ts';

export type Uniting = {
  /** With all its fields. */
  readonly module: Module;
  /** As they were. */
  readonly before: readonly CrmRecord[];
  /** What became of them. */
  readonly survivor: CrmRecord;
};

/**
 * Without the addresses' locks: the rounds of these records are held, so no message of theirs is at the gate; those of
 * other records to the same addresses go by when the merge is committed.
 */
export async function uniteSuppressions(tx: Tx, acting: Acting, { module, before, survivor }: Uniting): Promise<void> {
  const hashesOf = (record: CrmRecord): Buffer[] => addresses(module, record, acting.organization.id);
  const found = await findSuppressions(tx, before.flatMap(hashesOf));
  for (const reason of ['unsubscribed', 'complained'] as const) {
    if (![...found.values()].includes(reason)) continue;
    await suppress(tx, { hashes: hashesOf(survivor), reason, source: 'merged records', at: acting.now });
  }
}

function addresses({ fields }: Module, { values }: CrmRecord, organization: number): Buffer[] {
  return fields.flatMap(({ key, type }) => {
    const value = type === 'email' ? values[key] : null;
    return typeof value === 'string' ? [addressHash(organization, value)] : [];
  });
}
