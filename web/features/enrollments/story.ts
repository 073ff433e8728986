// A round as its story is told: what happened day by day, and its follow-ups as the tree they stand in.
import type { FileFollowUp } from '#core/cadence/file.ts';
import type { Answer } from '#web/api/call.ts';
import type { Item } from '#web/api/hooks.ts';

export type Enrollment = Answer<'getEnrollment'>;
export type FollowUp = Enrollment['followUps'][number];
export type HistoryEvent = Item<'getEnrollmentHistory'>;
/** While a round is active, what follows an answer shows up by itself. */
export const LOOK_AGAIN_MS = 3_000;

type HistoryDay = { readonly day: string; readonly events: readonly HistoryEvent[] };

/** In the reader's own days, the oldest first. `dayOf` writes the day of an instant. */
export function byDay(events: readonly HistoryEvent[], dayOf: (at: string) => string): HistoryDay[] {
  const days: { day: string; events: HistoryEvent[] }[] = [];
  for (const event of events) {
    const day = dayOf(event.at);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days;
}

export type Branch = { readonly followUp: FollowUp; readonly then: readonly Branch[] };

export function treeOf(followUps: readonly FollowUp[], parent: string | null = null): Branch[] {
  return followUps
    .filter((one) => one.parent === parent)
    .map((followUp) => ({ followUp, then: treeOf(followUps, followUp.followUp) }));
}

/** Every follow-up of a cadence file by its id. */
export function followUpsById(followUps: readonly FileFollowUp[]): ReadonlyMap<string, FileFollowUp> {
  const flat = (some: readonly FileFollowUp[]): FileFollowUp[] => some.flatMap((one) => [one, ...flat(one.then ?? [])]);
  return new Map(flat(followUps).map((one) => [one.id, one]));
}
