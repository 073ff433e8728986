// The participants of a meeting, what they answered, and whether they know it as it is.
import { MEETINGS, ownerOf, proposedFor, textOf, toldOf } from '#actions/meetings/meeting-of.ts';
import type { Acting } from '#actions/records/acting.ts';
import { type OpenedRecord, openRecord } from '#actions/records/open-record.ts';
import type { Address } from '#core/message/channel.ts';
import { type InviteFault, isTold, whyNotInvite } from '#core/message/invitation.ts';
import type { CrmRecord } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { ownMailAbout } from '#storage/mail/own-mail.ts';
import {
  findInvitation,
  type Invitation,
  listParticipants,
  type StoredParticipant,
} from '#storage/meetings/invitations.ts';
import { mailIdentity } from '#storage/organizations/members.ts';

export type ShownParticipant = StoredParticipant & {
  /** Of the newest mail to them; null: it was cleared away. */
  readonly mail: string | null;
};

export type ShownInvitation = {
  readonly kind: 'shown';
  /** Null: nobody was ever invited. */
  readonly invitation: Invitation | null;
  readonly isTold: boolean;
  readonly organizer: Address;
  readonly participants: readonly ShownParticipant[];
  readonly proposed: readonly Address[];
  readonly why: InviteFault | null;
};

export type NoMeeting = Extract<OpenedRecord, { kind: 'refused' }>;

export async function readInvitation(
  { database, organization, now }: Acting,
  record: string,
): Promise<ShownInvitation | NoMeeting> {
  return database.organization(organization.seat, async (tx) => {
    const opened = await openRecord(tx, { module: MEETINGS, record }, 'read');
    return opened.kind === 'refused' ? opened : showInvitation(tx, opened.record, now);
  });
}

export async function showInvitation(tx: Tx, meeting: CrmRecord, now: Instant): Promise<ShownInvitation> {
  const invitation = await findInvitation(tx, meeting.id);
  const told = toldOf(meeting);
  const identity = await mailIdentity(tx);
  const proposed = await proposedFor(tx, meeting);
  const mails = new Map((await ownMailAbout(tx, meeting.id)).map(({ address, state }) => [address, state]));
  const participants = invitation === null ? [] : await listParticipants(tx, meeting.id);
  return {
    kind: 'shown',
    invitation,
    isTold: invitation !== null && told !== null && isTold(invitation.told, told),
    organizer: { name: (await ownerOf(tx, meeting))?.name ?? identity.name, address: identity.address },
    participants: participants.map((one) => ({ ...one, mail: mails.get(one.address) ?? null })),
    proposed,
    why: whyNotInvite({ told, status: textOf(meeting, 'status'), participants: [identity], now }),
  };
}
