// The compact text in which an enrollment's progress is stored: JSON arrays, trailing defaults left out, times relative
// to the enrolment. Format 1. Whoever changes the format raises the number and keeps reading the old one.
import {
  type Enrollment,
  followUpStates,
  type Held,
  holdReasons,
  newProgress,
  type Progress,
} from '#core/cadence/enrollment.ts';
import { assert } from '#core/assert.ts';
import type { Instant } from '#core/time/instant.ts';

/** Names that stand as their number; append only. What isn't among them (a link, a result) stands as it is. */
const NAMES = [
  'sent',
  'opened',
  'clicked',
  'replied',
  'bounced',
  'unsubscribed',
  'not_opened',
  'not_clicked',
  'not_replied',
  'not_started',
  'deferred',
  'in_progress',
  'completed',
  'waiting_for_input',
  'scheduled',
  'overdue',
  'cancelled',
  'delivered',
  'read',
  'not_read',
  'failed',
] as const;
const NUMBERS: ReadonlyMap<string, number> = new Map(NAMES.map((name, number) => [name, number]));

/** Added to the state's number. */
const ORDERED = 16;

type StoredName = string | number;
type StoredTimes = readonly (string | number)[];
type StoredStatus = readonly [status: StoredName, at: number, result: string | null, resultAt?: number];
type StoredFollowUp = readonly [
  number: number,
  state: number,
  baseAt: number,
  dueAt?: number | null,
  cause?: StoredName | null,
  executedAt?: number | null,
  seen?: StoredTimes | null,
  fresh?: readonly StoredName[] | null,
  status?: StoredStatus | null,
  closed?: 0 | 1 | null,
  held?: readonly [reason: number, until: number] | null,
  repetition?: number | null,
  repeatedAt?: number | null,
];
type Stored = readonly [format: 1, wakeAt: number | null, resumedAt: number | null, ...followUps: StoredFollowUp[]];

/** Writes what the enrollment row's `state` column holds. */
export function stateToText(enrollment: Enrollment): string {
  const zero = enrollment.enrolledAt;
  const relative = (at: Instant | null): number | null => (at === null ? null : at - zero);
  const followUps: StoredFollowUp[] = [];
  for (const [number, progress] of enrollment.followUps) followUps.push(storedFollowUp(number, progress, zero));
  const stored: Stored = [1, relative(enrollment.wakeAt), relative(enrollment.resumedAt), ...followUps];
  return JSON.stringify(stored);
}

function storedFollowUp(number: number, progress: Progress, zero: Instant): StoredFollowUp {
  const seen: (string | number)[] = [];
  for (const [key, at] of progress.seen) seen.push(shortened(key), at - zero);
  const all: unknown[] = [
    number,
    followUpStates.indexOf(progress.state) + (progress.ordered ? ORDERED : 0),
    progress.baseAt - zero,
    progress.dueAt === null ? null : progress.dueAt - zero,
    progress.cause === null ? null : shortened(progress.cause),
    progress.executedAt === null ? null : progress.executedAt - zero,
    seen.length === 0 ? null : seen,
    progress.fresh.size === 0 ? null : Array.from(progress.fresh, shortened),
    storedStatus(progress, zero),
    progress.closed ? 1 : null,
    storedHeld(progress, zero),
    progress.repetition === 0 ? null : progress.repetition,
    progress.repeatedAt === null ? null : progress.repeatedAt - zero,
  ];
  while (all.length > 3 && all[all.length - 1] === null) all.pop();
  return all as unknown as StoredFollowUp; // built in the order of the tuple just above
}

function storedStatus({ status, statusAt, result, resultAt }: Progress, zero: Instant): StoredStatus | null {
  if (status === null || statusAt === null) return null;
  const entered = [shortened(status), statusAt - zero] as const;
  return resultAt === null ? [...entered, null] : [...entered, result, resultAt - zero];
}

function storedHeld({ held }: Progress, zero: Instant): readonly [number, number] | null {
  return held === null ? null : [holdReasons.indexOf(held.reason), held.until - zero];
}

function heldFromStored([reason, until]: readonly [number, number], zero: Instant): Held {
  const known = holdReasons[reason];
  assert(known !== undefined, `unknown reason ${reason} in an enrollment's state`);
  return { reason: known, until: until + zero };
}

export type StoredState = {
  readonly wakeAt: Instant | null;
  readonly resumedAt: Instant | null;
  readonly followUps: Map<number, Progress>;
};

/** Reads the `state` column. Throws on anything that stateToText did not write: the row is then damaged. */
export function stateFromText(text: string, enrolledAt: Instant): StoredState {
  const stored = JSON.parse(text) as Stored;
  assert(stored[0] === 1, `unknown enrollment state format ${String(stored[0])}`);
  const absolute = (at: number | null | undefined): Instant | null =>
    at === null || at === undefined ? null : at + enrolledAt;
  const followUps = new Map<number, Progress>();
  for (let i = 3; i < stored.length; i++) {
    const item = stored[i] as StoredFollowUp;
    followUps.set(item[0], progressFromStored(item, enrolledAt));
  }
  return { wakeAt: absolute(stored[1]), resumedAt: absolute(stored[2]), followUps };
}

function progressFromStored(item: StoredFollowUp, zero: Instant): Progress {
  const progress = newProgress(item[2] + zero);
  progress.ordered = item[1] >= ORDERED;
  const state = followUpStates[progress.ordered ? item[1] - ORDERED : item[1]];
  assert(state !== undefined, `unknown follow-up state ${item[1]}`);
  progress.state = state;
  if (item[3] != null) progress.dueAt = item[3] + zero;
  progress.cause = item[4] == null ? null : spelledOut(item[4]);
  if (item[5] != null) progress.executedAt = item[5] + zero;
  if (item[6]) progress.seen = seenFromStored(item[6], zero);
  if (item[7]) progress.fresh = new Set(item[7].map(spelledOut));
  if (item[8]) {
    progress.status = spelledOut(item[8][0]);
    progress.statusAt = item[8][1] + zero;
    progress.result = item[8][2];
    if (progress.result !== null) progress.resultAt = (item[8][3] ?? 0) + zero;
  }
  progress.closed = item[9] === 1;
  if (item[10]) progress.held = heldFromStored(item[10], zero);
  progress.repetition = item[11] ?? 0;
  if (item[12] != null) progress.repeatedAt = item[12] + zero;
  return progress;
}

function seenFromStored(stored: StoredTimes, zero: Instant): ReadonlyMap<string, Instant> {
  const seen = new Map<string, Instant>();
  for (let i = 0; i + 1 < stored.length; i += 2) seen.set(spelledOut(stored[i] ?? ''), Number(stored[i + 1]) + zero);
  return seen;
}

function shortened(name: string): StoredName {
  return NUMBERS.get(name) ?? name;
}

function spelledOut(stored: StoredName): string {
  if (typeof stored === 'string') return stored;
  const name = NAMES[stored];
  assert(name !== undefined, `unknown name ${stored} in an enrollment's state`);
  return name;
}
