// Format 1 of an enrollment's state, read as long as rows have it: JSON arrays, trailing defaults left out.
import { assert } from '#core/assert.ts';
import {
  type Enrollment,
  followUpStates,
  type Held,
  holdReasons,
  newProgress,
  type Progress,
} from '#core/cadence/enrollment.ts';
import { nameOfNumber } from '#core/cadence/state-names.ts';
import type { Instant } from '#core/time/instant.ts';

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

export function stateFromFormat1(
  text: string,
  enrolledAt: Instant,
): Pick<Enrollment, 'wakeAt' | 'resumedAt' | 'followUps'> {
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

function heldFromStored([reason, until]: readonly [number, number], zero: Instant): Held {
  const known = holdReasons[reason];
  assert(known !== undefined, `unknown reason ${reason} in an enrollment's state`);
  return { reason: known, until: until + zero };
}

function seenFromStored(stored: StoredTimes, zero: Instant): ReadonlyMap<string, Instant> {
  const seen = new Map<string, Instant>();
  for (let i = 0; i + 1 < stored.length; i += 2) seen.set(spelledOut(stored[i] ?? ''), Number(stored[i + 1]) + zero);
  return seen;
}

function spelledOut(stored: StoredName): string {
  return typeof stored === 'string' ? stored : nameOfNumber(stored);
}
