// The refusals of business hours and holidays; errors.ts has the whole list.
import type { ErrorEntry } from '#contract/business-errors.ts';

export const paceErrors = {
  time_zone_unknown: {
    status: 422,
    en: 'There is no such time zone; choose one by its name, as Europe/Berlin or Asia/Shanghai.',
    zh: '没有该时区；请按名称选择，例如 Asia/Shanghai 或 Europe/Berlin。',
  },
  week_never_open: {
    status: 422,
    en: 'With these hours the organisation would never open, and everything would wait for ever; give at least one day hours, or set none at all.',
    zh: '按此设置，组织永远不会营业，一切都会无限期等待；请至少为一天设置营业时间，或完全不设置。',
  },
  week_hours_overlap: {
    status: 422,
    en: 'Hours of one day overlap or are out of order; list them from morning to evening, apart.',
    zh: '同一天的时段重叠或顺序有误；请从早到晚依次填写，互不重叠。',
  },
  week_hours_reversed: {
    status: 422,
    en: 'Hours of a day end before they begin; what goes past midnight is written as two days.',
    zh: '某天的时段结束早于开始；跨越午夜的时段请分写在两天。',
  },
  holiday_of_another_year: {
    status: 422,
    en: 'One of the days is not of this year; save it with its own year.',
    zh: '其中有日期不属于该年份；请在其所属年份中保存。',
  },
  holiday_twice: {
    status: 422,
    en: 'One of the days is listed twice; keep one of them.',
    zh: '其中有日期重复；请只保留一个。',
  },
  holidays_not_published: {
    status: 404,
    en: 'The holidays of this year are not known yet, or no longer; they are published each autumn. Enter them by hand.',
    zh: '该年份的节假日尚未公布或已无数据（每年秋季公布）；请手动填写。',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
