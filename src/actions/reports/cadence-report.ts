// The report of a cadence (C-80, C-81): per follow-up what was reached, executed, answered; how the rounds ended; whether
// the states add up to the enrolled.
import { enrollmentStatuses, type EnrollmentStatus } from '#core/cadence/enrollment.ts';
import type { CadenceDefinition, FollowUp } from '#core/cadence/definition.ts';
import { findCadence, loadDefinition } from '#storage/cadences/cadences.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import {
  countEvents,
  countStatuses,
  type EventCount,
  type StatusCount,
  type TimeRange,
} from '#storage/reports/cadence-figures.ts';

export type FollowUpFigures = {
  readonly followUp: string;
  readonly channel: string;
  readonly parent: string | null;
  /** Different enrollments it was scheduled for, carried out for, … */
  readonly reached: number;
  readonly executed: number;
  readonly suppressed: number;
  readonly cancelled: number;
  readonly failed: number;
  readonly needsReview: number;
  /** Different enrollments that gave each response, by response. */
  readonly responses: Readonly<Record<string, number>>;
};

export type Ending = { readonly rule: string; readonly goal: boolean; readonly enrollments: number };

export type CadenceReport = {
  readonly cadence: string;
  readonly name: string;
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
  readonly range: TimeRange;
};

/** Null: no such cadence, or never published. */
export async function cadenceReport({
  database,
  organization,
  cadence,
  range,
}: ReportRequest): Promise<CadenceReport | null> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findCadence(tx, cadence);
    if (found === null || found.version === null) return null;
    const definition = await loadDefinition(tx, found.id, found.version);
    if (definition === null) return null;
    const events = await countEvents(tx, found.id, range);
    const statuses = await countStatuses(tx, found.id);
    const endings = endingsOf(definition, statuses);
    return {
      cadence: found.publicId,
      name: found.name,
      enrolled: statuses.reduce((sum, { enrollments }) => sum + enrollments, 0),
      states: statesOf(statuses),
      unenrolledByRule: endings,
      goalMet: endings.filter(({ goal }) => goal).reduce((sum, { enrollments }) => sum + enrollments, 0),
      reasons: reasonsOf(statuses),
      followUps: definition.followUps.map((followUp) => figuresOf(followUp, events)),
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

function endingsOf(definition: CadenceDefinition, statuses: readonly StatusCount[]): Ending[] {
  return statuses.flatMap(({ reason, enrollments }) => {
    const number = Number(RULE.exec(reason ?? '')?.[1]);
    if (Number.isNaN(number)) return [];
    const rule = definition.unenroll.find((one) => one.number === number);
    return [{ rule: rule?.id ?? `removed rule ${number}`, goal: rule?.goal ?? false, enrollments }];
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

function figuresOf(followUp: FollowUp, events: readonly EventCount[]): FollowUpFigures {
  const own = events.filter((event) => event.followUp === followUp.number);
  const sum = (kind: EventCount['kind']): number =>
    own.filter((event) => event.kind === kind).reduce((total, { enrollments }) => total + enrollments, 0);
  const responses: Record<string, number> = {};
  for (const { kind, detail, enrollments } of own) {
    if (kind === 'response_recorded' && detail !== null) responses[detail] = enrollments;
  }
  return {
    followUp: followUp.id,
    channel: followUp.settings.channel,
    parent: followUp.parent,
    reached: sum('follow_up_scheduled'),
    executed: sum('follow_up_executed'),
    suppressed: sum('follow_up_suppressed'),
    cancelled: sum('follow_up_cancelled'),
    failed: sum('follow_up_failed'),
    needsReview: sum('follow_up_needs_review'),
    responses,
  };
}
