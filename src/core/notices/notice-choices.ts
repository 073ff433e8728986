// What people are told (N-1), where, and when: each of them chooses per kind.
import { endOfDay, localDate, startOfDay } from '#core/time/calendar.ts';
import { HOUR, type Instant } from '#core/time/instant.ts';

/** A task or call was made for one; one is to be reminded of it; a mail may answer what a record of one's own was sent. */
export const noticeKinds = ['assigned', 'reminder', 'doubtful_reply'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const mailChoices = ['off', 'at_once', 'hourly', 'daily'] as const;
export type MailChoice = (typeof mailChoices)[number];

export type NoticeChoice = { readonly app: boolean; readonly mail: MailChoice; readonly chat: boolean };
export type NoticeChoices = Readonly<Record<NoticeKind, NoticeChoice>>;

/** Of whoever hasn't chosen. Chat is told only where somebody set an address. */
export const usualChoices: NoticeChoices = {
  assigned: { app: true, mail: 'off', chat: true },
  reminder: { app: true, mail: 'at_once', chat: true },
  doubtful_reply: { app: true, mail: 'off', chat: true },
};

export const chatProviders = ['dingtalk', 'wecom', 'slack'] as const;
export type ChatProvider = (typeof chatProviders)[number];

const DAILY_AT_MS = 8 * HOUR;

/** Null: never. What is collected goes out with the hour, or at eight in the morning. */
export function mailDueAt(choice: MailChoice, now: Instant, zone: string): Instant | null {
  switch (choice) {
    case 'off':
      return null;
    case 'at_once':
      return now;
    case 'hourly':
      return now - (now % HOUR) + HOUR;
    case 'daily': {
      const today = localDate(now, zone);
      const morning = startOfDay(today, zone) + DAILY_AT_MS;
      return morning > now ? morning : endOfDay(today, zone) + DAILY_AT_MS;
    }
  }
}
