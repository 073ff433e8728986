import { defineWords } from '#web/i18n/words.ts';

export const notificationWords = defineWords('notifications', {
  en: {
    title: 'Notifications',
    unseen_one: 'Notifications, {{count}} new',
    unseen_other: 'Notifications, {{count}} new',
    many: '99+',
  },
  zh: {
    title: '通知',
    unseen_other: '通知，{{count}} 条未读',
    many: '99+',
  },
});
