// When an organisation is open, and how often people are contacted: what follow-ups that are due wait for.
import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { touchChannels } from '#core/cadence/contact-budget.ts';
import { isDate } from '#core/time/calendar.ts';

const tag = 'Settings';

const openHours = z.strictObject({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** 24:00 is the midnight that ends the day. */
  to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
});

/** Seven days, Monday first; a day without hours is closed. */
const week = z.array(z.array(openHours).max(6)).length(7);

const businessHours = z
  .object({
    /** The organisation's: its wall clock counts. */
    timeZone: z.string(),
    /** Null: none are set, and nothing waits for them. */
    week: week.nullable(),
  })
  .meta({ id: 'BusinessHours' });

export const getBusinessHours = endpoint({
  id: 'getBusinessHours',
  method: 'GET',
  path: '/api/v1/settings/business-hours',
  access: 'caller',
  tag,
  summary: 'When the organisation is open: what comes due outside waits for the next opening',
  refusals: [],
  response: businessHours,
});

export const putBusinessHours = endpoint({
  id: 'putBusinessHours',
  method: 'PUT',
  path: '/api/v1/settings/business-hours',
  access: 'admin',
  tag,
  summary: 'Set the hours of a week, or none: then nothing waits for hours',
  refusals: ['week_never_open', 'week_hours_overlap', 'week_hours_reversed'],
  body: z.strictObject({ week: week.nullable() }),
  response: businessHours,
});

const YEAR_MIN = 2000;
const YEAR_MAX = 2100;

const yearParams = z.strictObject({ year: z.coerce.number().int().min(YEAR_MIN).max(YEAR_MAX) });

const day = z.strictObject({
  on: z.string().refine(isDate, { error: 'a date is written YYYY-MM-DD' }),
  /** A holiday, or a weekend that is worked: open like the first weekday that is. */
  kind: z.enum(['closed', 'open']),
  name: z.string().trim().max(60),
});

const days = z.object({ days: z.array(day) }).meta({ id: 'Holidays' });

export const getHolidays = endpoint({
  id: 'getHolidays',
  method: 'GET',
  path: '/api/v1/settings/holidays/:year',
  access: 'caller',
  tag,
  summary: 'The holidays of a year, and the weekends that are worked',
  refusals: [],
  params: yearParams,
  response: days,
});

export const putHolidays = endpoint({
  id: 'putHolidays',
  method: 'PUT',
  path: '/api/v1/settings/holidays/:year',
  access: 'admin',
  tag,
  summary: 'Set the holidays of a year and the weekends that are worked; what it had before is gone',
  refusals: ['holiday_of_another_year', 'holiday_twice'],
  params: yearParams,
  body: z.strictObject({ days: z.array(day).max(366) }),
  response: days,
});

export const proposeHolidays = endpoint({
  id: 'proposeHolidays',
  method: 'GET',
  path: '/api/v1/settings/holidays/:year/mainland-china',
  access: 'caller',
  tag,
  summary: 'The holidays and working weekends of mainland China as published; nothing is saved',
  refusals: ['holidays_not_published'],
  params: yearParams,
  response: days,
});

const COUNT_MAX = 100_000;

const touchLimit = z.strictObject({
  /** `account`: all people of a company. */
  per: z.enum(['person', 'account']),
  channel: z.enum([...touchChannels, 'any']),
  touches: z.int().min(1).max(1_000),
  /** Within any so many days, not by the calendar. */
  days: z.int().min(1).max(365),
});

const contactLimits = z
  .object({
    limits: z.array(touchLimit).max(10),
    /** Between two touches of a person; null: none. */
    gapHours: z.int().min(1).max(720).nullable(),
    /** How long people of a company wait after a colleague replied; null: they don't. */
    replyHoldDays: z.int().min(1).max(365).nullable(),
    /** Mail to people who are away waits for the day on which they are back, as their automatic reply said. */
    holdWhileAway: z.boolean(),
    /** Of each sending address without an account of its own; null: as many as there are. */
    mailsPerHour: z.int().min(1).max(COUNT_MAX).nullable(),
    mailsPerDay: z.int().min(1).max(COUNT_MAX).nullable(),
  })
  .meta({ id: 'ContactLimits' });

export const getContactLimits = endpoint({
  id: 'getContactLimits',
  method: 'GET',
  path: '/api/v1/settings/contact-limits',
  access: 'cadences.read',
  tag,
  summary: 'How often people are contacted by all cadences together, and how much an address sends',
  refusals: [],
  response: contactLimits,
});

export const putContactLimits = endpoint({
  id: 'putContactLimits',
  method: 'PUT',
  path: '/api/v1/settings/contact-limits',
  access: 'admin',
  tag,
  summary: 'Set the contact budget and the limits of sending; what is above waits, nothing is dropped',
  refusals: [],
  body: z.strictObject(contactLimits.shape),
  response: contactLimits,
});
