// A meeting as an iCalendar object. Instants are written in UTC; whole days as days of the organisation's zone.
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
} from 'ical-generator';
import type { MeetingAnswer, WriteCalendar } from '#core/message/invitation.ts';
import { localDate } from '#core/time/calendar.ts';
import { DAY } from '#core/time/instant.ts';

const STATUS: Readonly<Record<MeetingAnswer, ICalAttendeeStatus>> = {
  accepted: ICalAttendeeStatus.ACCEPTED,
  declined: ICalAttendeeStatus.DECLINED,
  tentative: ICalAttendeeStatus.TENTATIVE,
};

export const writeCalendar: WriteCalendar = (event) => {
  const { method, uid, sequence, zone, organizer, participants, at, allDay } = event;
  const isCancelled = method === 'CANCEL';
  const calendar = ical({
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    prodId: { company: 'Cadenza', product: 'Cadenza', language: 'EN' },
  });
  const startsOn = Date.parse(localDate(event.startsAt, zone));
  // The last day is part of it, unless it ends at the very beginning of it.
  const endsOn = Date.parse(localDate(Math.max(event.endsAt - 1, event.startsAt), zone)) + DAY;
  calendar.createEvent({
    id: uid,
    sequence,
    stamp: new Date(at),
    start: new Date(allDay ? startsOn : event.startsAt),
    end: new Date(allDay ? endsOn : event.endsAt),
    allDay,
    summary: oneLine(event.subject),
    location: event.location === '' ? null : oneLine(event.location),
    url: event.link === '' ? null : oneLine(event.link),
    description: event.description === '' ? null : event.description,
    organizer: { name: oneLine(organizer.name), email: organizer.address },
    attendees: participants.map(({ name, address, answer }) => ({
      ...(name === '' ? {} : { name: oneLine(name) }),
      email: address,
      role: ICalAttendeeRole.REQ,
      rsvp: !isCancelled,
      status: answer === null ? ICalAttendeeStatus.NEEDSACTION : STATUS[answer],
    })),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    busystatus: ICalEventBusyStatus.BUSY,
  });
  return calendar.toString();
};

/** Nothing of a record begins a line of its own. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
