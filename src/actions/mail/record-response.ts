// Opens, clicks and unsubscribes that a valid token brought: the event is kept every time, the enrollment hears of it.
import type { EmailResponse } from '#core/cadence/response.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { addInputs, type NewInput } from '#storage/enrollments/inputs.ts';
import { addressKey, lockExclusive } from '#storage/locks.ts';
import { addEmailEvents, findDeliveries } from '#storage/mail/email-events.ts';
import { heardElsewhere } from '#actions/mail/heard-elsewhere.ts';
import { suppress } from '#storage/mail/suppressions.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type MailResponse = {
  /** The delivery that the token named. */
  readonly delivery: string;
  readonly response: Extract<EmailResponse, 'opened' | 'clicked' | 'unsubscribed'>;
  /** The link's destination, of a click. */
  readonly link: string | null;
  readonly at: Instant;
};

export type RecordRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly responses: readonly MailResponse[];
};

/** Several at once, in one transaction. Those of deliveries that don't exist are dropped. An unsubscribe holds from its commit. */
export async function recordResponses({ database, organization, responses }: RecordRequest): Promise<void> {
  if (responses.length === 0) return;
  await database.organization(organization.seat, async (tx) => {
    const deliveries = await findDeliveries(
      tx,
      responses.map(({ delivery }) => delivery),
    );
    const known = responses.flatMap((response) => {
      const delivery = deliveries.get(response.delivery);
      return delivery === undefined ? [] : [{ ...response, ...delivery }];
    });
    const left = known.filter(({ response }) => response === 'unsubscribed');
    const hashes = left.flatMap(({ addressHash }) => (addressHash === null ? [] : [addressHash]));
    await lockExclusive(
      tx,
      hashes.map((hash) => addressKey(organization.seat, hash)),
    );
    await suppress(tx, { hashes, reason: 'unsubscribed', source: 'the recipient', at: left[0]?.at ?? 0 });
    await addEmailEvents(
      tx,
      known.map(({ delivery, response, at, link }) => ({ delivery, kind: response, at, link, detail: null })),
    );
    const own = known.map(({ enrollment, followUp, repetition, response, link, at }): NewInput => {
      return { enrollment, input: { kind: 'response', followUp, repetition, response, link, at, actor: null } };
    });
    await addInputs(tx, organization.seat, [...own, ...(await heardElsewhere(tx, left))]);
  });
}
