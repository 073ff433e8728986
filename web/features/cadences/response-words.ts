// What happens to follow-ups, and when, in words: for the builder, reports, rules and stories.
import { useMemo } from 'react';
import { callResultNames, responseNames } from '#contract/response-words.ts';
import type { Language } from '#contract/errors.ts';
import type { FileFollowUp, FileTrigger } from '#core/cadence/file.ts';
import { amountIn, type DelayUnit, type FileDelay, type FileDuration } from '#core/cadence/file-duration.ts';
import type { FileFieldTime } from '#core/cadence/file-field-time.ts';
import type { Absence, Channel, Response } from '#core/cadence/response.ts';
import type { Module } from '#core/records/field.ts';
import { defineWords, type InWords, type PlainKey, useWords } from '#web/i18n/words.ts';

export const responseWords = defineWords('responses', {
  en: {
    ...responseNames.en,
    ...callResultNames.en,
    email: 'Email',
    whatsapp: 'WhatsApp',
    task: 'Task',
    call: 'Call',
    notOpened: 'not opened within {{time}}',
    notClicked: 'not clicked within {{time}}',
    notRead: 'not read within {{time}}',
    notReplied: 'not replied within {{time}}',
    notOpenedUntil: 'not opened until {{time}}',
    notClickedUntil: 'not clicked until {{time}}',
    notReadUntil: 'not read until {{time}}',
    notRepliedUntil: 'not replied until {{time}}',
    timeBefore: '{{time}} before {{field}}',
    timeAfter: '{{time}} after {{field}}',
    timeOn: 'on {{field}}',
    atClock: '{{moment}}, at {{clock}}',
    conditional: 'if the record fits',
    repeated: 'every {{time}}, {{times}} times at most',
    link: 'clicked {{url}}',
    anyLink: 'clicked a certain link',
    notOpenedInTime: 'not opened within …',
    notClickedInTime: 'not clicked within …',
    notReadInTime: 'not read within …',
    notRepliedInTime: 'not replied within …',
    minutes_one: '{{count}} minute',
    minutes_other: '{{count}} minutes',
    hours_one: '{{count}} hour',
    hours_other: '{{count}} hours',
    businessHours_one: '{{count}} business hour',
    businessHours_other: '{{count}} business hours',
    businessDays_one: '{{count}} business day',
    businessDays_other: '{{count}} business days',
    days_one: '{{count}} day',
    days_other: '{{count}} days',
    weeks_one: '{{count}} week',
    weeks_other: '{{count}} weeks',
    months_one: '{{count}} month',
    months_other: '{{count}} months',
    atOnce: 'at once',
    later: 'after {{time}}',
  },
  zh: {
    ...responseNames.zh,
    ...callResultNames.zh,
    email: '邮件',
    whatsapp: 'WhatsApp',
    task: '任务',
    call: '通话',
    notOpened: '{{time}}内未打开',
    notClicked: '{{time}}内未点击',
    notRead: '{{time}}内未读',
    notReplied: '{{time}}内未回复',
    notOpenedUntil: '直到{{time}}仍未打开',
    notClickedUntil: '直到{{time}}仍未点击',
    notReadUntil: '直到{{time}}仍未读',
    notRepliedUntil: '直到{{time}}仍未回复',
    timeBefore: '{{field}}前 {{time}}',
    timeAfter: '{{field}}后 {{time}}',
    timeOn: '{{field}}当时',
    atClock: '{{moment}}，{{clock}}',
    conditional: '记录符合条件时',
    repeated: '每 {{time}}一次，最多 {{times}} 次',
    link: '已点击 {{url}}',
    anyLink: '点击了指定链接',
    notOpenedInTime: '在期限内未打开',
    notClickedInTime: '在期限内未点击',
    notReadInTime: '在期限内未读',
    notRepliedInTime: '在期限内未回复',
    minutes_other: '{{count}} 分钟',
    hours_other: '{{count}} 小时',
    businessHours_other: '{{count}} 营业小时',
    businessDays_other: '{{count}} 个工作日',
    days_other: '{{count}} 天',
    weeks_other: '{{count}} 周',
    months_other: '{{count}} 个月',
    atOnce: '立即',
    later: '{{time}}后',
  },
});

