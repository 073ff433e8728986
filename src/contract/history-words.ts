// The history of an enrollment in words, in every language of the product. A word missing in one language does not
// compile.
import { callResultNames, responseNames } from '#contract/response-words.ts';
import type { ToldEvent } from '#core/cadence/explain.ts';

export type Language = 'en' | 'zh';

type Words = {
  readonly sentences: Readonly<Record<ToldEvent['kind'], string>>;
  readonly scheduledBy: string;
  readonly scheduledFirst: string;
  readonly scheduledAgain: string;
  readonly due: string;
  /** Of what is held until a known time. */
  readonly heldUntil: string;
  readonly byRule: string;
  readonly codes: Readonly<Record<string, string>>;
  /** Of calls, as delivered. */
  readonly results: Readonly<Record<string, string>>;
  readonly link: string;
  readonly result: string;
};

const en: Words = {
  sentences: {
    enrolled: 'Enrolled ({detail}).',
    follow_up_scheduled: '“{followUp}” was scheduled',
    follow_up_claimed: '“{followUp}” was due and handed over to be carried out.',
    follow_up_executed: '“{followUp}” was carried out.',
    follow_up_cancelled: '“{followUp}” was cancelled: {detail}.',
    follow_up_suppressed: '“{followUp}” was not carried out: {detail}.',
    follow_up_failed: '“{followUp}” failed: {detail}.',
    follow_up_needs_review: '“{followUp}” may have gone out, nobody can tell: somebody must look at it.',
    follow_up_skipped: '“{followUp}” was skipped: {detail}.',
    response_recorded: 'Response to “{followUp}”: {detail}.',
    trigger_overruled: '“{followUp}” would have started, but the unenrolment rule “{detail}” came first.',
    held: '“{followUp}” is held: {detail}.',
    unenrolled: 'Unenrolled: {detail}.',
    completed: 'Completed: nothing is left to happen.',
    expired: 'Expired: the response waited for did not come in time.',
    stopped: 'Stopped: {detail}.',
    failed: 'Failed: {detail}.',
    continued: 'Continued.',
    moved_to_version: 'Goes on under version {detail} of the cadence.',
    heard_elsewhere: 'Answered a message of another round or cadence: {detail}.',
    moved_to_record: 'Goes on with the record that its own was merged into.',
    follow_up_rescheduled: '“{followUp}” is due at another time, because {detail}: {dueAt}.',
  },
  scheduledBy: ' because of: {detail}',
  scheduledFirst: ' as a first follow-up',
  scheduledAgain: ' again, for time {times}',
  due: ', due {dueAt}.',
  heldUntil: '“{followUp}” is held until {dueAt}: {detail}.',
  byRule: 'by the rule “{rule}”',
  link: 'clicked the link {url}',
  result: 'result “{result}”',
  codes: {
    ...responseNames.en,
    manual: 'by hand',
    bulk: 'in bulk',
    view: 'entered the view',
    api: 'by the API',
    restart: 'restarted',
    not_opened: 'not opened in time',
    not_clicked: 'not clicked in time',
    not_replied: 'not replied in time',
    enrollment_ended: 'the round ended',
    stronger_response: 'a stronger response was given',
    no_longer_holds: 'its trigger no longer holds',
    reviewed: 'decided by a person',
    restarted: 'restarted',
    record_deleted: 'the record was deleted',
    record_converted: 'the record was converted',
    record_merged: 'the record was merged',
    republished: 'the follow-up it was scheduled on was edited and published again',
    disabled: 'the cadence was disabled',
    follow_up_failed: 'a follow-up could not be carried out',
    follow_up_removed: 'its follow-up was removed',
    engine_error: 'an internal error',
    replies_not_read: 'the mailbox has not been read since the deadline',
    outside_business_hours: 'outside business hours',
    catching_up: 'overdue, and another one of this round runs first',
    mailbox_hour_full: 'the sending address has sent what it may in an hour',
    mailbox_day_full: 'the sending address has sent what it may in a day',
    person_touched_enough: 'the contact budget of this person is used up',
    account_touched_enough: 'the contact budget of this company is used up',
    touched_just_now: 'the person was contacted a short time ago',
    colleague_replied: 'a colleague at the same company replied',
    recipient_away: 'the recipient is away, as an automatic reply said',
    too_late: 'too late to catch up with',
    date_changed: 'its date in the record was changed',
    zone_changed: 'the organisation’s time zone was changed',
    date_missing: 'its date in the record is empty',
    date_past: 'its time had passed already',
    condition_not_met: 'the record does not meet its condition',
    condition_not_met_in_time: 'the record did not meet its condition in time',
    answered: 'the response that ends its repetitions was given',
    no_address: 'the record has no e-mail address',
    invalid_address: 'the e-mail address is not valid',
    no_number: 'the record has no phone number',
    invalid_number: 'the phone number is not a complete one with its country code',
    whatsapp_refused: 'WhatsApp refused our message',
    template_missing: 'the template does not exist',
    template_error: 'the template can’t be filled in for this record',
    refused_as_ours: 'the mail server refused our message',
    refused_content: 'the mail server refused the content',
    retries_exhausted: 'the mail server could not be reached for 72 hours',
    owner_missing: 'no active user can own it',
    sender_left: 'it would have gone out by the mail account of somebody who left',
    do_not_email: 'the record says “do not e-mail”',
    do_not_call: 'the record says “do not call”',
    hard_bounced: 'the address does not exist (an earlier message bounced)',
    complained: 'the recipient complained about an earlier message',
  },
  results: callResultNames.en,
};

