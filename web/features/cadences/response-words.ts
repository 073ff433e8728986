// What happens to follow-ups, and when, in words: for the builder, reports, rules and stories.
import { useMemo } from 'react';
import { callResultNames, responseNames } from '#contract/response-words.ts';
import type { FileTrigger } from '#core/cadence/file.ts';
import { durationFromFile, type FileDuration } from '#core/cadence/file-duration.ts';
import type { Absence, Channel, Response } from '#core/cadence/response.ts';
import type { CalendarUnit } from '#core/time/calendar.ts';
import { defineWords, type InWords, type PlainKey, useWords } from '#web/i18n/words.ts';

export const responseWords = defineWords('responses', {
  en: {
    ...responseNames.en,
    ...callResultNames.en,
    email: 'Email',
    task: 'Task',
    call: 'Call',
    notOpened: 'not opened within {{time}}',
    notClicked: 'not clicked within {{time}}',
    notReplied: 'not replied within {{time}}',
    link: 'clicked {{url}}',
    anyLink: 'clicked a certain link',
    notOpenedInTime: 'not opened within …',
    notClickedInTime: 'not clicked within …',
    notRepliedInTime: 'not replied within …',
    minutes_one: '{{count}} minute',
    minutes_other: '{{count}} minutes',
    hours_one: '{{count}} hour',
    hours_other: '{{count}} hours',
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
    task: '任务',
    call: '通话',
    notOpened: '{{time}}内未打开',
    notClicked: '{{time}}内未点击',
    notReplied: '{{time}}内未回复',
    link: '已点击 {{url}}',
    anyLink: '点击了指定链接',
    notOpenedInTime: '在期限内未打开',
    notClickedInTime: '在期限内未点击',
    notRepliedInTime: '在期限内未回复',
    minutes_other: '{{count}} 分钟',
    hours_other: '{{count}} 小时',
    days_other: '{{count}} 天',
    weeks_other: '{{count}} 周',
    months_other: '{{count}} 个月',
    atOnce: '立即',
    later: '{{time}}后',
  },
});

type Key = PlainKey<typeof responseWords.en>;

const absent = { opened: 'notOpened', clicked: 'notClicked', replied: 'notReplied' } as const;

export type ResponseWords = {
  channel(channel: Channel): string;
  response(response: Response): string;
  absence(absence: Absence, within: FileDuration): string;
  /** A result that an administrator added is shown as it was written. */
  result(result: string): string;
  duration(duration: FileDuration): string;
  /** Left out: at once. */
  delay(delay: FileDuration | undefined): string;
  trigger(trigger: FileTrigger): string;
  /** Any of them will do: 'Opened or clicked'. */
  triggers(triggers: readonly FileTrigger[]): string;
};

export function useResponseWords(): ResponseWords {
  const words = useWords(responseWords);
  const { t, language } = words;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `words` is made anew at every rendering.
  return useMemo(() => responsesIn(words), [t, language]);
}

export function responsesIn({ t, language }: InWords<typeof responseWords.en>): ResponseWords {
  const either = new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en', { type: 'disjunction' });
  const duration = (given: FileDuration): string => {
    const { amount, unit } = durationFromFile(given);
    return t(unit satisfies CalendarUnit, { count: amount });
  };
  const absence = (missing: Absence, within: FileDuration): string => t(absent[missing], { time: duration(within) });
  const result = (key: string): string => (Object.hasOwn(responseWords.en, key) ? t(key as Key) : key); // as it is a key
  const linkClicked = (url: string): string =>
    url === '' ? t('anyLink') : t('link', { url: url.replace(/^https?:\/\//, '') });
  const trigger = (given: FileTrigger): string => {
    if (typeof given === 'string') return t(given);
    if ('link' in given) return linkClicked(given.link);
    return 'not' in given ? absence(given.not, given.within) : result(given.result);
  };
  return {
    channel: (channel) => t(channel),
    response: (response) => t(response),
    absence,
    result,
    duration,
    delay: (given) => (given === undefined ? t('atOnce') : t('later', { time: duration(given) })),
    trigger,
    triggers: (given) => capital(either.format(given.map(trigger))),
  };
}

/** As the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
