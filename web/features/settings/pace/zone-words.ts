import { defineWords } from '#web/i18n/words.ts';

export const zoneWords = defineWords('settings-zone', {
  en: {
    timeZone: 'Time zone',
    look: 'Change',
    change: 'Change the time zone to {{zone}}?',
    movesNothing: 'No follow-up that is scheduled would be due at another time.',
    moves_one:
      '{{count}} enrollment has a follow-up that will be due at another time: what goes by the wall clock is planned anew, elapsed time stays.',
    moves_other:
      '{{count}} enrollments have a follow-up that will be due at another time: what goes by the wall clock is planned anew, elapsed time stays.',
    movesMore:
      'More than {{count}} enrollments have a follow-up that will be due at another time: what goes by the wall clock is planned anew, elapsed time stays.',
    yes: 'Change it',
    saved: 'The time zone is {{zone}} from now on',
  },
  zh: {
    timeZone: '时区',
    look: '更改',
    change: '将时区改为 {{zone}}？',
    movesNothing: '没有已安排的跟进会改变到期时间。',
    moves_other: '{{count}} 条纳入记录有跟进的到期时间会改变：按钟点安排的将重新计算，按经过时间计算的保持不变。',
    movesMore: '超过 {{count}} 条纳入记录有跟进的到期时间会改变：按钟点安排的将重新计算，按经过时间计算的保持不变。',
    yes: '更改',
    saved: '时区现为 {{zone}}',
  },
});
