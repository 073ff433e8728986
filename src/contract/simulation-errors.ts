// The refusals of looking ahead, by simulations and by what if; errors.ts has the whole list.
import type { ErrorEntry } from '#contract/business-errors.ts';

export const simulationErrors = {
  simulation_without_records: {
    status: 422,
    en: 'There is no record to try the cadence on: its view is empty, or the module has none that you may see. Add one, or choose another view.',
    zh: '没有可用于试运行的记录：视图为空，或该模块中没有您可见的记录。请添加记录，或选择其他视图。',
  },
  simulation_follow_up_unknown: {
    status: 422,
    en: 'Rates are given for “{followUp}”, which is no follow-up of the cadence; name follow-ups by their ids.',
    zh: '为“{followUp}”给出了比率，但此销售节奏中没有该跟进；请使用跟进的 ID。',
  },
  simulation_rate_unknown: {
    status: 422,
    en: 'A rate is given for “{response}”, which is no response to the follow-up “{followUp}”; e-mails are opened, clicked, replied, bounced, unsubscribed.',
    zh: '为“{response}”给出了比率，但它不是跟进“{followUp}”的操作；邮件的操作有 opened、clicked、replied、bounced、unsubscribed。',
  },
  what_if_follow_up_unknown: {
    status: 422,
    en: 'The round’s version of the cadence has no such follow-up; name one by its id.',
    zh: '该轮所用的销售节奏版本中没有此跟进；请使用跟进的 ID。',
  },
  what_if_not_carried_out: {
    status: 422,
    en: 'The follow-up has not been carried out in this round yet, so nobody can answer it; choose one that was.',
    zh: '该跟进在本轮中尚未执行，无法对其作出操作；请选择已执行的跟进。',
  },
  what_if_response_unknown: {
    status: 422,
    en: 'That is no response to a follow-up of this channel; choose one that it can have.',
    zh: '这不是该渠道跟进的操作；请选择其可能的操作。',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
