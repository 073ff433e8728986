// One message that came in, already read and sorted by the channel (core/message/inbound.ts): kept once, put on the
// record's timeline, told to the enrollment. Replies, bounces and complaints are stops, so they take the recipient's lock
// that the gate shares.
import { createHash } from 'node:crypto';
import type { Fact } from '#core/cadence/input.ts';
import type { InboundMessage } from '#core/message/inbound.ts';
import { valueOf } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import { heardElsewhere } from '#actions/mail/heard-elsewhere.ts';
import { addressHash } from '#actions/deliveries/address-hash.ts';
import type { Database, Tx } from '#storage/db.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { addressKey, lockExclusive } from '#storage/locks.ts';
import { addEmailEvents, findDeliveries, type FoundDelivery } from '#storage/mail/email-events.ts';
import { keepInboundMessage } from '#storage/mail/inbound-messages.ts';
import { suppress } from '#storage/mail/suppressions.ts';
import { pauseSending } from '#storage/organizations/members.ts';
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
};

export type Received = 'matched' | 'unmatched' | 'known_already';

export async function receiveMessage(request: ReceiveRequest): Promise<Received> {
  const { database, organization, message } = request;
  return database.organization(organization.seat, async (tx) => {
    const named = message.token?.organization === organization.id ? message.token.delivery : null;
    const delivery = named === null ? undefined : (await findDeliveries(tx, [named])).get(named);
    if (delivery?.addressHash) await lockExclusive(tx, [addressKey(organization.seat, delivery.addressHash)]);
    const kept = await keepInboundMessage(tx, {
      contentHash: createHash('sha256').update(request.raw).digest(),
      receivedAt: request.at,
      kind: message.kind,
      delivery: delivery === undefined ? null : named,
      record: delivery?.record ?? null,
      from: message.from?.address ?? '',
      subject: message.subject,
      text: textOf(message),
      html: message.kind === 'reply' ? message.html : null,
    });
    if (!kept) return 'known_already';
    if (named === null || delivery === undefined) return 'unmatched';
    await follow(tx, { request, named, delivery });
    return 'matched';
  });
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
  if (meaning.policy !== null) await pauseSending(tx, meaning.policy, at);
  if (meaning.fact === null) return;
  if (meaning.event === 'bounced' && !(await hasTheAddress(tx, organization, delivery))) return;
  await addInputs(tx, organization.seat, [
    { enrollment: delivery.enrollment, input: { ...meaning.fact, at, actor: null } },
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

type Meaning = {
  readonly event: string;
  readonly detail: string | null;
  readonly fact: Extract<Fact, { kind: 'response' }> | null;
  readonly suppress: 'hard_bounced' | 'complained' | null;
  /** The server's words, where it refuses us and not the recipient (K-38). */
  readonly policy: string | null;
};

/** C-36: what is no reply is recorded as what it is. K-37: a delay is no bounce. */
function meaningOf(message: InboundMessage, followUp: number): Meaning {
  const nothing = { detail: null, fact: null, suppress: null, policy: null };
  switch (message.kind) {
    case 'reply':
      return { ...nothing, event: 'replied', fact: { kind: 'response', followUp, response: 'replied', link: null } };
    case 'auto_reply':
      return { ...nothing, event: 'auto_replied', detail: message.because };
    case 'feedback':
      return {
        ...nothing,
        event: 'complained',
        detail: message.feedback,
        suppress: 'complained',
        fact: { kind: 'response', followUp, response: 'unsubscribed', link: null },
      };
    case 'other':
      return { ...nothing, event: 'other', detail: message.reason };
    case 'bounce':
      return bounceMeaning(message, followUp);
  }
}

function bounceMeaning(message: Extract<InboundMessage, { kind: 'bounce' }>, followUp: number): Meaning {
  const [report] = message.reports;
  const detail = `${report.result} ${report.status} ${report.text}`.trim().slice(0, 500);
  const nothing = { detail, fact: null, suppress: null, policy: null };
  if (report.side === 'policy') return { ...nothing, event: 'refused_for_policy', policy: report.text };
  if (report.result !== 'hard') return { ...nothing, event: `bounce_${report.result}` };
  const fact = { kind: 'response', followUp, response: 'bounced', link: null } as const;
  return { ...nothing, event: 'bounced', fact, suppress: 'hard_bounced' };
}

function textOf(message: InboundMessage): string {
  if (message.kind === 'reply' || message.kind === 'auto_reply') return message.newText;
  return message.kind === 'bounce' ? message.reports[0].text : '';
}
