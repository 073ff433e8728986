import { isZone } from '#core/time/calendar.ts';

/** Of the machine that we run on: how its people write, and where they are. */
export function machineHabits(): { readonly language: 'en' | 'zh'; readonly timeZone: string } {
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { language: locale.startsWith('zh') ? 'zh' : 'en', timeZone: isZone(timeZone) ? timeZone : 'UTC' };
}
