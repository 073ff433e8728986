// What stands behind `?` of a report: the time it counts, and which rounds are shown – every number is such an address.
import type { Input } from '#web/api/call.ts';
import type { Item } from '#web/api/hooks.ts';

type RoundsQuery = NonNullable<Input<'listCadenceEnrollments'>['query']>;
export type Round = Item<'listCadenceEnrollments'>;

/** The last so many days, or between two days. */
export const periods = ['7', '30', '90', 'own'] as const;
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

/** What is counted: only what happened in a time, only the rounds of a version. */
export type Counting = {
  readonly period?: Period;
  /** Days of the period `own`, the last one included. */
  readonly from?: string;
  readonly until?: string;
  readonly version?: number;
};

export type ReportSearch = RoundsFilter &
  Counting & {
    readonly tab?: 'enrollments';
    /** All rounds are shown over the figures. */
    readonly all?: true;
  };

export function readReportSearch(given: Record<string, unknown>): ReportSearch {
  const { tab, all, goal } = given;
  const period = periods.find((one) => one === String(given['period']));
  const status = statuses.find((one) => one === given['status']);
  const figure = figures.find((one) => one === given['figure']);
  const version = Number(given['version']);
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
    ...(period === 'own' ? daysIn(given) : {}),
    ...(Number.isInteger(version) && version > 0 ? { version } : {}),
    ...(status === undefined ? {} : { status }),
    ...(figure === undefined ? {} : { figure }),
    ...(goal === true ? { goal } : {}),
    ...(all === true ? { all } : {}),
  };
}

/** What of the search names rounds; null: none are to be shown over the figures. */
export function filterOf({ tab, all, ...search }: ReportSearch): RoundsFilter | null {
  const { period: _, from: __, until: ___, version: ____, ...filter } = search;
  if (tab === 'enrollments') return null;
  return all === true || Object.keys(filter).length > 0 ? filter : null;
}

/** What goes with every address of the report, whatever it shows. */
export function countingOf({ period, from, until, version }: Counting): Counting {
  return {
    ...(period === undefined ? {} : { period }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(version === undefined ? {} : { version }),
  };
}

/** As the API asks for it. */
export type Range = { readonly from?: string; readonly until?: string };

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function daysIn(given: Record<string, unknown>): Pick<Counting, 'from' | 'until'> {
  return Object.fromEntries(
    (['from', 'until'] as const).flatMap((key) => {
      const day = given[key];
      return typeof day === 'string' && DAY.test(day) && !Number.isNaN(Date.parse(day)) ? [[key, day]] : [];
    }),
  );
}

/** Days begin at midnight, so that the same question is asked all day long. */
export function rangeOf({ period, from, until }: Counting, now: number): Range {
  if (period === undefined) return {};
  if (period !== 'own') return { from: midnight(now - Number(period) * DAY_MS) };
  return {
    ...(from === undefined ? {} : { from: midnight(Date.parse(`${from}T12:00`)) }),
    ...(until === undefined ? {} : { until: midnight(Date.parse(`${until}T12:00`) + DAY_MS) }),
  };
}

function midnight(at: number): string {
  return new Date(new Date(at).setHours(0, 0, 0, 0)).toISOString();
}

/** Figures of follow-ups are counted in the period, states are as they are now. */
export function roundsQuery({ goal, ...filter }: RoundsFilter, range: Range, version?: number): RoundsQuery {
  return {
    ...filter,
    ...(version === undefined ? {} : { version: String(version) }),
    ...(goal === true ? { goal: 'true' as const } : {}),
    ...(filter.figure === undefined ? {} : range),
  };
}
