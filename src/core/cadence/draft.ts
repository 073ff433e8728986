// The working copy of one decision: the enrollment being changed, and the events and commands gathered on the way.
// Only decide.ts and the files it calls may change it; nothing here reads a clock or touches the world.
import { assert } from '#core/assert.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { openingFor } from '#core/cadence/business-hours.ts';
import { type Command, isDeliver } from '#core/cadence/command.ts';
import type { Channel, MessageResponse } from '#core/cadence/response.ts';
import { type Enrollment, type Held, newProgress, type Progress } from '#core/cadence/enrollment.ts';
import type { CancelReason, EnrollmentEvent, EventKind, SkipReason } from '#core/cadence/event.ts';
import type { Outline, OutlineNode } from '#core/cadence/outline.ts';
import type { FieldValues, Module } from '#core/records/field.ts';
import type { BusinessCalendar } from '#core/time/business-calendar.ts';
import { addDuration } from '#core/time/calendar.ts';
import type { Instant } from '#core/time/instant.ts';

/** What decide may know of the world, as it is at this moment. */
export type World = {
  readonly now: Instant;
  /** The organisation's time zone. */
  readonly zone: string;
  /** When the organisation is open (C-39); absent: it has not said, and nothing waits. */
  readonly hours?: BusinessCalendar;
  /** The cadence's module, with its fields as they are now. */
  readonly module: Module;
  /** The record as it is now; null: it is gone. */
  readonly record: FieldValues | null;
  /** Criteria of the view that is the audience; null for a manual cadence. */
  readonly view: Criteria | null;
  /** Up to when the mailbox that gets the replies has been read successfully. */
  readonly repliesReadUntil: Instant;
  /** Up to when it is known who opened and clicked (C-37); absent: up to now. */
  readonly visitsGradedUntil?: Instant;
};

export type Draft = {
  /** Of the version that the enrollment runs under; a republication replaces it. */
  outline: Outline;
  readonly world: World;
  readonly enrollment: Enrollment;
  readonly events: EnrollmentEvent[];
  readonly commands: Command[];
  /** What the person answered outside this round, told in this wake. */
  readonly heard: { readonly channel: Channel; readonly response: MessageResponse }[];
  /** Follow-ups that were carried out, by number, with the instant before which no repetition of them counts. */
  readonly carriedOut: Map<number, Instant>;
};

type EventParts = {
  readonly followUp?: number;
  readonly detail?: string | null;
  readonly dueAt?: Instant;
  readonly actor?: number | null;
  readonly at?: Instant;
};

export function record(draft: Draft, kind: EventKind, parts: EventParts = {}): void {
  draft.events.push({
    kind,
    at: parts.at ?? draft.world.now,
    followUp: parts.followUp ?? null,
    detail: parts.detail ?? null,
    dueAt: parts.dueAt ?? null,
    actor: parts.actor ?? null,
  });
}

export function progressOf(draft: Draft, node: OutlineNode): Progress | undefined {
  return draft.enrollment.followUps.get(node.followUp.number);
}

/** The follow-up itself or any above it was closed by a stronger branch. */
export function isNodeClosed({ enrollment }: Pick<Draft, 'enrollment'>, node: OutlineNode): boolean {
  for (let at: OutlineNode | null = node; at !== null; at = at.parent) {
    if (enrollment.followUps.get(at.followUp.number)?.closed === true) return true;
  }
  return false;
}

/** What every wait and delay counts from at the earliest: a continue starts the clocks anew. */
export function notBeforeResume(draft: Draft, at: Instant): Instant {
  return Math.max(at, draft.enrollment.resumedAt ?? at);
}

/** C-40: after this a follow-up's children wait no longer. */
export function windowEnd(draft: Draft, from: Instant): Instant {
  const days = { amount: draft.outline.definition.responseWindowDays, unit: 'days' } as const;
  return addDuration(notBeforeResume(draft, from), days, draft.world.zone);
}

type Planned = { readonly baseAt: Instant; readonly dueAt: Instant; readonly cause: string | null };

/** Sets a follow-up down as scheduled: whoever plans it tells the history. */
export function plan(draft: Draft, node: OutlineNode, { baseAt, dueAt, cause }: Planned): void {
  const progress = progressOf(draft, node) ?? newProgress(baseAt);
  progress.state = 'scheduled';
  progress.baseAt = baseAt;
  progress.dueAt = dueAt;
  progress.cause = cause;
  progress.closed = false;
  progress.held = null;
  draft.enrollment.followUps.set(node.followUp.number, progress);
}

/** A scheduled follow-up does not happen in this round, nor does anything after it. */
export function skip(draft: Draft, node: OutlineNode, reason: SkipReason): void {
  const progress = progressOf(draft, node);
  assert(progress?.state === 'scheduled', 'only what is scheduled is skipped');
  progress.state = 'skipped';
  progress.dueAt = null;
  progress.held = null;
  record(draft, 'follow_up_skipped', { followUp: node.followUp.number, detail: reason });
}

/** C-39: when a follow-up that is due at `at` can happen: then, or after the organisation's next opening. */
export function openFor({ world, outline }: Draft, { followUp }: OutlineNode, at: Instant): Instant {
  if (world.hours === undefined) return at;
  const { channel } = followUp.settings;
  return openingFor(at, { clock: world, definition: outline.definition, channel, record: world.record });
}

/** What would be due at `at` while the organisation is closed waits. Says whether it does. */
export function awaitOpening(draft: Draft, node: OutlineNode, at: Instant): boolean {
  const until = openFor(draft, node, at);
  if (until === at) return false;
  hold(draft, node, { reason: 'outside_business_hours', until });
  return true;
}

/** C-42: a scheduled follow-up is due later than it would be, and says why. */
export function hold(draft: Draft, node: OutlineNode, held: Held): void {
  const progress = progressOf(draft, node);
  assert(progress?.state === 'scheduled', 'only what is scheduled is held');
  progress.dueAt = held.until;
  progress.held = held;
  record(draft, 'held', { followUp: node.followUp.number, detail: held.reason, dueAt: held.until });
}

/**
 * Cancels a follow-up that is scheduled or handed over. Its due time is kept only where the round ended, as the mark
 * that a continue plans it again.
 */
export function cancel(draft: Draft, number: number, reason: CancelReason): void {
  const progress = draft.enrollment.followUps.get(number);
  if (progress === undefined || (progress.state !== 'scheduled' && progress.state !== 'claimed')) return;
  if (progress.state === 'claimed') callBack(draft, number);
  progress.state = 'cancelled';
  progress.held = null;
  if (reason !== 'enrollment_ended') progress.dueAt = null;
  record(draft, 'follow_up_cancelled', { followUp: number, detail: reason });
}

/** Orders the follow-up carried out. */
export function order(draft: Draft, followUp: number, progress: Progress): void {
  progress.state = 'claimed';
  progress.held = null;
  const kind = progress.ordered ? 'deliver_again' : 'deliver';
  const { repetition } = progress;
  draft.commands.push({ kind, followUp, ...(repetition === 0 ? {} : { repetition }) });
  progress.ordered = true;
}

/** An order given in this very decision is taken back, an earlier one is countermanded. */
function callBack(draft: Draft, followUp: number): void {
  const ordered = draft.commands.findIndex((command) => isDeliver(command) && command.followUp === followUp);
  if (ordered >= 0) draft.commands.splice(ordered, 1);
  else draft.commands.push({ kind: 'cancel_delivery', followUp });
}
