// What a participant's calendar program answered, noted with the meeting. The UID can't be guessed, so whoever answers was told it; who
// answers as somebody who isn't among the participants is none.
import type { InboundMessage } from '#core/message/inbound.ts';
import { countsAsAnswer } from '#core/message/invitation.ts';
import { fold } from '#core/records/fold.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { listParticipants, lockInvitationOf, saveAnswer } from '#storage/meetings/invitations.ts';

export type AnswerMessage = Extract<InboundMessage, { kind: 'meeting_reply' }>;

/** The meeting's internal id, for its timeline; null: it answers none of ours. */
export async function recordAnswer(tx: Tx, { reply, from }: AnswerMessage, at: Instant): Promise<string | null> {
  const invitation = await lockInvitationOf(tx, reply.uid);
  if (invitation === null) return null;
  const { record, sequence } = invitation;
  const participants = await listParticipants(tx, record);
  const named = (address: string) => participants.find((one) => fold(one.address) === fold(address));
  // An alias answers under its own address.
  const participant = named(reply.attendee) ?? (from === null ? undefined : named(from.address));
  if (participant === undefined) return null;
  if (!countsAsAnswer(reply, { sequence, stamp: participant.answerStamp })) return record;
  const { answer, stamp } = reply;
  const comment = reply.comment === '' ? null : reply.comment;
  await saveAnswer(tx, { record, address: participant.address, answer, comment, stamp, at });
  return record;
}
