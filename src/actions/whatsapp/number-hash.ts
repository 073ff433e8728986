import { addressHash } from '#actions/deliveries/address-hash.ts';

/** Who is told apart by a number, in digits alone; in the same space as mail addresses, where none begins with a plus. */
export function numberHash(organization: number, digits: string): Buffer {
  return addressHash(organization, `+${digits}`);
}
