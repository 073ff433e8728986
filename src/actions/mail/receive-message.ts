// One message that came in, already read and sorted by the channel (core/message/inbound.ts): kept once, put on the
// record's timeline, told to the enrollment. Replies, bounces and complaints are stops, so they take the recipient's lock
// that the gate shares.
import { createHash } from 'node:crypto';
import { decidingReport, type InboundMessage } from '#core/message/inbound.ts';
import { valueOf } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import { pauseSenderOf } from '#actions/mail/pause-sender.ts';
import { doubtOf, findAnswered, holdForDoubt } from '#actions/mail/doubt-reply.ts';
import { heardElsewhere } from '#actions/mail/heard-elsewhere.ts';
import { meaningOf } from '#actions/mail/message-meaning.ts';
import { addressHash } from '#actions/deliveries/address-hash.ts';
import type { Database, Tx } from '#storage/db.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { addressKey, lockExclusive } from '#storage/locks.ts';
import { addEmailEvents, findDeliveries, type FoundDelivery } from '#storage/mail/email-events.ts';
import { keepInboundMessage } from '#storage/mail/inbound-messages.ts';
import { suppress } from '#storage/mail/suppressions.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { loadRecords } from '#storage/records/read-records.ts';

export type ReceiveRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly message: InboundMessage;
  /** The bytes as they came: the same message read twice is one. */
  readonly raw: Uint8Array;
  /** When the mailbox got it. */
  readonly at: Instant;
  /** Committed with it, or not at all. */
  readonly alongside?: (tx: Tx) => Promise<void>;
};

/** doubted: a person must say whether it answers what it may answer. */
export type Received = 'matched' | 'unmatched' | 'doubted' | 'known_already';

export async function receiveMessage(request: ReceiveRequest): Promise<Received> {
  const { database, organization, message } = request;
  return database.organization(organization.seat, async (tx) => {
    const named = message.token?.organization === organization.id ? message.token.delivery : null;
    const delivery = named === null ? undefined : (await findDeliveries(tx, [named])).get(named);
    if (delivery?.addressHash) await lockExclusive(tx, [addressKey(organization.seat, delivery.addressHash)]);
    await request.alongside?.(tx);
    const kept = await keepInboundMessage(tx, {
      contentHash: createHash('sha256').update(request.raw).digest(),
      receivedAt: request.at,
      kind: message.kind === 'reply' && message.doubt !== null ? 'doubtful_reply' : message.kind,
      delivery: delivery === undefined ? null : named,
      record: delivery?.record ?? null,
      from: message.from?.address ?? '',
      subject: message.subject,
      text: textOf(message),
      html: message.kind === 'reply' ? message.html : null,
    });
    if (kept === null) return 'known_already';
    if (named === null || delivery === undefined) return doubtByAddress(tx, request, kept);
    if (message.kind === 'reply' && message.doubt !== null) {
      const answers = [{ delivery: named, enrollment: delivery.enrollment }];
      await holdForDoubt(tx, { organization, message: kept, answers, reason: message.doubt });
      return 'doubted';
    }
    await follow(tx, { request, named, delivery });
    return 'matched';
  });
}

/** K-45, K-47: without a token nothing is proven; what fits by sender and subject waits for a person. */
async function doubtByAddress(tx: Tx, { organization, message, at }: ReceiveRequest, kept: string): Promise<Received> {
  const answers = await findAnswered(tx, { organization, message, at });
  if (answers.length === 0) return 'unmatched';
  await holdForDoubt(tx, { organization, message: kept, answers, reason: doubtOf(answers) });
  return 'doubted';
}

type Matched = { readonly request: ReceiveRequest; readonly named: string; readonly delivery: FoundDelivery };

async function follow(tx: Tx, { request, named, delivery }: Matched): Promise<void> {
  const { message, at, organization } = request;
  const meaning = meaningOf(message, delivery.followUp);
  await addEmailEvents(tx, [{ delivery: named, kind: meaning.event, at, link: null, detail: meaning.detail }]);
  const hashes = delivery.addressHash === null ? [] : [delivery.addressHash];
  if (meaning.suppress !== null) {
    await suppress(tx, { hashes, reason: meaning.suppress, source: 'a message from the recipient side', at });
  }
  if (meaning.policy !== null) await pauseSenderOf(tx, { delivery: named, reason: meaning.policy, at });
  if (meaning.fact === null) return;
  if (meaning.event === 'bounced' && !(await hasTheAddress(tx, organization, delivery))) return;
  await addInputs(tx, organization.seat, [
    { enrollment: delivery.enrollment, input: { ...meaning.fact, repetition: delivery.repetition, at, actor: null } },
    ...(await heardElsewhere(tx, [{ ...delivery, response: meaning.fact.response, at }])),
  ]);
}

/** K-36: an old letter that bounces says nothing about a record that has another address by now. */
async function hasTheAddress(tx: Tx, organization: Organization, delivery: FoundDelivery): Promise<boolean> {
  const { addressHash: bounced, module, record: id } = delivery;
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

function textOf(message: InboundMessage): string {
  if (message.kind === 'reply' || message.kind === 'auto_reply') return message.newText;
  return message.kind === 'bounce' ? decidingReport(message.reports).text : '';
}
