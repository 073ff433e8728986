// Recipients are told apart by a hash of the address: suppressions outlive the erasure of the record.
import { createHash } from 'node:crypto';
import { fold } from '#core/records/fold.ts';

/** 16 bytes; the same address in one organisation always gives the same. */
export function addressHash(organization: number, address: string): Buffer {
  return createHash('sha256')
    .update(`${organization}\n${fold(address.trim())}`)
    .digest()
    .subarray(0, 16);
}
