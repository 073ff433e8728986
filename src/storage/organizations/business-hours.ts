// When an organisation is open, as it has set it: the week, and the days that are otherwise.
import { type RawBuilder, sql } from 'kysely';
import { texts } from '#storage/arrays.ts';
import { type BusinessCalendar, calendarOf, type OpenWeek, type SpecialDay } from '#core/time/business-calendar.ts';
import { only, type Tx } from '#storage/db.ts';

/** Each day's hours as [from, to] in minutes. */
type StoredWeek = readonly (readonly (readonly [from: number, to: number])[])[];

export type StoredHours = { readonly week: StoredWeek; readonly days: readonly SpecialDay[] };

/** For statements that ask for more: null where the organisation has not said. */
export const hoursColumn: RawBuilder<unknown> = sql`(
  select case when s.business_week is not null then json_build_object('week', s.business_week, 'days', (
    select coalesce(json_agg(json_build_object('on', on_date, 'kind', kind)), '[]') from calendar_day)) end
  from setting s)`;

/** Undefined: nothing waits. */
export function hoursOf(stored: StoredHours | null): BusinessCalendar | undefined {
  return stored === null ? undefined : calendarOf(weekOf(stored.week), stored.days);
}

export async function loadHours(tx: Tx): Promise<BusinessCalendar | undefined> {
  const rows = await tx.hot<{ hours: StoredHours | null }>(sql`select ${hoursColumn} as hours`);
  return hoursOf(only(rows).hours);
}

/** Null: it has not said. */
export async function businessWeek(tx: Tx): Promise<OpenWeek | null> {
  const rows = await tx.query<{ week: StoredWeek | null }>(sql`select business_week as week from setting`);
  const { week } = only(rows);
  return week === null ? null : weekOf(week);
}

export async function saveBusinessWeek(tx: Tx, week: OpenWeek | null): Promise<void> {
  const stored = week?.map((hours) => hours.map(({ from, to }) => [from, to]));
  await tx.query(
    sql`update setting set business_week = ${stored === undefined ? null : JSON.stringify(stored)}::jsonb`,
  );
}

export type CalendarDay = SpecialDay & { readonly name: string };

export async function calendarDays(tx: Tx, year: number): Promise<CalendarDay[]> {
  return tx.query<CalendarDay>(sql`
    select on_date as "on", kind, name from calendar_day where on_date between ${first(year)}::date and ${last(year)}::date
    order by on_date`);
}

/** What the year had before is gone. */
export async function saveCalendarDays(tx: Tx, year: number, days: readonly CalendarDay[]): Promise<void> {
  await tx.query(sql`delete from calendar_day where on_date between ${first(year)}::date and ${last(year)}::date`);
  await tx.query(sql`
    insert into calendar_day (on_date, kind, name)
    select on_date::date, kind, name from unnest(${texts(days.map(({ on }) => on))}, ${texts(days.map(({ kind }) => kind))},
      ${texts(days.map(({ name }) => name))}) as d (on_date, kind, name)`);
}

function first(year: number): string {
  return `${year}-01-01`;
}

function last(year: number): string {
  return `${year}-12-31`;
}

function weekOf(stored: StoredWeek): OpenWeek {
  return stored.map((hours) => hours.map(([from, to]) => ({ from, to })));
}
