import { defineWords } from '#web/i18n/words.ts';

export const paceWords = defineWords('builder-pace', {
  en: {
    businessHours: 'Keep to business hours',
    businessHoursText: 'E-mails and calls that come due outside wait for the next opening. Tasks don’t wait.',
    catchUp: 'After an outage',
    catchUpText: 'When nothing ran for more than an hour, follow-ups of a record may be overdue together.',
    oneAtATime: 'Run one, the others count from it',
    reSpace: 'Move everything that is planned by the delay',
    skip: 'Skip what is too late',
    skipLaterThan: 'Too late after',
  },
  zh: {
    businessHours: '遵守营业时间',
    businessHoursText: '在营业时间外到期的邮件和通话会等到下次营业；任务不等待。',
    catchUp: '中断恢复后',
    catchUpText: '若超过一小时没有运行，同一记录可能有多个跟进同时逾期。',
    oneAtATime: '先执行一个，其余从它开始计时',
    reSpace: '所有已安排的跟进按延误时长整体顺延',
    skip: '跳过逾期过久的跟进',
    skipLaterThan: '逾期超过',
  },
});
