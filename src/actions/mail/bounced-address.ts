// K-36: a bounce belongs to the address that its copy of the message was sent to.
import { decidingReport, type InboundMessage } from '#core/message/inbound.ts';
import { valueOf } from '#core/records/field.ts';
import { addressHash } from '#actions/deliveries/address-hash.ts';
import type { Tx } from '#storage/db.ts';
import type { FoundDelivery } from '#storage/mail/email-events.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { loadRecords } from '#storage/records/read-records.ts';

type Bounce = Extract<InboundMessage, { kind: 'bounce' }>;
/** By the hashes of their addresses; null: it has not been at the gate. */
export type Copies = { readonly latest: Buffer | null; readonly earlier: readonly Buffer[] };

/** A report may name whom the message was forwarded to, so only an address that a copy went to before speaks for that copy. */
export function bouncedAddress(organization: Organization, { reports }: Bounce, copies: Copies): Buffer | null {
  const named = addressHash(organization.id, decidingReport(reports).recipient);
  return copies.earlier.find((hash) => hash.equals(named)) ?? copies.latest;
}

/** An old letter that bounces says nothing about a record that has another address by now. */
export async function stillHasAddress(
  tx: Tx,
  organization: Organization,
  { addressHash: bounced, module, record: id }: Pick<FoundDelivery, 'addressHash' | 'module' | 'record'>,
): Promise<boolean> {
  const catalogue = await loadWholeCatalogue(tx, module);
  const record = catalogue === null ? undefined : (await loadRecords(tx, catalogue, [id])).get(id);
  if (bounced === null || catalogue === null || record === undefined) return true;
  const addresses = catalogue.module.fields
    .filter(({ type }) => type === 'email')
    .map(({ key }) => valueOf(record, key));
  return addresses.some(
    (address) => typeof address === 'string' && addressHash(organization.id, address).equals(bounced),
  );
}
