// What a participant's calendar program answers to an invitation (RFC 5546, METHOD:REPLY). It is a stranger's text: of it only the few
// lines are read that an answer has, so nothing of it repeats, includes or takes time. Never throws.
import ical from 'node-ical';
import { envelopeAddress } from './address.ts';
import type { CalendarReply, MeetingAnswer } from '#core/message/invitation.ts';

const ANSWERS: Readonly<Record<string, MeetingAnswer>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
};
const LENGTH_MAX = 64 * 1024;
const LINES_MAX = 1_000;
const LINE_LENGTH_MAX = 2_000;
const COMMENT_LENGTH_MAX = 2_000;
const UID_LENGTH_MAX = 500;
const READ =
  /^(?:BEGIN:V(?:CALENDAR|EVENT)$|END:V(?:CALENDAR|EVENT)$|(?:METHOD|UID|SEQUENCE|DTSTAMP|ATTENDEE|COMMENT)[;:])/i;

/** Null: it is no answer. */
export function readCalendarReply(text: string): CalendarReply | null {
  try {
    return replyIn(text.slice(0, LENGTH_MAX));
  } catch {
    return null;
  }
}

function replyIn(text: string): CalendarReply | null {
  const lines = text
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .slice(0, LINES_MAX)
    .filter((line) => line.length <= LINE_LENGTH_MAX && READ.test(line));
  if (!lines.some((line) => /^METHOD[^:]*:\s*REPLY\s*$/i.test(line))) return null;
  const parsed = Object.values(ical.sync.parseICS(lines.join('\r\n')));
  const event = parsed.find((one) => one?.type === 'VEVENT');
  if (event?.type !== 'VEVENT') return null;
  const [attendee] = [event.attendee].flat();
  const { address, answer } = attendeeOf(attendee);
  const uid = textOf(event.uid);
  if (address === null || answer === undefined || uid === '' || uid.length > UID_LENGTH_MAX) return null;
  const sequence = Number(textOf(event.sequence));
  const stamp = event.dtstamp instanceof Date ? event.dtstamp.getTime() : Number.NaN;
  return {
    uid,
    sequence: textOf(event.sequence) === '' || !Number.isSafeInteger(sequence) ? null : sequence,
    attendee: address,
    answer,
    comment: textOf('comment' in event ? event.comment : '').slice(0, COMMENT_LENGTH_MAX),
    stamp: Number.isNaN(stamp) ? null : stamp,
  };
}

function attendeeOf(attendee: unknown) {
  if (typeof attendee !== 'object' || attendee === null || !('val' in attendee)) return { address: null };
  const params = 'params' in attendee && typeof attendee.params === 'object' ? attendee.params : null;
  const status = params !== null && 'PARTSTAT' in params ? String(params.PARTSTAT) : '';
  const address = envelopeAddress(textOf(attendee.val).replace(/^mailto:/i, ''));
  return { address, answer: ANSWERS[status.toUpperCase()] };
}

/** With parameters a value is an object. */
function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value).trim();
  if (Array.isArray(value)) return textOf(value[0]);
  return typeof value === 'object' && value !== null && 'val' in value ? textOf(value.val) : '';
}
