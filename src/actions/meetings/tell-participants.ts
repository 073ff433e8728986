// Plans the mails that tell participants of a meeting, each with the event for their calendar.
import { invitationText } from '#actions/meetings/invitation-words.ts';
import type { Address } from '#core/message/channel.ts';
import type { CalendarEvent, Participant, WriteCalendar } from '#core/message/invitation.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { planOwnMail } from '#storage/mail/own-mail.ts';
import type { Invitation } from '#storage/meetings/invitations.ts';
import { mailIdentity } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Telling = {
  readonly organization: Organization;
  readonly writeCalendar: WriteCalendar;
  readonly now: Instant;
};

export type News = {
  readonly kind: 'invited' | 'updated' | 'cancelled';
  readonly invitation: Invitation;
  /** Who stands in the event. */
  readonly participants: readonly Participant[];
  readonly to: readonly Address[];
  /** Whose name stands as the sender; null: the organisation's. */
  readonly owner: string | null;
};

export async function tellParticipants(
  tx: Tx,
  { organization, writeCalendar, now }: Telling,
  news: News,
): Promise<void> {
  const { kind, invitation, participants, to, owner } = news;
  const { uid, sequence, told, record } = invitation;
  const identity = await mailIdentity(tx);
  const method = kind === 'cancelled' ? 'CANCEL' : 'REQUEST';
  const organizer = { name: owner ?? identity.name, address: identity.address };
  const zone = organization.timeZone;
  const event: CalendarEvent = { ...told, method, uid, sequence, zone, organizer, participants, at: now };
  const words = invitationText({ kind, told, zone, language: organization.language });
  const mails = to.map(
    (address) =>
      ({
        ...words,
        record,
        senderName: owner,
        to: address,
        calendar: {
          method,
          text: writeCalendar(kind === 'cancelled' ? { ...event, participants: [asParticipant(address)] } : event),
        },
      }) as const,
  );
  await planOwnMail(tx, mails, now);
}

/** Whoever is told that it is off hears of nobody else. */
function asParticipant({ name, address }: Address): Participant {
  return { name, address, answer: null };
}
