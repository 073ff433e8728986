// The holidays of mainland China and the weekends worked for them, as the State Council publishes them each autumn. Only
// the data of chinese-days is read: its functions count days in the machine's own zone (in New York each is a day early).
import { createRequire } from 'node:module';
import type { CalendarDay } from '#storage/organizations/business-hours.ts';

/** By date: 'National Day,国庆节,3'. */
type Published = Readonly<Record<'holidays' | 'workdays', Readonly<Record<string, string>>>>;

const published = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as Published;

/** In order; null: not published yet, or too long ago. */
export function mainlandHolidays(year: number, language: 'en' | 'zh'): CalendarDay[] | null {
  const of = (kind: CalendarDay['kind'], days: Published['holidays']): CalendarDay[] =>
    Object.entries(days)
      .filter(([on]) => on.startsWith(`${year}-`))
      .map(([on, names]) => ({ on, kind, name: names.split(',')[language === 'zh' ? 1 : 0] ?? '' }));
  const all = [...of('closed', published.holidays), ...of('open', published.workdays)];
  return all.length === 0 ? null : all.sort((a, b) => (a.on < b.on ? -1 : 1));
}
