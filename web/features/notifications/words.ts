import { defineWords } from '#web/i18n/words.ts';

export const notificationWords = defineWords('notifications', {
  en: {
    title: 'Notifications',
    unseen_one: 'Notifications, {{count}} new',
    unseen_other: 'Notifications, {{count}} new',
    many: '99+',
    none: 'Nothing new',
    noneWhy: 'When a cadence or a colleague makes a task or call for you, it stands here.',
    task: 'Task: {{subject}}',
    call: 'Call: {{subject}}',
    isNew: 'New',
  },
  zh: {
    title: '通知',
    unseen_other: '通知，{{count}} 条未读',
    many: '99+',
    none: '暂无通知',
    noneWhy: '销售节奏或同事为您创建任务或通话时，会显示在这里。',
    task: '任务：{{subject}}',
    call: '电话：{{subject}}',
    isNew: '未读',
  },
});
