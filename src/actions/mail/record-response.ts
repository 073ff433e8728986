// Opens, clicks and unsubscribes that a valid token brought: the event is kept every time; the enrollment hears of what a
// person did, or may have done (C-37).
import type { EmailResponse } from '#core/cadence/response.ts';
import type { Verdict } from '#core/message/visit.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database, Tx } from '#storage/db.ts';
import { addInputs, type NewInput } from '#storage/enrollments/inputs.ts';
import { addressKey, lockExclusive } from '#storage/locks.ts';
import {
  addEmailEvents,
  earlierAddresses,
  findDeliveries,
  type FoundDelivery,
  proveSent,
} from '#storage/mail/email-events.ts';
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
  /** Null: it is beyond doubt. */
  readonly verdict: Verdict | null;
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
    const ids = responses.map(({ delivery }) => delivery);
    await addResponses(tx, { organization, responses, deliveries: await findDeliveries(tx, ids) });
  });
}

type Told = MailResponse & FoundDelivery;
type Adding = Omit<RecordRequest, 'database'> & { readonly deliveries: ReadonlyMap<string, FoundDelivery> };

/** Inside the caller's transaction, which has locked no enrollment and no delivery. */
export async function addResponses(tx: Tx, { organization, responses, deliveries }: Adding): Promise<void> {
  const known = responses.flatMap((response): Told[] => {
    const delivery = deliveries.get(response.delivery);
    return delivery === undefined ? [] : [{ ...response, ...delivery }];
  });
  if (known.length === 0) return;
  const { seat } = organization;
  const left = known.filter(({ response }) => response === 'unsubscribed');
  const hashes = left.flatMap(({ addressHash }) => (addressHash === null ? [] : [addressHash]));
  if (left.length > 0) {
    const ids = left.map(({ delivery }) => delivery);
    hashes.push(...(await earlierAddresses(tx, ids))); // whichever copy it came from
  }
  await lockExclusive(
    tx,
    hashes.map((hash) => addressKey(seat, hash)),
  );
  await suppress(tx, { hashes, reason: 'unsubscribed', source: 'the recipient', at: left[0]?.at ?? 0 });
  await addEmailEvents(
    tx,
    known.map((one) => ({ ...one, kind: one.response, detail: null })),
  );
  await addInputs(tx, seat, [...known.flatMap(inputsOf), ...(await heardElsewhere(tx, left))]);
  const unconfirmed = known.filter(({ state }) => state === 'unconfirmed');
  await proveSent(
    tx,
    unconfirmed.map(({ delivery }) => delivery),
    Math.max(...known.map(({ at }) => at)),
  );
}

/** K-27: whoever answers has the message, whatever we know of its sending; a program has it, too. */
function inputsOf({ enrollment, followUp, repetition, response, link, at, verdict, state }: Told): NewInput[] {
  const told = { kind: 'response', followUp, repetition, at, actor: null } as const;
  if (verdict?.grade !== 'machine') return [{ enrollment, input: { ...told, response, link } }];
  return state === 'sent' ? [] : [{ enrollment, input: { ...told, response: 'sent', link: null } }];
}
