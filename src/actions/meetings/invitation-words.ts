import type { ToldMeeting } from '#core/message/invitation.ts';
import type { OwnMail } from '#core/message/own-mail.ts';
import { localClock, localDate } from '#core/time/calendar.ts';
import type { Instant } from '#core/time/instant.ts';

const words = {
  en: {
    invited: { before: 'Invitation: ', says: 'You are invited to a meeting.' },
    updated: { before: 'Updated: ', says: 'Something about this meeting has changed.' },
    cancelled: { before: 'Cancelled: ', says: 'This meeting will not take place.' },
    when: 'When: ',
    where: 'Where: ',
    join: 'Join the meeting',
  },
  zh: {
    invited: { before: '会议邀请：', says: '诚邀您参加会议。' },
    updated: { before: '会议变更：', says: '该会议的信息有变更。' },
    cancelled: { before: '会议取消：', says: '该会议已取消。' },
    when: '时间：',
    where: '地点：',
    join: '加入会议',
  },
};

export type InvitationText = {
  readonly kind: 'invited' | 'updated' | 'cancelled';
  readonly told: ToldMeeting;
  readonly zone: string;
  readonly language: 'en' | 'zh';
};

/** For people whose program shows no calendar. */
export function invitationText({
  kind,
  told,
  zone,
  language,
}: InvitationText): Pick<OwnMail, 'subject' | 'paragraphs' | 'link'> {
  const t = words[language];
  const place = told.location === '' ? [] : [t.where + told.location];
  const about = told.description === '' ? [] : [told.description];
  return {
    subject: (t[kind].before + told.subject).replace(/[\p{Cc}\s]+/gu, ' '),
    paragraphs: [t[kind].says, [t.when + timeOf(told, zone), ...place].join('\n'), ...about],
    link: told.link === '' || kind === 'cancelled' ? null : { label: t.join, url: told.link },
  };
}

function timeOf({ startsAt, endsAt, allDay }: ToldMeeting, zone: string): string {
  const [from, to] = [localDate(startsAt, zone), localDate(Math.max(endsAt - 1, startsAt), zone)];
  const days = from === to ? from : `${from} – ${to}`;
  if (allDay) return days;
  const at = (instant: Instant) => `${localDate(instant, zone)} ${localClock(instant, zone)}`;
  const until = localDate(endsAt, zone) === from ? localClock(endsAt, zone) : at(endsAt);
  return `${at(startsAt)} – ${until} (${zone})`;
}
