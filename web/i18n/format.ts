// Numbers, days and instants in the reader's language and time zone, by Intl. Instants come as the API writes them.
import { useTranslation } from 'react-i18next';
import type { Language } from '#contract/errors.ts';

/** As the server writes instants into its sentences. */
const locales = { en: 'en-GB', zh: 'zh-CN' } as const satisfies Record<Language, string>;

const SECOND_MS = 1_000;
const KILOBYTE = 1024;
const units = [
  ['year', 365.25 * 86_400 * SECOND_MS],
  ['month', 30.44 * 86_400 * SECOND_MS],
  ['week', 7 * 86_400 * SECOND_MS],
  ['day', 86_400 * SECOND_MS],
  ['hour', 3_600 * SECOND_MS],
  ['minute', 60 * SECOND_MS],
] as const;

export type Format = ReturnType<typeof formatIn>;

/** Formatters are slow to make: one set per language. */
const made = new Map<Language, Format>();

export function useFormat(): Format {
  const { i18n } = useTranslation();
  return formatFor(i18n.language === 'zh' ? 'zh' : 'en');
}

export function formatFor(language: Language): Format {
  const known = made.get(language);
  if (known !== undefined) return known;
  const format = formatIn(language);
  made.set(language, format);
  return format;
}

function formatIn(language: Language) {
  const locale = locales[language];
  const number = new Intl.NumberFormat(locale);
  const size = (unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
  const [kilobytes, megabytes] = [size('kilobyte'), size('megabyte')];
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  /** A day has no zone: it is read and written as one of UTC. */
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  return {
    language,
    number: (value: number) => number.format(value),
    /** Of a decimal as the API writes it: every digit stays. */
    decimal: (text: string) => number.format(text as `${number}`),
    /** The size of a file; rounded up, so that what is above a limit doesn't look as if it were at it. */
    bytes: (count: number) => {
      const tenths = (bytes: number) => Math.ceil((10 * count) / bytes) / 10;
      return count < KILOBYTE ** 2 ? kilobytes.format(tenths(KILOBYTE)) : megabytes.format(tenths(KILOBYTE ** 2));
    },
    /** 0.25 is 25 %. */
    percent: (share: number) => percent.format(share),
    date: (instant: string) => date.format(new Date(instant)),
    /** Of 'YYYY-MM-DD'. */
    day: (text: string) => day.format(new Date(`${text}T00:00:00Z`)),
    time: (instant: string) => time.format(new Date(instant)),
    dateTime: (instant: string) => dateTime.format(new Date(instant)),
    /** With weekday, seconds and zone, for tooltips. */
    exact: (instant: string) => exact.format(new Date(instant)),
    /** '2 days ago', 'in 3 hours'; `now` in epoch milliseconds. */
    relative: (instant: string, now: number) => {
      const away = Date.parse(instant) - now;
      const [unit, ms] = units.find(([, ms]) => Math.abs(away) >= ms) ?? ['second', SECOND_MS];
      return relative.format(unit === 'second' ? 0 : Math.round(away / ms), unit);
    },
    list: (items: readonly string[]) => list.format(items),
    /** 'a, b or c'. */
    either: (items: readonly string[]) => either.format(items),
  };
}
