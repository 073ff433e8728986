// Holds the rounds that a message may be a reply to, until a person says whether it is one (K-43, K-45, K-47).
import { notify } from '#actions/notifications/notify.ts';
import { addressHash } from '#actions/deliveries/address-hash.ts';
import { type Doubt, threadSubject } from '#core/message/doubt.ts';
import type { InboundMessage } from '#core/message/inbound.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { addressKey, enrollmentKey, lockExclusive, lockShared } from '#storage/locks.ts';
import { type Answerable, keepDoubt, listAnswerable } from '#storage/mail/doubtful-replies.ts';
import { locateRecords } from '#storage/records/locate-records.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

/** K-45: an answer without a thread comes within this time. */
const ANSWER_WITHIN_MS = 30 * DAY;

export type Suspicion = {
  readonly organization: Organization;
  /** The message, once it is kept. */
  readonly message: string;
  readonly answers: readonly Pick<Answerable, 'delivery' | 'enrollment' | 'record'>[];
  readonly reason: Doubt;
  /** Of the message, for those who are told of it. */
  readonly subject: string;
  readonly now: Instant;
};

/** The gate takes the rounds' locks alone: what has not passed it now waits. */
export async function holdForDoubt(tx: Tx, suspicion: Suspicion): Promise<void> {
  const { organization, message, answers, reason, subject, now } = suspicion;
  await lockShared(
    tx,
    answers.map(({ enrollment }) => enrollmentKey(organization.seat, enrollment)),
  );
  for (const { delivery, enrollment } of answers) await keepDoubt(tx, { message, delivery, enrollment, reason });
  const records = await locateRecords(tx, [...new Set(answers.map(({ record }) => record))]);
  const owners = new Set(records.flatMap(({ owner }) => owner ?? []));
  const notices = [...owners].map((member) => ({ member, kind: 'doubtful_reply', activity: null, subject }) as const);
  await notify(tx, { organization, now }, notices);
}

export type Tokenless = { readonly organization: Organization; readonly message: InboundMessage; readonly at: Instant };

/**
 * What a person's message may answer that names none it answers: the newest of each round that fits by address and subject.
 * One that names another's, or a forged one of ours, is no answer (T16).
 */
export async function findAnswered(tx: Tx, { organization, message, at }: Tokenless): Promise<Answerable[]> {
  if (message.kind !== 'reply' || message.from === null || message.answers.length > 0) return [];
  const hash = addressHash(organization.id, message.from.address);
  await lockExclusive(tx, [addressKey(organization.seat, hash)]);
  const sent = await listAnswerable(tx, { addressHash: hash, since: at - ANSWER_WITHIN_MS });
  const subject = threadSubject(message.subject);
  const newest = new Map<string, Answerable>();
  for (const one of sent) {
    if (threadSubject(one.subject) === subject && !newest.has(one.enrollment)) newest.set(one.enrollment, one);
  }
  return [...newest.values()];
}

/** K-47: when several records have the address, whose answer is it? */
export function doubtOf(answers: readonly Answerable[]): Doubt {
  return new Set(answers.map(({ record }) => record)).size > 1 ? 'shared_address' : 'no_thread';
}
