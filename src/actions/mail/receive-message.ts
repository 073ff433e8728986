// One message that came in, already read and sorted by the channel (core/message/inbound.ts): kept once, put on the
// record's timeline, told to the enrollment. Replies, bounces and complaints are stops, so they take the recipient's lock
// that the gate shares.
import { createHash } from 'node:crypto';
import { decidingReport, type InboundMessage } from '#core/message/inbound.ts';
import type { Instant } from '#core/time/instant.ts';
import { bouncedAddress, type Copies, stillHasAddress } from '#actions/mail/bounced-address.ts';
import { pauseSenderOf } from '#actions/mail/pause-sender.ts';
import { watchBounce } from '#actions/mail/watch-bounces.ts';
import { doubtOf, findAnswered, holdForDoubt } from '#actions/mail/doubt-reply.ts';
import { heardElsewhere } from '#actions/mail/heard-elsewhere.ts';
import { recordAnswer } from '#actions/meetings/record-answer.ts';
import { noteAbsence, noteReturn } from '#actions/mail/note-away.ts';
import { meaningOf } from '#actions/mail/message-meaning.ts';
import type { Database, Tx } from '#storage/db.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { addressKey, lockExclusive } from '#storage/locks.ts';
import { addEmailEvents, earlierAddresses, findDeliveries, type FoundDelivery } from '#storage/mail/email-events.ts';
import { keepInboundMessage } from '#storage/mail/inbound-messages.ts';
import { suppress } from '#storage/mail/suppressions.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

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
    // K-56: a mailbox whose clock is far behind got it when the message had been sent, at the earliest.
    const at = Math.max(request.at, delivery?.sentAt ?? request.at);
    const copies = await copiesOf(tx, named, delivery);
    await lockExclusive(
      tx,
      hashesOf(copies).map((hash) => addressKey(organization.seat, hash)),
    );
    await request.alongside?.(tx);
    const meeting = message.kind === 'meeting_reply' ? await recordAnswer(tx, message, request.at) : null;
    const kept = await keepInboundMessage(tx, {
      contentHash: createHash('sha256').update(request.raw).digest(),
      receivedAt: at,
      kind: keptAs(message),
      delivery: delivery === undefined ? null : named,
      record: meeting ?? delivery?.record ?? null,
      from: message.from?.address ?? '',
      subject: message.subject,
      text: textOf(message),
      html: message.kind === 'reply' ? message.html : null,
    });
    if (kept === null) return 'known_already';
    if (meeting !== null) return 'matched';
    if (named === null || delivery === undefined) return doubtByAddress(tx, request, kept);
    if (message.kind === 'reply' && message.doubt !== null) {
      const answers = [{ delivery: named, ...delivery }];
      const doubt = { answers, reason: message.doubt, subject: message.subject, now: request.at };
      await holdForDoubt(tx, { organization, message: kept, ...doubt });
      return 'doubted';
    }
    await follow(tx, { request: { ...request, at }, named, delivery, copies });
    return 'matched';
  });
}

/** K-45, K-47: without a token nothing is proven; what fits by sender and subject waits for a person. */
async function doubtByAddress(tx: Tx, { organization, message, at }: ReceiveRequest, kept: string): Promise<Received> {
  const answers = await findAnswered(tx, { organization, message, at });
  if (answers.length === 0) return 'unmatched';
  const { subject } = message;
  await holdForDoubt(tx, { organization, message: kept, answers, reason: doubtOf(answers), subject, now: at });
  return 'doubted';
}

type Matched = {
  readonly request: ReceiveRequest;
  readonly named: string;
  readonly delivery: FoundDelivery;
  readonly copies: Copies;
};

async function copiesOf(tx: Tx, named: string | null, delivery: FoundDelivery | undefined): Promise<Copies> {
  const earlier = named === null || delivery === undefined ? [] : await earlierAddresses(tx, [named]);
  return { latest: delivery?.addressHash ?? null, earlier };
}

function hashesOf({ latest, earlier }: Copies): Buffer[] {
  return latest === null ? [...earlier] : [latest, ...earlier];
}

async function follow(tx: Tx, { request, named, delivery, copies }: Matched): Promise<void> {
  const { message, at, organization } = request;
  const meaning = meaningOf(message, delivery.followUp);
  const hashes = hashesOf(copies);
  if (message.kind === 'auto_reply') {
    await noteAbsence(tx, { organization, hashes, subject: message.subject, text: message.newText, at });
  }
  if (message.kind === 'reply') await noteReturn(tx, { hashes, enrollment: delivery.enrollment, at });
  await addEmailEvents(tx, [{ delivery: named, kind: meaning.event, at, link: null, detail: meaning.detail }]);
  const bounced = message.kind === 'bounce' ? bouncedAddress(organization, message, copies) : null;
  if (meaning.suppress !== null) {
    const unwanted = bounced === null ? hashes : [bounced];
    await suppress(tx, { hashes: unwanted, reason: meaning.suppress, source: 'a message from the recipient side', at });
  }
  if (meaning.policy !== null) await pauseSenderOf(tx, { delivery: named, reason: meaning.policy, at });
  if (meaning.event === 'bounced') await watchBounce(tx, named, at);
  if (meaning.fact === null) return;
  if (meaning.event === 'bounced') {
    const isOfLatest = bounced === copies.latest;
    if (!isOfLatest || !(await stillHasAddress(tx, organization, delivery))) return;
  }
  await addInputs(tx, organization.seat, [
    { enrollment: delivery.enrollment, input: { ...meaning.fact, repetition: delivery.repetition, at, actor: null } },
    ...(await heardElsewhere(tx, [{ ...delivery, response: meaning.fact.response, at }])),
  ]);
}

/** A meeting's timeline tells the answers by their kinds. */
function keptAs(message: InboundMessage): string {
  if (message.kind === 'meeting_reply') return `meeting_${message.reply.answer}`;
  return message.kind === 'reply' && message.doubt !== null ? 'doubtful_reply' : message.kind;
}

function textOf(message: InboundMessage): string {
  if (message.kind === 'meeting_reply') return message.reply.comment;
  if (message.kind === 'reply' || message.kind === 'auto_reply') return message.newText;
  return message.kind === 'bounce' ? decidingReport(message.reports).text : '';
}
