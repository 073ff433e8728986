// A task or call while somebody writes it: texts as the fields hold them, and what the API is sent of them.
import type { priorities } from '#core/cadence/definition.ts';
import type { Input } from '#web/api/call.ts';
import type { Activity } from '#web/features/activities/groups.ts';
import { inputOfInstant, instantOfInput } from '#web/ui/local-time.ts';

type New = Input<'createActivity'>['body'];
type Change = NonNullable<Input<'updateActivity'>['body']>;
type Result = NonNullable<Change['result']>;

export type Draft = {
  readonly kind: 'task' | 'call';
  readonly subject: string;
  readonly owner: string;
  readonly description: string;
  readonly priority: (typeof priorities)[number];
  /** Of a task: when it is due, of a call: when it starts; as an input holds it. */
  readonly at: string;
  /** When its owner is told of it, as an input holds it; empty: never. */
  readonly reminder: string;
  readonly minutes: number;
  readonly purpose: string;
  readonly agenda: string;
  /** Of a new call: whether it is to come, or was made. */
  readonly isMade: boolean;
  readonly result: Result | null;
};

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const MINUTES_AT_FIRST = 30;
const WORK_BEGINS_AT = 9;

/** A task for tomorrow morning, a call at the next full hour. `now` in epoch milliseconds. */
export function newDraft(kind: Draft['kind'], owner: string, now: number): Draft {
  const day = new Date(now);
  const tomorrow = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, WORK_BEGINS_AT).getTime();
  const at = kind === 'task' ? tomorrow : Math.floor(now / HOUR_MS + 1) * HOUR_MS;
  return { ...empty, kind, owner, at: inputOf(at) };
}

const empty = {
  subject: '',
  description: '',
  reminder: '',
  priority: 'normal',
  minutes: MINUTES_AT_FIRST,
  purpose: '',
  agenda: '',
  isMade: false,
  result: null,
} as const;

/** A call that was made has just ended. */
export function madeUntil(draft: Draft, now: number): Draft {
  return { ...draft, isMade: true, at: inputOf(now - draft.minutes * MINUTE_MS), reminder: '' };
}

/** The reminder keeps its distance. */
export function movedTo(draft: Draft, at: string): Draft {
  const [before, after, reminder] = [draft.at, at, draft.reminder].map((text) => instantOfInput(text));
  if (before == null || after == null || reminder == null) return { ...draft, at };
  const laterMs = Date.parse(after) - Date.parse(before);
  return { ...draft, at, reminder: inputOf(Date.parse(reminder) + laterMs) };
}

export function draftOf(activity: Activity): Draft {
  const { kind, subject, owner, description, priority, dueAt, startsAt, endsAt, reminderAt, purpose, agenda } =
    activity;
  const lengthMs = startsAt === null || endsAt === null ? null : Date.parse(endsAt) - Date.parse(startsAt);
  return {
    ...empty,
    kind,
    subject,
    owner: owner?.id ?? '',
    description: description ?? '',
    priority: priority === 'high' || priority === 'low' ? priority : 'normal',
    at: inputOfInstant(dueAt ?? startsAt),
    reminder: inputOfInstant(reminderAt),
    minutes: lengthMs === null ? MINUTES_AT_FIRST : lengthMs / MINUTE_MS,
    purpose: purpose ?? '',
    agenda: agenda ?? '',
  };
}

/** Null: a call without a time can't be sent. */
export function newActivity(draft: Draft, record: string | null): New | null {
  const { kind, subject, owner, description, priority, purpose, agenda, isMade, result } = draft;
  const texts = { record, subject, owner, description, reminderAt: instantOfInput(draft.reminder) };
  if (kind === 'task') return { ...texts, kind, priority, dueAt: instantOfInput(draft.at) };
  const time = timeOf(draft);
  if (time === null) return null;
  const call = { ...texts, kind, purpose, agenda, time };
  if (!isMade) return call;
  return { ...call, status: 'completed', ...(result === null ? {} : { result }) };
}

/** What differs from the activity; null: a call without a time can't be sent. */
export function changeOf(draft: Draft, activity: Activity): Change | null {
  const before = draftOf(activity);
  const texts = (['subject', 'owner', 'description', 'purpose', 'agenda', 'priority'] as const).filter(
    (key) => draft[key] !== before[key],
  );
  const changed: Change = {
    ...Object.fromEntries(texts.map((key) => [key, draft[key]])),
    ...(draft.reminder === before.reminder ? {} : { reminderAt: instantOfInput(draft.reminder) }),
  };
  const isMoved = draft.at !== before.at || draft.minutes !== before.minutes;
  if (!isMoved) return changed;
  if (draft.kind === 'task') return { ...changed, dueAt: instantOfInput(draft.at) };
  const time = timeOf(draft);
  return time === null ? null : { ...changed, time };
}

function timeOf({ at, minutes }: Draft): { startsAt: string; endsAt: string } | null {
  const startsAt = instantOfInput(at);
  if (startsAt === null) return null;
  return { startsAt, endsAt: new Date(Date.parse(startsAt) + minutes * MINUTE_MS).toISOString() };
}

function inputOf(at: number): string {
  return inputOfInstant(new Date(at).toISOString());
}