type Key = PlainKey<typeof responseWords.en>;

const absent = { opened: 'notOpened', clicked: 'notClicked', read: 'notRead', replied: 'notReplied' } as const;
const absentUntil = {
  opened: 'notOpenedUntil',
  clicked: 'notClickedUntil',
  read: 'notReadUntil',
  replied: 'notRepliedUntil',
} as const;

/** What a field is called; by its key where nobody knows. */
type LabelOf = (field: string) => string;
const byKey: LabelOf = (field) => field;

export type ResponseWords = {
  channel(channel: Channel): string;
  response(response: Response): string;
  absence(absence: Absence, within: FileDuration): string;
  /** A result that an administrator added is shown as it was written. */
  result(result: string): string;
  duration(duration: FileDuration): string;
  /** 'after 2 days', '1 day before Appointment'; with its condition and repetitions. */
  timing(followUp: Pick<FileFollowUp, 'delay' | 'timed' | 'onlyIf' | 'repeat'>): string;
  trigger(trigger: FileTrigger): string;
  /** Any of them will do: 'Opened or clicked'. */
  triggers(triggers: readonly FileTrigger[]): string;
};

/** `module`: whose fields are named. */
export function useResponseWords(module?: Pick<Module, 'fields'>): ResponseWords {
  const words = useWords(responseWords);
  const { t, language } = words;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `words` is made anew at every rendering.
  return useMemo(() => responsesIn(words, labelsOf(module, language)), [t, language, module]);
}

function labelsOf(module: Pick<Module, 'fields'> | undefined, language: Language): LabelOf {
  return (field) => module?.fields.find(({ key }) => key === field)?.label[language] ?? field;
}

export function responsesIn(
  { t, language }: InWords<typeof responseWords.en>,
  labelOf: LabelOf = byKey,
): ResponseWords {
  const either = new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en', { type: 'disjunction' });
  const duration = (given: FileDelay): string => {
    const { amount, unit } = amountIn(given);
    return t(unit satisfies DelayUnit, { count: amount });
  };
  const absence = (missing: Absence, within: FileDuration): string => t(absent[missing], { time: duration(within) });
  const result = (key: string): string => (Object.hasOwn(responseWords.en, key) ? t(key as Key) : key); // as it is a key
  const linkClicked = (url: string): string =>
    url === '' ? t('anyLink') : t('link', { url: url.replace(/^https?:\/\//, '') });
  const after = (delay: FileDelay | undefined): string =>
    delay === undefined ? t('atOnce') : t('later', { time: duration(delay) });
  const fieldTime = ({ before, after: later, on, at, ...shift }: FileFieldTime): string => {
    const field = labelOf(before ?? later ?? on ?? '');
    const time = on === undefined ? duration(shift) : '';
    const moment = t(on !== undefined ? 'timeOn' : before === undefined ? 'timeAfter' : 'timeBefore', { time, field });
    return at === undefined ? moment : t('atClock', { moment, clock: at });
  };
  const trigger = (given: FileTrigger): string => {
    if (typeof given === 'string') return t(given);
    if ('link' in given) return linkClicked(given.link);
    if ('result' in given) return result(given.result);
    if (given.until === undefined) return absence(given.not, given.within);
    return t(absentUntil[given.not], { time: fieldTime(given.until) });
  };
  return {
    channel: (channel) => t(channel),
    response: (response) => t(response),
    absence,
    result,
    duration,
    timing: ({ delay, timed, onlyIf, repeat }) => {
      const start = timed === undefined ? after(delay) : fieldTime(timed);
      const again = repeat && t('repeated', { time: duration(repeat.every), times: repeat.times });
      return [start, onlyIf && t('conditional'), again].filter((part) => part !== undefined).join(' · ');
    },
    trigger,
    triggers: (given) => capital(either.format(given.map(trigger))),
  };
}

/** As the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
