// Invites people to a meeting, tells them what has changed, and calls it off (E-10).
import { randomUUID } from 'node:crypto';
import { lockMeeting, once, ownerOf, textOf, toldOf } from '#actions/meetings/meeting-of.ts';
import { type NoMeeting, showInvitation, type ShownInvitation } from '#actions/meetings/read-invitation.ts';
import { type Telling, tellParticipants } from '#actions/meetings/tell-participants.ts';
import type { Acting } from '#actions/records/acting.ts';
import { domainOf, isAddress } from '#core/message/address.ts';
import type { Address } from '#core/message/channel.ts';
import { asksAnew, type InviteFault, whyNotInvite } from '#core/message/invitation.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import type { Tx } from '#storage/db.ts';
import { withdrawOwnMail } from '#storage/mail/own-mail.ts';
import {
  findInvitation,
  type Invitation,
  listParticipants,
  putParticipants,
  saveInvitation,
} from '#storage/meetings/invitations.ts';
import { mailIdentity } from '#storage/organizations/members.ts';

export type Inviting = Acting & Pick<Telling, 'writeCalendar'>;
export type NotInvitable = { readonly kind: 'not_invitable'; readonly why: InviteFault };

/** All of them are told, also those who were before; who is no longer among them is told that it is off for them. */
export async function invite(
  inviting: Inviting,
  { meeting, participants }: { readonly meeting: string; readonly participants: readonly Address[] },
): Promise<ShownInvitation | NoMeeting | NotInvitable> {
  const { database, organization, now } = inviting;
  return database.organization(organization.seat, async (tx) => {
    const opened = await lockMeeting(tx, organization, meeting);
    if (opened.kind === 'refused') return opened;
    const { record } = opened;
    const told = toldOf(record);
    const people = once(participants);
    const fault = whyNotInvite({ told, status: textOf(record, 'status'), participants: people, now });
    if (fault !== null || told === null) return { kind: 'not_invitable', why: fault ?? 'times_missing' };
    if (!people.every(({ address }) => isAddress(address))) return { kind: 'not_invitable', why: 'address_not_valid' };
    await sendTo(tx, inviting, { record, told, people });
    return showInvitation(tx, record, now);
  });
}

type Sending = { readonly record: CrmRecord; readonly told: Invitation['told']; readonly people: readonly Address[] };

async function sendTo(tx: Tx, inviting: Inviting, { record, told, people }: Sending): Promise<void> {
  const before = await findInvitation(tx, record.id);
  const known = before === null ? [] : await listParticipants(tx, record.id);
  const owner = (await ownerOf(tx, record))?.name ?? null;
  const invitation: Invitation = {
    record: record.id,
    uid: before?.uid ?? `${randomUUID()}@${domainOf((await mailIdentity(tx)).address)}`,
    sequence: before === null ? 0 : before.sequence + 1,
    state: 'sent',
    told,
    changedAt: inviting.now,
  };
  await saveInvitation(tx, invitation);
  await withdrawOwnMail(tx, record.id);
  const left = before?.state === 'sent' ? known.filter((one) => !people.some((other) => isSame(one, other))) : [];
  await tellParticipants(tx, inviting, { kind: 'cancelled', invitation, participants: [], to: left, owner });
  const anew = before === null || before.state === 'cancelled' || asksAnew(before.told, told);
  await putParticipants(tx, { record: record.id, participants: people, anew });
  const participants = await listParticipants(tx, record.id);
  const isKnown = (one: Address) => before?.state === 'sent' && known.some((other) => isSame(one, other));
  const [old, fresh] = [people.filter(isKnown), people.filter((one) => !isKnown(one))];
  await tellParticipants(tx, inviting, { kind: 'updated', invitation, participants, to: old, owner });
  await tellParticipants(tx, inviting, { kind: 'invited', invitation, participants, to: fresh, owner });
}

function isSame(one: Address, other: Address): boolean {
  return fold(one.address) === fold(other.address);
}

/** Everybody is told that the meeting is off; one that nobody was invited to stays as it is. */
export async function cancelInvitation(inviting: Inviting, meeting: string): Promise<ShownInvitation | NoMeeting> {
  const { database, organization, now } = inviting;
  return database.organization(organization.seat, async (tx) => {
    const opened = await lockMeeting(tx, organization, meeting);
    if (opened.kind === 'refused') return opened;
    const { record } = opened;
    const invitation = await findInvitation(tx, record.id);
    const owner = (await ownerOf(tx, record))?.name ?? null;
    if (invitation?.state === 'sent') await callOff(tx, inviting, { invitation, owner });
    return showInvitation(tx, record, now);
  });
}

export async function callOff(
  tx: Tx,
  telling: Telling,
  { invitation, owner }: { readonly invitation: Invitation; readonly owner: string | null },
): Promise<void> {
  const { record, sequence } = invitation;
  const off: Invitation = { ...invitation, sequence: sequence + 1, state: 'cancelled', changedAt: telling.now };
  await saveInvitation(tx, off);
  await withdrawOwnMail(tx, record);
  const participants = await listParticipants(tx, record);
  await tellParticipants(tx, telling, { kind: 'cancelled', invitation: off, participants, to: participants, owner });
}
