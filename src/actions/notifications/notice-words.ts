import type { Told } from '#storage/activities/notifications.ts';

type Sort = 'task' | 'call' | 'task_reminder' | 'call_reminder' | 'doubtful_reply';

const words: Readonly<
  Record<'en' | 'zh', Readonly<Record<Sort, string>> & { several: string; open: string; test: string }>
> = {
  en: {
    task: 'New task: ',
    call: 'New call: ',
    task_reminder: 'Reminder of a task: ',
    call_reminder: 'Reminder of a call: ',
    doubtful_reply: 'A mail may be a reply; say whether it is one: ',
    several: '{count} notifications',
    open: 'Open Cadenza',
    test: 'Cadenza can write here.',
  },
  zh: {
    task: '新任务：',
    call: '新电话：',
    task_reminder: '任务提醒：',
    call_reminder: '电话提醒：',
    doubtful_reply: '一封邮件可能是回复，请确认：',
    several: '{count} 条通知',
    open: '打开 Cadenza',
    test: 'Cadenza 可以向此处发送消息。',
  },
};

function sortOf({ kind, activity }: Told): Sort {
  if (kind === 'doubtful_reply' || activity === null) return 'doubtful_reply';
  return kind === 'reminder' ? `${activity}_reminder` : activity;
}

export type NoticeText = { readonly subject: string; readonly lines: readonly string[]; readonly open: string };

/** One thing stands in the subject; several are counted there. */
export function noticeText(told: readonly Told[], language: 'en' | 'zh'): NoticeText {
  const t = words[language];
  const lines = told.map((one) => t[sortOf(one)] + one.subject.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, 300));
  const [only = ''] = lines;
  return {
    subject: lines.length === 1 ? only : t.several.replace('{count}', String(lines.length)),
    lines,
    open: t.open,
  };
}

export function testText(language: 'en' | 'zh'): string {
  return words[language].test;
}
