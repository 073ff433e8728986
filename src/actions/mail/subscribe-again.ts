// E-8: only the person takes back that they unsubscribed, by the same token. From the commit on new messages go out; what was
// suppressed or cancelled meanwhile stays so (K-55).
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { addressKey, lockExclusive } from '#storage/locks.ts';
import { addEmailEvents, earlierAddresses, findDeliveries } from '#storage/mail/email-events.ts';
import { liftSuppression } from '#storage/mail/suppressions.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

type Request = {
  readonly database: Database;
  readonly organization: Organization;
  /** The delivery that the token named. */
  readonly delivery: string;
  readonly at: Instant;
};

/** Of a delivery that isn't there, nothing. */
export async function subscribeAgain({ database, organization, delivery, at }: Request): Promise<void> {
  const { seat } = organization;
  await database.organization(seat, async (tx) => {
    const found = (await findDeliveries(tx, [delivery])).get(delivery);
    if (found === undefined) return;
    const own = found.addressHash === null ? [] : [found.addressHash];
    const hashes = [...own, ...(await earlierAddresses(tx, [delivery]))];
    await lockExclusive(
      tx,
      hashes.map((hash) => addressKey(seat, hash)),
    );
    await liftSuppression(tx, hashes);
    await addEmailEvents(tx, [{ delivery, kind: 'resubscribed', at, link: null, detail: null }]);
  });
}
