// What taking in news stands on: whose deliveries it names, all that a contact was written to by, and the locks of both.
import { numberHash } from '#actions/whatsapp/number-hash.ts';
import { deliveryIn } from '#actions/whatsapp/reference.ts';
import type { ToldNews } from '#core/message/whatsapp-news.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { addressKey, enrollmentKey, lock } from '#storage/locks.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { addressesOfContacts, findWhatsappDeliveries, type WhatsappDelivery } from '#storage/whatsapp/events.ts';

export type Receiving = {
  readonly tx: Tx;
  readonly organization: Organization;
  readonly now: Instant;
  /** That statuses name, by id. */
  readonly deliveries: ReadonlyMap<string, WhatsappDelivery>;
  /** All that a contact was written to by: the number as WhatsApp has it, and as records have it. */
  readonly hashesOf: (contact: string) => readonly Buffer[];
};

type Begin = Pick<Receiving, 'organization' | 'now'> & { readonly told: readonly ToldNews[] };

/** Answers and refusals are stops: they take the locks that the gate shares. */
export async function beginReceiving(tx: Tx, { organization, told, now }: Begin): Promise<Receiving> {
  const all = told.map(({ news }) => news);
  const named = all.flatMap((news) => (news.kind === 'status' ? (deliveryIn(organization, news.reference) ?? []) : []));
  const deliveries = await findWhatsappDeliveries(tx, named);
  const contacts = all.flatMap((news) => ('contact' in news ? [numberHash(organization.id, news.contact)] : []));
  const addresses = await addressesOfContacts(tx, contacts);
  const written = [...deliveries.values()].flatMap(({ addressHash }) => addressHash ?? []);
  const locked = [...contacts, ...written, ...addresses.map(({ address }) => address)];
  await lock(tx, {
    exclusive: locked.map((hash) => addressKey(organization.seat, hash)),
    // All at once: one after the other, in the order of the news, two of them could wait for the gate and it for them.
    shared: [...deliveries.values()].map(({ enrollment }) => enrollmentKey(organization.seat, enrollment)),
  });
  const hashesOf = (contact: string) => {
    const own = numberHash(organization.id, contact);
    return [own, ...addresses.flatMap((one) => (one.contact.equals(own) ? [one.address] : []))];
  };
  return { tx, organization, now, deliveries, hashesOf };
}
