// A person's verdict on a message that may be a reply: it is one, and the round hears of it as of then; or it is none, and
// the round goes on.
import { isSeen } from '#actions/enrollments/seen-round.ts';
import { noteAbsence } from '#actions/mail/note-away.ts';
import { heardElsewhere } from '#actions/mail/heard-elsewhere.ts';
import type { DoubtVerdict } from '#core/message/doubt.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database, Tx } from '#storage/db.ts';
import { lockEnrollment } from '#storage/enrollments/enrollments.ts';
import { addInputs, tellWorkers } from '#storage/enrollments/inputs.ts';
import { enrollmentKey, lockShared } from '#storage/locks.ts';
import {
  attributeMessage,
  type DoubtfulReply,
  isStillInDoubt,
  lockDoubtfulReply,
  releaseHeldByDoubt,
  settleDoubt,
  settleOtherDoubts,
} from '#storage/mail/doubtful-replies.ts';
import { addEmailEvents, findDeliveries } from '#storage/mail/email-events.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type SettleRequest = {
  readonly database: Database;
  readonly organization: Organization;
  /** Of the doubt. */
  readonly id: string;
  readonly verdict: DoubtVerdict;
  readonly actor: number | null;
  readonly now: Instant;
};

/** False: there is no such doubt (any more), or not for whoever asks. */
export async function settleDoubtfulReply(request: SettleRequest): Promise<boolean> {
  const { database, organization, id } = request;
  return database.organization(organization.seat, async (tx) => {
    const doubt = await lockDoubtfulReply(tx, id);
    if (doubt === null) return false;
    await lockShared(tx, [enrollmentKey(organization.seat, doubt.enrollment)]);
    const round = await lockEnrollment(tx, doubt.enrollment);
    if (round === null || !(await isSeen(tx, round))) return false;
    await settleDoubt(tx, id, request);
    const released =
      request.verdict === 'reply' ? await takeAsReply(tx, request, doubt) : await dismiss(tx, request, doubt);
    await releaseHeldByDoubt(tx, released, request.now);
    await tellWorkers(tx, organization.seat);
    return true;
  });
}

/** It answers this round and no other. */
async function takeAsReply(tx: Tx, request: SettleRequest, doubt: DoubtfulReply): Promise<string[]> {
  const { delivery, enrollment, record, followUp, message, receivedAt: at } = doubt;
  const others = await settleOtherDoubts(tx, doubt, request);
  await attributeMessage(tx, { message, kind: 'reply', delivery, record });
  await addEmailEvents(tx, [{ delivery, kind: 'replied', at, link: null, detail: null }]);
  const answered = (await findDeliveries(tx, [delivery])).get(delivery);
  if (answered === undefined) return [enrollment, ...others];
  const response = { kind: 'response', followUp, response: 'replied', link: null } as const;
  const input = { ...response, repetition: answered.repetition, at, actor: request.actor };
  const elsewhere = [{ ...answered, response: response.response, at }];
  await addInputs(tx, request.organization.seat, [{ enrollment, input }, ...(await heardElsewhere(tx, elsewhere))]);
  return [enrollment, ...others];
}

async function dismiss(tx: Tx, { organization }: SettleRequest, doubt: DoubtfulReply): Promise<string[]> {
  const { message, enrollment, reason } = doubt;
  if (reason === 'absence_note') await takeAsAbsenceNote(tx, organization, doubt);
  if (!(await isStillInDoubt(tx, message))) {
    const kind = reason === 'absence_note' ? 'auto_reply' : 'other';
    await attributeMessage(tx, { message, kind, delivery: null, record: null });
  }
  return [enrollment];
}

/** K-40: it says until when they are away, as one that declares itself would. */
async function takeAsAbsenceNote(
  tx: Tx,
  organization: Organization,
  { delivery, subject, opening: text, receivedAt: at }: DoubtfulReply,
): Promise<void> {
  const hash = (await findDeliveries(tx, [delivery])).get(delivery)?.addressHash;
  await noteAbsence(tx, { organization, hashes: hash == null ? [] : [hash], subject, text, at });
}
