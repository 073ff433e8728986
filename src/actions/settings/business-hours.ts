// When the organisation is open, as administrators set it (C-39).
import type { Acting } from '#actions/records/acting.ts';
import { type OpenWeek, whyNotAWeek } from '#core/time/business-calendar.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { judgeHeldAnew } from '#storage/deliveries/choose-outgoing.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import {
  businessWeek,
  type CalendarDay,
  calendarDays,
  saveBusinessWeek,
  saveCalendarDays,
} from '#storage/organizations/business-hours.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

/** Null: it has not said, and nothing waits. */
export async function readBusinessWeek({ database, organization }: Reading): Promise<OpenWeek | null> {
  return database.organization(organization.seat, businessWeek);
}

export type WeekChanged =
  | { readonly kind: 'changed'; readonly week: OpenWeek | null }
  | {
      readonly kind: 'refused';
      readonly reason: 'week_never_open' | 'week_hours_overlap' | 'week_hours_reversed';
    };

export async function changeBusinessWeek(acting: Acting, week: OpenWeek | null): Promise<WeekChanged> {
  const why = week === null ? null : whyNotAWeek(week);
  if (why !== null) return { kind: 'refused', reason: `week_${why}` };
  const { database, organization, actor, now } = acting;
  await database.organization(organization.seat, async (tx) => {
    await saveBusinessWeek(tx, week);
    await judgeHeldAnew(tx, now);
    await tellWorkers(tx, organization.seat);
    await writeAudit(tx, { action: 'business_hours_changed', actor: actor.id, at: now });
  });
  return { kind: 'changed', week };
}

export async function readHolidays({ database, organization }: Reading, year: number): Promise<CalendarDay[]> {
  return database.organization(organization.seat, (tx) => calendarDays(tx, year));
}

export type HolidaysChanged =
  | { readonly kind: 'changed'; readonly days: readonly CalendarDay[] }
  | { readonly kind: 'refused'; readonly reason: 'holiday_of_another_year' | 'holiday_twice' };

/** What waits for an opening already keeps its time, unless that is closed by then. */
export async function changeHolidays(
  acting: Acting,
  { year, days }: { readonly year: number; readonly days: readonly CalendarDay[] },
): Promise<HolidaysChanged> {
  if (days.some(({ on }) => !on.startsWith(`${year}-`))) return { kind: 'refused', reason: 'holiday_of_another_year' };
  if (new Set(days.map(({ on }) => on)).size < days.length) return { kind: 'refused', reason: 'holiday_twice' };
  const { database, organization, actor, now } = acting;
  return database.organization(organization.seat, async (tx) => {
    await saveCalendarDays(tx, year, days);
    await judgeHeldAnew(tx, now);
    await tellWorkers(tx, organization.seat);
    await writeAudit(tx, { action: 'holidays_changed', actor: actor.id, at: now });
    return { kind: 'changed', days: await calendarDays(tx, year) };
  });
}
