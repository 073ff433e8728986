// How two files of a cadence differ, in words, in every language of the product.
import type { Language } from '#contract/history-words.ts';
import type { Aspect, Difference } from '#core/cadence/differences.ts';
import type { Channel } from '#core/cadence/response.ts';

type Named = Exclude<Difference['kind'], 'head' | 'follow_up_edited'>;

type Words = {
  readonly heads: Readonly<Record<Extract<Difference, { kind: 'head' }>['head'], string>>;
  readonly named: Readonly<Record<Named, string>>;
  readonly edited: string;
  readonly and: string;
  readonly aspects: Readonly<Record<Aspect, string>>;
  readonly channels: Readonly<Record<Channel, string>>;
};

const en: Words = {
  heads: {
    name: 'The name changes.',
    description: 'The description changes.',
    module: 'It is of another module: that makes it another cadence.',
    audience: 'The audience changes.',
    responseWindowDays: 'Responses are waited for another number of days.',
    businessHours: 'What happens outside business hours changes.',
    catchUp: 'What becomes of overdue follow-ups changes.',
  },
  named: {
    follow_up_added: 'Follow-up “{followUp}” is new: {channel} “{title}”.',
    follow_up_removed: 'Follow-up “{followUp}” is removed: {channel} “{title}”.',
    rule_added: 'Unenrolment rule “{rule}” is new.',
    rule_edited: 'Unenrolment rule “{rule}” changes.',
    rule_removed: 'Unenrolment rule “{rule}” is removed.',
    template_added: 'Template “{template}” comes with it.',
    template_edited: 'Template “{template}” says something else.',
    template_removed: 'Template “{template}” is not in it any more.',
  },
  edited: 'Follow-up “{followUp}” changes: {aspects}.',
  and: ', ',
  aspects: {
    parent: 'what it comes after',
    triggers: 'what starts it',
    delay: 'when it happens',
    condition: 'its condition',
    repeat: 'its repetition',
    branching: 'how its branches are chosen',
    settings: 'what it does',
  },
  channels: { email: 'e-mail', whatsapp: 'WhatsApp', task: 'task', call: 'call' },
};

const zh: Words = {
  heads: {
    name: '名称有变化。',
    description: '描述有变化。',
    module: '属于另一个模块：这将是另一个销售节奏。',
    audience: '目标受众有变化。',
    responseWindowDays: '等待回应的天数有变化。',
    businessHours: '营业时间之外的处理方式有变化。',
    catchUp: '逾期跟进的处理方式有变化。',
  },
  named: {
    follow_up_added: '新增跟进“{followUp}”：{channel}“{title}”。',
    follow_up_removed: '移除跟进“{followUp}”：{channel}“{title}”。',
    rule_added: '新增释放规则“{rule}”。',
    rule_edited: '释放规则“{rule}”有变化。',
    rule_removed: '移除释放规则“{rule}”。',
    template_added: '附带模板“{template}”。',
    template_edited: '模板“{template}”的内容有变化。',
    template_removed: '不再包含模板“{template}”。',
  },
  edited: '跟进“{followUp}”有变化：{aspects}。',
  and: '、',
  aspects: {
    parent: '所属的上一跟进',
    triggers: '触发条件',
    delay: '执行时间',
    condition: '执行条件',
    repeat: '重复',
    branching: '分支方式',
    settings: '内容',
  },
  channels: { email: '邮件', whatsapp: 'WhatsApp', task: '任务', call: '通话' },
};

const words: Readonly<Record<Language, Words>> = { en, zh };

export function sayDifference(difference: Difference, language: Language): string {
  const own = words[language];
  if (difference.kind === 'head') return own.heads[difference.head];
  if (difference.kind === 'follow_up_edited') {
    const aspects = difference.aspects.map((aspect) => own.aspects[aspect]).join(own.and);
    return filled(own.edited, { followUp: difference.followUp, aspects });
  }
  const channel = 'channel' in difference ? own.channels[difference.channel] : '';
  return filled(own.named[difference.kind], { ...difference, channel });
}

function filled(sentence: string, params: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
}
