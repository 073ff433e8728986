// Invitations to meetings (E-10): what participants are told of a meeting, when they must be told anew, and whose answer counts. A
// meeting keeps its UID for ever; the sequence rises with each change, so that calendars know which word is the last.
import type { Address } from '#core/message/channel.ts';
import type { Instant } from '#core/time/instant.ts';

export const answers = ['accepted', 'declined', 'tentative'] as const;
export type MeetingAnswer = (typeof answers)[number];

/** What participants know of it. */
export type ToldMeeting = {
  readonly subject: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly allDay: boolean;
  readonly location: string;
  readonly link: string;
  readonly description: string;
};

export type Participant = Address & { readonly answer: MeetingAnswer | null };

export type CalendarEvent = ToldMeeting & {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly uid: string;
  readonly sequence: number;
  /** Of the organisation: whole days are its own. */
  readonly zone: string;
  readonly organizer: Address;
  readonly participants: readonly Participant[];
  /** When this was written. */
  readonly at: Instant;
};

export type WriteCalendar = (event: CalendarEvent) => string;

/** What a participant's program sent back. */
export type CalendarReply = {
  readonly uid: string;
  /** Null: it doesn't say. */
  readonly sequence: number | null;
  readonly attendee: string;
  readonly answer: MeetingAnswer;
  readonly comment: string;
  /** When it was written, by the participant's clock; null: it doesn't say. */
  readonly stamp: Instant | null;
};

export const PARTICIPANTS_MAX = 50;

export const inviteFaults = [
  'cancelled',
  'times_missing',
  'ends_before_start',
  'over',
  'nobody',
  'address_not_valid',
] as const;
export type InviteFault = (typeof inviteFaults)[number];

export type Invitable = {
  readonly told: ToldMeeting | null;
  readonly status: string | null;
  readonly participants: readonly Address[];
  readonly now: Instant;
};

/** Why nobody can be invited now. Null: they can. */
export function whyNotInvite({ told, status, participants, now }: Invitable): InviteFault | null {
  if (status === CANCELLED) return 'cancelled';
  if (told === null) return 'times_missing';
  if (told.endsAt < told.startsAt) return 'ends_before_start';
  if (told.endsAt < now) return 'over';
  return participants.length === 0 ? 'nobody' : null;
}

/** What the meeting's status is called then. */
export const CANCELLED = 'Cancelled';

/** Whether participants know it as it is. */
export function isTold(before: ToldMeeting, now: ToldMeeting): boolean {
  return keysOf(now).every((key) => before[key] === now[key]);
}

function keysOf(told: ToldMeeting): (keyof ToldMeeting)[] {
  return Object.keys(told) as (keyof ToldMeeting)[]; // of nothing but its own keys
}

/** A meeting at another time, or of another length, is another question: who said yes is asked again. */
export function asksAnew(before: ToldMeeting, now: ToldMeeting): boolean {
  return before.startsAt !== now.startsAt || before.endsAt !== now.endsAt || before.allDay !== now.allDay;
}

export type Answered = { readonly sequence: number; readonly stamp: Instant | null };

/** Not to an earlier version of the meeting, and not when a later answer of the same participant was read before. */
export function countsAsAnswer(
  reply: Pick<CalendarReply, 'sequence' | 'stamp'>,
  { sequence, stamp }: Answered,
): boolean {
  if (reply.sequence !== null && reply.sequence < sequence) return false;
  return reply.stamp === null || stamp === null || reply.stamp >= stamp;
}
