import { defineWords } from '#web/i18n/words.ts';

export const durationWords = defineWords('durations', {
  en: {
    amount: 'Number',
    unit: 'Unit',
    minutes: 'minutes',
    hours: 'hours',
    businessHours: 'business hours',
    days: 'days',
    businessDays: 'business days',
    weeks: 'weeks',
    months: 'months',
  },
  zh: {
    amount: '数量',
    unit: '单位',
    minutes: '分钟',
    hours: '小时',
    businessHours: '营业小时',
    days: '天',
    businessDays: '工作日',
    weeks: '周',
    months: '个月',
  },
});
