import { defineWords } from '#web/i18n/words.ts';

/** Of the open list alone: the bell is loaded with every page. */
export const noticeListWords = defineWords('noticeList', {
  en: {
    none: 'Nothing new',
    noneWhy: 'When a cadence or a colleague makes a task or call for you, it stands here.',
    task: 'Task: {{subject}}',
    call: 'Call: {{subject}}',
    taskReminder: 'Reminder of a task: {{subject}}',
    callReminder: 'Reminder of a call: {{subject}}',
    doubtfulReply: 'A mail may be a reply: {{subject}}',
    isNew: 'New',
  },
  zh: {
    none: '暂无通知',
    noneWhy: '销售节奏或同事为您创建任务或通话时，会显示在这里。',
    task: '任务：{{subject}}',
    call: '电话：{{subject}}',
    taskReminder: '任务提醒：{{subject}}',
    callReminder: '电话提醒：{{subject}}',
    doubtfulReply: '一封邮件可能是回复：{{subject}}',
    isNew: '未读',
  },
});
