// What can be wrong with a cadence, in sentences that name what to do. {words} in braces are filled in.
import { filled } from '#contract/value-problem-words.ts';
import type { CadenceProblem, ProblemCode } from '#core/cadence/check.ts';
import type { LocalizedText } from '#core/records/field.ts';

const words: Readonly<Record<ProblemCode, LocalizedText>> = {
  name_missing: { en: 'Give the cadence a name.', zh: '请为销售节奏命名。' },
  name_too_long: { en: 'The name has more than {max} signs.', zh: '名称超过 {max} 个字符。' },
  module_unknown: { en: 'There is no module “{module}”.', zh: '没有模块“{module}”。' },
  view_unknown: { en: 'There is no view “{view}”; choose another audience.', zh: '没有视图“{view}”，请另选受众。' },
  view_of_another_module: { en: 'The view “{view}” belongs to another module.', zh: '视图“{view}”属于其他模块。' },
  response_window_out_of_range: {
    en: 'The response window is a whole number of days, at most {max}.',
    zh: '回应期限须为整数天，最多 {max} 天。',
  },
  first_follow_ups_out_of_range: {
    en: 'A cadence has 1 to {max} first follow-ups; this one has {count}.',
    zh: '首个跟进须为 1 到 {max} 个，现有 {count} 个。',
  },
  follow_up_id_invalid: {
    en: 'The id “{id}” must be lower-case letters, digits and hyphens.',
    zh: '标识“{id}”只能由小写字母、数字和连字符组成。',
  },
  follow_up_id_taken: { en: 'Two follow-ups have the id “{id}”.', zh: '有两个跟进使用了标识“{id}”。' },
  follow_up_parent_unknown: { en: 'The parent “{parent}” does not exist.', zh: '上级跟进“{parent}”不存在。' },
  follow_up_in_cycle: { en: 'The follow-up “{id}” is below itself.', zh: '跟进“{id}”位于自身之下。' },
  trigger_missing: { en: 'Say which response starts this follow-up.', zh: '请指定由哪种操作触发此跟进。' },
  trigger_on_first_follow_up: {
    en: 'A first follow-up starts with the enrolment; remove its triggers.',
    zh: '首个跟进随纳入开始，请去掉其触发条件。',
  },
  trigger_not_of_channel: {
    en: '“{trigger}” can’t happen to the follow-up before ({channel}).',
    zh: '“{trigger}”不会发生在上一个跟进（{channel}）上。',
  },
  trigger_link_invalid: { en: 'A link begins with http:// or https://: “{link}”.', zh: '链接须以 http:// 或 https:// 开头：“{link}”。' },
  trigger_result_unknown: { en: '“{result}” is no result of calls.', zh: '“{result}”不是通话结果。' },
  duration_out_of_range: {
    en: 'An amount of time is a whole number from 1 to {max}.',
    zh: '时长须为 1 到 {max} 的整数。',
  },
  absence_longer_than_window: {
    en: 'It waits longer than the response window of {days} days; make the window longer.',
    zh: '等待时间超过 {days} 天的回应期限；请延长期限。',
  },
  email_field_unknown: { en: 'The module has no e-mail field “{field}”.', zh: '模块中没有邮箱字段“{field}”。' },
  address_invalid: { en: '“{address}” is not a mail address.', zh: '“{address}”不是有效的邮箱地址。' },
  template_unknown: { en: 'There is no template “{template}”; make it first.', zh: '没有模板“{template}”，请先创建。' },
  template_field_unknown: {
    en: 'The template “{template}” names the field “{field}”, which the module doesn’t have.',
    zh: '模板“{template}”使用了模块中没有的字段“{field}”。',
  },
  template_broken: { en: 'The template “{template}” can’t be read: {why}', zh: '无法读取模板“{template}”：{why}' },
  subject_missing: { en: 'Give it a subject.', zh: '请填写主题。' },
  owner_unknown: { en: 'No active user has the address “{user}”.', zh: '没有使用地址“{user}”的有效用户。' },
  call_in_deals: { en: 'Deals have no calls.', zh: '商机模块不提供通话。' },
  call_minutes_out_of_range: { en: 'A call lasts 1 to {max} minutes.', zh: '通话时长为 1 到 {max} 分钟。' },
  email_after_unsubscribed: {
    en: 'This e-mail will never go out: who has unsubscribed gets none.',
    zh: '此邮件不会发出：已退订者不会再收到邮件。',
  },
  rule_id_taken: { en: 'Two unenrolment rules have the id “{id}”.', zh: '有两条释放规则使用了标识“{id}”。' },
  rule_without_view: {
    en: 'Only a cadence whose audience is a view can unenroll who leaves it.',
    zh: '只有以视图为受众的销售节奏才能释放离开视图的记录。',
  },
  rule_responses_missing: { en: 'Say which responses unenroll.', zh: '请指定哪些操作会释放记录。' },
  rule_response_not_of_channel: { en: '“{response}” is no response of {channel}.', zh: '“{response}”不是{channel}的操作。' },
  rule_result_unknown: { en: '“{result}” is no result of calls.', zh: '“{result}”不是通话结果。' },
  rule_follow_up_unknown: {
    en: 'There is no follow-up “{followUp}” with the channel {channel}.',
    zh: '没有渠道为 {channel} 的跟进“{followUp}”。',
  },
  rule_date_invalid: { en: '“{date}” is no date; write YYYY-MM-DD.', zh: '“{date}”不是有效日期，格式为 YYYY-MM-DD。' },
  rule_date_past: { en: 'The date {date} has passed; choose a later one.', zh: '日期 {date} 已过，请选择更晚的日期。' },
  rule_field_not_a_date: { en: 'The module has no date field “{field}”.', zh: '模块中没有日期字段“{field}”。' },
  rule_criteria_broken: { en: 'The criteria can’t be used: {problem}.', zh: '条件无法使用：{problem}。' },
};

export function cadenceProblemInWords({ code, params }: CadenceProblem): LocalizedText {
  return filled(words[code], params);
}