const zh: Words = {
  sentences: {
    enrolled: '已纳入（{detail}）。',
    follow_up_scheduled: '“{followUp}”已安排',
    follow_up_claimed: '“{followUp}”到期，已交付执行。',
    follow_up_executed: '“{followUp}”已执行。',
    follow_up_cancelled: '“{followUp}”已取消：{detail}。',
    follow_up_suppressed: '“{followUp}”未执行：{detail}。',
    follow_up_failed: '“{followUp}”失败：{detail}。',
    follow_up_needs_review: '“{followUp}”可能已发出，无法确定：需要人工核对。',
    follow_up_skipped: '“{followUp}”已跳过：{detail}。',
    response_recorded: '对“{followUp}”的操作：{detail}。',
    trigger_overruled: '“{followUp}”本应开始，但释放规则“{detail}”优先。',
    held: '“{followUp}”暂缓：{detail}。',
    unenrolled: '已释放：{detail}。',
    completed: '已完成：没有后续事项。',
    expired: '逾期未回应：等待的操作没有按时到来。',
    stopped: '已停止：{detail}。',
    failed: '失败：{detail}。',
    continued: '已继续。',
    moved_to_version: '按销售节奏的第 {detail} 版继续。',
    heard_elsewhere: '回应了另一轮或另一个节奏的邮件：{detail}。',
    moved_to_record: '随合并后保留的记录继续。',
    follow_up_rescheduled: '“{followUp}”的到期时间已变更（{detail}）：{dueAt}。',
  },
  scheduledBy: '，触发条件：{detail}',
  scheduledFirst: '，作为首个跟进',
  scheduledAgain: '，第 {times} 次',
  due: '，到期时间 {dueAt}。',
  heldUntil: '“{followUp}”暂缓至 {dueAt}：{detail}。',
  byRule: '按规则“{rule}”',
  link: '点击了链接 {url}',
  result: '结果“{result}”',
  codes: {
    ...responseNames.zh,
    manual: '手动',
    bulk: '批量',
    view: '进入视图',
    api: '通过 API',
    restart: '重新开始',
    not_opened: '未按时打开',
    not_clicked: '未按时点击',
    not_replied: '未按时回复',
    enrollment_ended: '该轮已结束',
    stronger_response: '出现了更强的操作',
    no_longer_holds: '触发条件不再成立',
    reviewed: '由人工决定',
    restarted: '重新开始',
    record_deleted: '记录已删除',
    record_converted: '记录已转换',
    record_merged: '记录已合并',
    republished: '所安排的跟进经编辑后重新发布',
    disabled: '销售节奏已停用',
    follow_up_failed: '有跟进无法执行',
    follow_up_removed: '其跟进已被移除',
    engine_error: '内部错误',
    replies_not_read: '截止时间后邮箱尚未读取',
    outside_business_hours: '不在营业时间内',
    catching_up: '已逾期，本轮的另一个跟进先执行',
    mailbox_hour_full: '发件地址已达每小时上限',
    mailbox_day_full: '发件地址已达每日上限',
    person_touched_enough: '此人的触达额度已用完',
    account_touched_enough: '该公司的触达额度已用完',
    touched_just_now: '不久前刚联系过此人',
    colleague_replied: '同一公司的同事已回复',
    recipient_away: '收件人不在，自动回复中已说明返回日期',
    too_late: '逾期过久，不再补做',
    date_changed: '记录中的日期已更改',
    zone_changed: '组织的时区已更改',
    date_missing: '记录中的日期为空',
    date_past: '时间已过',
    condition_not_met: '记录不符合其条件',
    condition_not_met_in_time: '记录未在期限内符合其条件',
    answered: '已出现结束重复的操作',
    no_address: '记录没有电子邮件地址',
    invalid_address: '电子邮件地址无效',
    no_number: '记录没有电话号码',
    invalid_number: '电话号码无效，须为带国家代码的完整号码',
    whatsapp_refused: 'WhatsApp 拒绝了我们的消息',
    template_missing: '模板不存在',
    template_error: '模板无法用此记录填充',
    refused_as_ours: '邮件服务器拒绝了我们的邮件',
    refused_content: '邮件服务器拒绝了邮件内容',
    retries_exhausted: '72 小时内无法连接邮件服务器',
    owner_missing: '没有可用的负责人',
    sender_left: '发信邮箱账户的所有者已停用',
    do_not_email: '记录标明“请勿发送邮件”',
    do_not_call: '记录标明“请勿致电”',
    hard_bounced: '地址不存在（此前邮件被退回）',
    complained: '收件人曾投诉此前的邮件',
  },
  results: callResultNames.zh,
};

