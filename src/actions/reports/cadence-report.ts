// The report of a cadence (C-80, C-81): per follow-up what was reached, executed, answered; how the rounds ended; whether
// the states add up to the enrolled.
import { enrollmentStatuses, type EnrollmentStatus } from '#core/cadence/enrollment.ts';
import { type FollowUp, followUpTitle } from '#core/cadence/definition.ts';
import { type AllThatRan, allThatRan } from '#actions/reports/all-that-ran.ts';
import { findCadence } from '#storage/cadences/cadences.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import {
  countEvents,
  countResponses,
  countStatuses,
  type EventCount,
  type ResponseCount,
  type StatusCount,
  type TimeRange,
} from '#storage/reports/cadence-figures.ts';

export type FollowUpFigures = {
  readonly followUp: string;
  /** What people call it: its subject, or the template it sends. */
  readonly title: string;
  readonly channel: string;
  readonly parent: string | null;
  /** Different enrollments it was scheduled for, carried out for, … */
  readonly reached: number;
  readonly executed: number;
  readonly suppressed: number;
  readonly cancelled: number;
  readonly failed: number;
  readonly needsReview: number;
  /** By response. */
  readonly responses: Readonly<Record<string, ResponseFigures>>;
};

export type ResponseFigures = {
  /** Different enrollments that gave it. */
  readonly unique: number;
  /** How often it was given. */
  readonly total: number;
};

export type Ending = { readonly rule: string; readonly goal: boolean; readonly enrollments: number };

export type CadenceReport = {
  readonly cadence: string;
  readonly name: string;
  /** Of what runs now: there are all from 1 to it. */
  readonly latestVersion: number;
  /** Rounds that were ever begun; the states below add up to it. */
  readonly enrolled: number;
  readonly states: Readonly<Record<EnrollmentStatus, number>>;
  readonly unenrolledByRule: readonly Ending[];
  readonly goalMet: number;
  /** Other reasons of rounds that are over, by code. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly followUps: readonly FollowUpFigures[];
};

export type ReportRequest = {
  readonly database: Database;
  readonly organization: Organization;
  /** Public id. */
  readonly cadence: string;
  /** Only rounds that run under this version, or ended under it; null or absent: all. */
  readonly version?: number | null;
  readonly range: TimeRange;
};

/** Null: no such cadence, never published, or no such version. */
export async function cadenceReport({
  database,
  organization,
  cadence,
  version = null,
  range,
}: ReportRequest): Promise<CadenceReport | null> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findCadence(tx, cadence);
    if (found === null || found.version === null) return null;
    const ran = await allThatRan(tx, found, version);
    if (ran === null) return null;
    const counted = { cadence: found.id, version, range };
    const events = await countEvents(tx, counted);
    const responses = await countResponses(tx, counted);
    const statuses = await countStatuses(tx, counted);
    const endings = endingsOf(ran, statuses);
    return {
      cadence: found.publicId,
      name: found.name,
      latestVersion: found.version,
      enrolled: statuses.reduce((sum, { enrollments }) => sum + enrollments, 0),
      states: statesOf(statuses),
      unenrolledByRule: endings,
      goalMet: endings.filter(({ goal }) => goal).reduce((sum, { enrollments }) => sum + enrollments, 0),
      reasons: reasonsOf(statuses),
      followUps: ran.followUps.map((followUp) => figuresOf(followUp, events, responses)),
    };
  });
}

function statesOf(statuses: readonly StatusCount[]): Record<EnrollmentStatus, number> {
  const states = Object.fromEntries(enrollmentStatuses.map((status) => [status, 0])) as Record<
    EnrollmentStatus,
    number
  >;
  for (const { status, enrollments } of statuses) states[status] += enrollments;
  return states;
}

const RULE = /^rule:(\d+)$/;

function endingsOf({ rules }: AllThatRan, statuses: readonly StatusCount[]): Ending[] {
  return statuses.flatMap(({ reason, enrollments }) => {
    const number = Number(RULE.exec(reason ?? '')?.[1]);
    if (Number.isNaN(number)) return [];
    const rule = rules.find((one) => one.number === number);
    return [{ rule: rule?.id ?? `rule ${number}`, goal: rule?.goal ?? false, enrollments }];
  });
}

function reasonsOf(statuses: readonly StatusCount[]): Record<string, number> {
  const reasons: Record<string, number> = {};
  for (const { status, reason, enrollments } of statuses) {
    if (reason === null || RULE.test(reason)) continue;
    const key = `${status}: ${reason}`;
    reasons[key] = (reasons[key] ?? 0) + enrollments;
  }
  return reasons;
}

function figuresOf(
  followUp: FollowUp,
  events: readonly EventCount[],
  responses: readonly ResponseCount[],
): FollowUpFigures {
  const own = events.filter((event) => event.followUp === followUp.number);
  const sum = (kind: EventCount['kind']): number =>
    own.filter((event) => event.kind === kind).reduce((total, { enrollments }) => total + enrollments, 0);
  const given = responses.filter((one) => one.followUp === followUp.number);
  return {
    followUp: followUp.id,
    title: followUpTitle(followUp.settings),
    channel: followUp.settings.channel,
    parent: followUp.parent,
    reached: sum('follow_up_scheduled'),
    executed: sum('follow_up_executed'),
    suppressed: sum('follow_up_suppressed'),
    cancelled: sum('follow_up_cancelled'),
    failed: sum('follow_up_failed'),
    needsReview: sum('follow_up_needs_review'),
    responses: Object.fromEntries(given.map(({ response, unique, total }) => [response, { unique, total }])),
  };
}
