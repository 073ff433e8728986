// An instant for people, in the organisation's zone.
import type { Language } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';

const locales = { en: 'en-GB', zh: 'zh-CN' } as const;

/** '5 Mar 2026, 10:00' or '2026年3月5日 10:00'. */
export function instantWriter(language: Language, timeZone: string): (at: Instant) => string {
  const format = new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (at) => format.format(at);
}
