// What stands behind `?` of a report: the time it counts, and which rounds are shown – every number is such an address.
import type { Input } from '#web/api/call.ts';
import type { Item } from '#web/api/hooks.ts';

type RoundsQuery = NonNullable<Input<'listCadenceEnrollments'>['query']>;
export type Round = Item<'listCadenceEnrollments'>;

export const periods = ['7', '30', '90'] as const;
/** The last so many days. */
export type Period = (typeof periods)[number];

export const statuses = ['active', 'completed', 'expired', 'unenrolled', 'stopped', 'failed'] as const;
const figures = ['reached', 'executed', 'suppressed', 'cancelled', 'failed', 'needs_review', 'responded'] as const;

export type Status = (typeof statuses)[number];
export type Figure = (typeof figures)[number];

/** Which rounds. */
export type RoundsFilter = {
  readonly status?: Status;
  /** A code, or `rule:` and the rule's id. */
  readonly reason?: string;
  readonly goal?: true;
  readonly followUp?: string;
  readonly figure?: Figure;
  readonly response?: string;
};

export type ReportSearch = RoundsFilter & {
  readonly tab?: 'enrollments';
  readonly period?: Period;
  /** All rounds are shown over the figures. */
  readonly all?: true;
};

export function readReportSearch(given: Record<string, unknown>): ReportSearch {
  const { tab, all, goal } = given;
  const period = periods.find((one) => one === String(given['period']));
  const status = statuses.find((one) => one === given['status']);
  const figure = figures.find((one) => one === given['figure']);
  const texts = Object.fromEntries(
    (['reason', 'followUp', 'response'] as const).flatMap((key) => {
      const text = given[key];
      return typeof text === 'string' && text !== '' ? [[key, text]] : [];
    }),
  ) as Pick<RoundsFilter, 'reason' | 'followUp' | 'response'>; // made of these keys only
  return {
    ...texts,
    ...(tab === 'enrollments' ? { tab } : {}),
    ...(period === undefined ? {} : { period }),
    ...(status === undefined ? {} : { status }),
    ...(figure === undefined ? {} : { figure }),
    ...(goal === true ? { goal } : {}),
    ...(all === true ? { all } : {}),
  };
}

/** What of the search names rounds; null: none are to be shown over the figures. */
export function filterOf({ tab, period: _period, all, ...filter }: ReportSearch): RoundsFilter | null {
  if (tab === 'enrollments') return null;
  return all === true || Object.keys(filter).length > 0 ? filter : null;
}

const DAY_MS = 86_400_000;

/** From the beginning of a day, so that the same question is asked all day long. */
export function startOf(period: Period | undefined, now: number): string | null {
  if (period === undefined) return null;
  return new Date(new Date(now).setHours(0, 0, 0, 0) - Number(period) * DAY_MS).toISOString();
}

/** Figures of follow-ups are counted in the period, states are as they are now. */
export function roundsQuery({ goal, ...filter }: RoundsFilter, from: string | null): RoundsQuery {
  return {
    ...filter,
    ...(goal === true ? { goal: 'true' as const } : {}),
    ...(filter.figure === undefined || from === null ? {} : { from }),
  };
}
