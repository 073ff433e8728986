// What can be wrong with a cadence's definition, in sentences. A code without its sentence, or missing in one language,
// does not compile. {words} in braces are filled in from the problem's params.
import type { Language } from '#contract/errors.ts';
import { criteriaProblem, filled } from '#contract/value-problem-words.ts';
import type { CadenceProblem, ProblemCode } from '#core/cadence/problem.ts';
import {
  type ProblemCode as CriteriaProblemCode,
  problemCodes as criteriaProblemCodes,
} from '#core/criteria/problem.ts';
import type { LocalizedText } from '#core/records/field.ts';

const words: Readonly<Record<ProblemCode, LocalizedText>> = {
  name_missing: { en: 'The cadence needs a name.', zh: '销售节奏需要名称。' },
  name_too_long: { en: 'The name is longer than {max} characters.', zh: '名称超过 {max} 个字符。' },
  module_unknown: { en: 'There is no module “{module}”.', zh: '没有模块“{module}”。' },
  view_unknown: {
    en: 'The module has no view “{view}”; make it first, or name another one.',
    zh: '模块中没有视图“{view}”；请先创建，或改用其他视图。',
  },
  view_of_another_module: { en: 'The view “{view}” belongs to another module.', zh: '视图“{view}”属于其他模块。' },
  audience_asks_campaign: {
    en: 'The view “{view}” can’t be an audience, because it asks for the campaign: {en}. Choose another view.',
    zh: '视图“{view}”不能作为受众，因为其中含有市场活动字段的条件：{zh}。请选择其他视图。',
  },
  audience_asks_multi_select: {
    en: 'The view “{view}” can’t be an audience, because it asks for several options at once: {en}. Choose another view.',
    zh: '视图“{view}”不能作为受众，因为其中含有对多选字段多个选项的条件：{zh}。请选择其他视图。',
  },
  audience_asks_related: {
    en: 'The view “{view}” can’t be an audience, because it asks about a related record: {en}. Choose another view.',
    zh: '视图“{view}”不能作为受众，因为其中含有对关联模块记录的条件：{zh}。请选择其他视图。',
  },
  audience_asks_belongs_to: {
    en: 'The view “{view}” can’t be an audience, because it asks who belongs to a role or team: {en}. Name the people instead, or choose another view.',
    zh: '视图“{view}”不能作为受众，因为其中含有人员“属于”角色或团队的条件：{zh}。请改为指定具体人员，或选择其他视图。',
  },
  audience_asks_me: {
    en: 'The view “{view}” can’t be an audience, because it is different for everybody who looks: {en}. Name the person instead.',
    zh: '视图“{view}”不能作为受众，因为其结果因查看者而异：{zh}。请改为指定具体人员。',
  },
  response_window_out_of_range: {
    en: '“Wait for a response at most” must be a whole number of days from 1 to {max}.',
    zh: '“等待回应的最长期限”须为 1 到 {max} 天的整数。',
  },
  first_follow_ups_out_of_range: {
    en: 'A cadence begins with 1 to {max} follow-ups; this one has {count}.',
    zh: '销售节奏须以 1 到 {max} 个跟进开始，现有 {count} 个。',
  },
  too_many_follow_ups: {
    en: 'A cadence may have {max} follow-ups; this one has {count}. Remove some, or make a second cadence.',
    zh: '一个销售节奏最多可有 {max} 个跟进，现有 {count} 个。请删减，或另建一个销售节奏。',
  },
  follow_up_id_invalid: {
    en: 'The id “{id}” is not valid; use up to 60 lower-case letters, digits and hyphens.',
    zh: '标识“{id}”无效；请使用至多 60 个小写字母、数字和连字符。',
  },
  follow_up_id_taken: { en: 'Another follow-up has the id “{id}” already.', zh: '已有其他跟进使用标识“{id}”。' },
  follow_up_parent_unknown: { en: 'Its parent “{parent}” does not exist.', zh: '其上级跟进“{parent}”不存在。' },
  follow_up_in_cycle: { en: 'The follow-up “{id}” comes after itself.', zh: '跟进“{id}”形成了循环。' },
  trigger_missing: {
    en: 'Nothing starts this follow-up; choose which response to the one before does.',
    zh: '此跟进没有触发条件；请选择由上一跟进的哪种操作触发。',
  },
  trigger_on_first_follow_up: {
    en: 'A first follow-up starts by itself; take the response away that would start it.',
    zh: '首个跟进会自动开始；请去掉触发条件。',
  },
  trigger_not_of_channel: {
    en: '“{trigger}” can’t be a response to “{parent}”, which is of the channel {channel}.',
    zh: '“{trigger}”不可能是对“{parent}”的操作，其渠道为 {channel}。',
  },
  trigger_link_invalid: {
    en: '“{link}” is not a link; write it as in the e-mail, with https://.',
    zh: '“{link}”不是链接；请按邮件中的写法填写，包含 https://。',
  },
  trigger_result_unknown: { en: 'Calls have no result “{result}”.', zh: '通话没有结果“{result}”。' },
  duration_out_of_range: {
    en: 'A duration must be a whole number up to {max}; this is {amount}.',
    zh: '时长须为不超过 {max} 的整数，现为 {amount}。',
  },
  absence_longer_than_window: {
    en: 'This waits longer than “Wait for a response at most” ({days} days); wait less, or lengthen that.',
    zh: '等待时间超过“等待回应的最长期限”（{days} 天）；请缩短等待，或延长该期限。',
  },
  clock_beside_hours: {
    en: 'A time of day goes with days, weeks or months; take it away, or count in days.',
    zh: '只有按天、周或月计算时才能指定时刻；请去掉时刻，或改为按天计算。',
  },
  condition_missing: {
    en: 'Say what the record must be like, or let it happen in any case.',
    zh: '请设置记录须符合的条件，或取消此限制。',
  },
  repeat_times_out_of_range: {
    en: 'What is repeated happens 2 to {max} times in all; this is {times}.',
    zh: '重复的总次数须为 2 到 {max} 次，现为 {times} 次。',
  },
  repeat_ends_at_once: {
    en: '“{response}” comes with the first time, so nothing would be repeated; name a response that comes later.',
    zh: '“{response}”在第一次执行时就会出现，因此不会重复；请选择之后才会出现的操作。',
  },
  email_field_unknown: {
    en: 'The module has no e-mail field “{field}” to send to.',
    zh: '模块中没有可供发送的邮箱字段“{field}”。',
  },
  address_invalid: { en: '“{address}” is not a mail address.', zh: '“{address}”不是有效的邮箱地址。' },
  template_unknown: {
    en: 'There is no template “{template}”; write it, or choose another one.',
    zh: '没有模板“{template}”；请先编写，或改用其他模板。',
  },
  template_field_unknown: {
    en: 'The template “{template}” names the field “{field}”, which the module doesn’t have.',
    zh: '模板“{template}”使用了模块中不存在的字段“{field}”。',
  },
  template_broken: { en: 'The template “{template}” can’t be read: {why}', zh: '无法读取模板“{template}”：{why}' },
  subject_missing: { en: 'A subject is needed.', zh: '需要主题。' },
  text_field_unknown: {
    en: 'Nothing is called “{field}”, so it is left out. A field of the record is written record. and its key.',
    zh: '没有名为“{field}”的字段，该处将留空。记录的字段请写作“record.字段标识”。',
  },
  owner_unknown: {
    en: '“{user}” is no active user of the organisation.',
    zh: '“{user}”不是组织中的有效用户。',
  },
  call_in_deals: {
    en: 'Cadences of deals can’t make calls; make a task.',
    zh: '商机的销售节奏不能安排通话；请改用任务。',
  },
  call_minutes_out_of_range: {
    en: 'A call lasts a whole number of minutes from 1 to {max}.',
    zh: '通话时长须为 1 到 {max} 分钟的整数。',
  },
  whatsapp_off: {
    en: 'WhatsApp is not set up, so nothing can be sent. An administrator enables it under Settings › WhatsApp.',
    zh: '尚未启用 WhatsApp，无法发送。管理员可在“设置 › WhatsApp”中启用。',
  },
  whatsapp_name_missing: { en: 'A name is needed.', zh: '需要名称。' },
  phone_field_unknown: {
    en: 'The module has no phone field “{field}” to send to.',
    zh: '模块中没有可供发送的电话字段“{field}”。',
  },
  whatsapp_template_unknown: {
    en: 'WhatsApp has no template “{template}” in the language {language}. Synchronise the templates under Settings › WhatsApp, or choose another one.',
    zh: 'WhatsApp 中没有语言为 {language} 的模板“{template}”。请在“设置 › WhatsApp”中同步模板，或改用其他模板。',
  },
  whatsapp_template_not_approved: {
    en: 'WhatsApp has not approved the template “{template}” ({language}): its status is “{status}”. Wait for the approval, or choose another one.',
    zh: '模板“{template}”（{language}）未获 WhatsApp 批准，当前状态为“{status}”。请等待批准，或改用其他模板。',
  },
  whatsapp_template_wants_more: {
    en: 'The template “{template}” ({language}) needs what a follow-up can’t give it: {wants}. Choose one of text alone.',
    zh: '模板“{template}”（{language}）需要跟进无法提供的内容：{wants}。请选择纯文本模板。',
  },
  whatsapp_variables_wrong: {
    en: 'The template “{template}” ({language}) has {wanted} variables; {count} are given.',
    zh: '模板“{template}”（{language}）有 {wanted} 个变量，现给出 {count} 个。',
  },
  whatsapp_variable_empty: {
    en: 'WhatsApp takes no empty variable; write a text or a field.',
    zh: 'WhatsApp 不接受空变量；请填写文字或字段。',
  },
  whatsapp_field_unknown: {
    en: 'Nothing is called “{field}”. A field of the record is written record. and its key.',
    zh: '没有名为“{field}”的字段。记录的字段请写作“record.字段标识”。',
  },
  replies_not_read: {
    en: 'Nobody reads the answers that come to {address}. Give it a mail account with a mailbox (IMAP), or send from another address.',
    zh: '{address} 收到的回复无人读取。请为该地址设置可收信（IMAP）的邮箱账户，或改用其他地址发信。',
  },
  sent_via_own_domain: {
    en: 'A public mail domain lets nobody else send for {address}: it goes out from {via}, and replies go to {replyTo}. They are noticed only if that mailbox is read.',
    zh: '公共邮箱域名不允许他人代 {address} 发信：邮件将以 {via} 发出，回复寄往 {replyTo}。只有该邮箱可被读取时才能识别回复。',
  },
  email_after_unsubscribed: {
    en: 'This e-mail follows an unsubscribe, so it will be held back.',
    zh: '此邮件安排在退订之后，届时不会发送。',
  },
  rule_id_taken: { en: 'Another unenrolment rule has the name “{id}” already.', zh: '已有同名的释放规则“{id}”。' },
  rule_without_view: {
    en: 'Records can leave the view only where the audience is a view.',
    zh: '只有以视图为受众时，记录才可能离开视图。',
  },
  rule_responses_missing: { en: 'The rule names no response.', zh: '该规则没有指定任何操作。' },
  rule_response_not_of_channel: {
    en: '“{response}” is no response of the channel {channel}.',
    zh: '“{response}”不是渠道 {channel} 的操作。',
  },
  rule_result_unknown: { en: 'Calls have no result “{result}”.', zh: '通话没有结果“{result}”。' },
  rule_follow_up_unknown: {
    en: 'There is no follow-up “{followUp}” of the channel {channel}.',
    zh: '没有渠道为 {channel} 的跟进“{followUp}”。',
  },
  rule_date_invalid: { en: '“{date}” is no date of the calendar.', zh: '“{date}”不是有效日期。' },
  rule_date_passed: {
    en: '{date} has passed since this was written: publishing takes everybody out at once.',
    zh: '{date} 在保存之后已过：发布后所有记录会立即退出。',
  },
  rule_date_past: { en: '{date} has passed; name a date to come.', zh: '{date} 已过；请填写未来的日期。' },
  field_not_a_date: { en: 'The module has no date field “{field}”.', zh: '模块中没有日期字段“{field}”。' },
  criteria_ask_for_viewer: {
    en: 'Nobody looks when this is judged, so it can’t ask for “me”; name the person instead.',
    zh: '此处由系统判断，没有查看者，因此不能使用“我”；请改为指定具体人员。',
  },
  criteria_broken: { en: 'The criteria can’t be used.', zh: '条件无法使用。' },
};

/** One sentence for people. */
export function sayProblem(problem: CadenceProblem, language: Language): string {
  return problemWords(problem)[language];
}

/** In every language at once. */
export function problemWords({ code, path, params }: CadenceProblem): LocalizedText {
  const inside = code === 'criteria_broken' ? criteriaProblemCodes.find((one) => one === params['problem']) : undefined;
  return inside === undefined ? filled(words[code], params) : criteriaWords(inside, path, params);
}

/** Criteria say themselves what is wrong with them. */
function criteriaWords(code: CriteriaProblemCode, path: string, params: CadenceProblem['params']): LocalizedText {
  return criteriaProblem({ code, path, params }, '').message;
}
