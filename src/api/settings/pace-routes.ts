import {
  changeBusinessWeek,
  changeHolidays,
  readBusinessWeek,
  readHolidays,
} from '#actions/settings/business-hours.ts';
import { changeContactLimits, readContactLimits } from '#actions/settings/contact-limits.ts';
import { mainlandHolidays } from '#actions/settings/mainland-holidays.ts';
import { actingOf } from '#api/acting.ts';
import { type Routes, route } from '#api/route.ts';
import type { Value } from '#contract/endpoint.ts';
import * as contract from '#contract/pace.ts';
import type { OpenWeek } from '#core/time/business-calendar.ts';

type Hours = Value<(typeof contract.getBusinessHours)['response']>;
type ContactLimits = Awaited<ReturnType<typeof readContactLimits>>;
type Limits = Value<(typeof contract.getContactLimits)['response']>;

export const paceRoutes: Routes = (app, services) => {
  route(app, contract.getBusinessHours, async (called) => {
    const acting = actingOf(services, called);
    return { timeZone: acting.organization.timeZone, week: written(await readBusinessWeek(acting)) };
  });

  route(app, contract.putBusinessHours, async ({ body, ...called }) => {
    const acting = actingOf(services, called);
    const changed = await changeBusinessWeek(acting, read(body.week));
    if (changed.kind === 'refused') return changed;
    return { timeZone: acting.organization.timeZone, week: written(changed.week) };
  });

  route(app, contract.getHolidays, async ({ params, ...called }) => {
    return { days: await readHolidays(actingOf(services, called), params.year) };
  });

  route(app, contract.putHolidays, async ({ params, body, ...called }) => {
    const changed = await changeHolidays(actingOf(services, called), { year: params.year, days: body.days });
    return changed.kind === 'refused' ? changed : { days: [...changed.days] };
  });

  route(app, contract.proposeHolidays, async ({ params, language }) => {
    const days = mainlandHolidays(params.year, language);
    return days === null ? { kind: 'refused', reason: 'holidays_not_published' } : { days };
  });

  route(app, contract.getContactLimits, async (called) => {
    return describe(await readContactLimits(actingOf(services, called)));
  });

  route(app, contract.putContactLimits, async ({ body, ...called }) => {
    const { mailsPerHour, mailsPerDay, holdWhileAway, ...budget } = body;
    const limits = { budget, sender: { perHour: mailsPerHour, perDay: mailsPerDay }, holdWhileAway };
    return describe(await changeContactLimits(actingOf(services, called), limits));
  });
};

function describe({ budget, sender, holdWhileAway }: ContactLimits): Limits {
  return {
    ...budget,
    limits: [...budget.limits],
    holdWhileAway,
    mailsPerHour: sender.perHour,
    mailsPerDay: sender.perDay,
  };
}

function read(week: Hours['week']): OpenWeek | null {
  return week?.map((hours) => hours.map(({ from, to }) => ({ from: minutes(from), to: minutes(to) }))) ?? null;
}

function written(week: OpenWeek | null): Hours['week'] {
  return week?.map((hours) => hours.map(({ from, to }) => ({ from: clock(from), to: clock(to) }))) ?? null;
}

function minutes(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

function clock(minutesOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutesOfDay / 60))}:${two(minutesOfDay % 60)}`;
}