const words: Readonly<Record<Language, Words>> = { en, zh };

/** One sentence for people. `written` writes an instant in the reader's zone and language. */
export function sayEvent(event: ToldEvent, language: Language, written: (at: number) => string): string {
  const own = words[language];
  const detail = event.detail === null ? '' : detailInWords(event, own);
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
      if (name === 'followUp') return event.followUp ?? '';
      if (name === 'dueAt') return event.dueAt === null ? '' : written(event.dueAt);
      return detail;
    });
  if (event.kind === 'held' && event.dueAt !== null) return fill(own.heldUntil);
  const sentence = fill(own.sentences[event.kind]);
  if (event.kind !== 'follow_up_scheduled') return sentence;
  return sentence + scheduledWhy(event.detail, own, fill) + fill(own.due);
}

function scheduledWhy(detail: string | null, own: Words, fill: (sentence: string) => string): string {
  if (detail === null) return own.scheduledFirst;
  const times = /^repeat:(\d+)$/.exec(detail)?.[1];
  return times === undefined ? fill(own.scheduledBy) : own.scheduledAgain.replace('{times}', times);
}

/** The name of a response, trigger, reason or status; codes of an organisation's own lists stay as they are. */
export function wordOf(code: string, language: Language): string {
  return codeInWords(code, words[language]);
}

/** Why a round is over: by which unenrolment rule (its id), or for which reason. */
export function sayReason(
  { code, rule }: { readonly code: string; readonly rule: string | null },
  language: Language,
): string {
  return rule === null ? wordOf(code, language) : words[language].byRule.replace('{rule}', () => rule);
}

function detailInWords(event: ToldEvent, own: Words): string {
  const detail = event.detail ?? '';
  const namesRule = event.kind === 'trigger_overruled';
  if (event.about === 'rule') return namesRule ? detail : own.byRule.replace('{rule}', detail);
  return codeInWords(detail, own);
}

function codeInWords(code: string, own: Words): string {
  if (code.startsWith('link:')) return own.link.replace('{url}', () => code.slice('link:'.length));
  const result = /^result:(.*)$/.exec(code)?.[1];
  if (result !== undefined) return own.result.replace('{result}', () => own.results[result] ?? result);
  return own.codes[code] ?? code;
}
