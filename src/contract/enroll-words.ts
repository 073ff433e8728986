// Why a record was not taken into a cadence, or can't go on in it or begin again, in sentences.
import type { LocalizedText } from '#core/records/field.ts';

export const skipReasons = [
  'record_gone',
  'unenrolment_rule_met',
  'was_enrolled_before',
  'completed_before',
  'never_enrolled',
  'not_enrolled',
  'already_active',
  'already_completed',
  'follow_up_deleted',
  'needs_review',
  'cadence_not_active',
  'another_round_active',
] as const;
export type SkipReason = (typeof skipReasons)[number];

const words: Readonly<Record<SkipReason, LocalizedText>> = {
  record_gone: { en: 'The record does not exist, or not any more.', zh: '记录不存在或已删除。' },
  unenrolment_rule_met: {
    en: 'The record meets an unenrolment rule, so it would leave at once.',
    zh: '记录满足释放规则，纳入后会立即释放。',
  },
  was_enrolled_before: {
    en: 'The record was in the cadence before; choose to continue or to restart.',
    zh: '记录曾被纳入此销售节奏；请选择继续或重新开始。',
  },
  completed_before: {
    en: 'The record has completed the cadence; it can only restart.',
    zh: '记录已完成此销售节奏，只能重新开始。',
  },
  never_enrolled: { en: 'The record was never in the cadence.', zh: '记录从未被纳入此销售节奏。' },
  not_enrolled: { en: 'The record is not in the cadence.', zh: '记录不在此销售节奏中。' },
  already_active: { en: 'The record is in the cadence.', zh: '记录正在此销售节奏中。' },
  already_completed: { en: 'The round is completed; it can only restart.', zh: '该轮已完成，只能重新开始。' },
  follow_up_deleted: {
    en: 'The follow-up to go on with, or its task or call, was deleted; it can only restart.',
    zh: '要继续的跟进或其任务、通话已被删除，只能重新开始。',
  },
  needs_review: {
    en: 'A message may have gone out; decide about it first.',
    zh: '有邮件可能已发出，请先核对。',
  },
  cadence_not_active: { en: 'The cadence is not active; enable it first.', zh: '该销售节奏未启用；请先启用。' },
  another_round_active: { en: 'A later round of the record is active.', zh: '该记录已有新的一轮在进行中。' },
};

export function skipReasonInWords(reason: SkipReason): LocalizedText {
  return words[reason];
}
