// What is to happen with a record, by people and by itself, the soonest first.
import type { Answer } from '#web/api/call.ts';
import { type Activity, isClosed, wantedAt } from '#web/features/activities/groups.ts';

type Round = Answer<'listRecordEnrollments'>['items'][number];

export type NextStep =
  | { readonly kind: 'activity'; readonly key: string; readonly at: string | null; readonly activity: Activity }
  | {
      readonly kind: 'follow_up';
      readonly key: string;
      readonly at: string;
      readonly round: Round;
      readonly next: NonNullable<Round['next']>;
    };

/** What has no date comes last. */
export function nextSteps(activities: readonly Activity[], rounds: readonly Round[]): NextStep[] {
  const steps: NextStep[] = [];
  for (const activity of activities) {
    if (isClosed(activity)) continue;
    steps.push({ kind: 'activity', key: activity.id, at: wantedAt(activity), activity });
  }
  for (const round of rounds) {
    if (round.next === null) continue;
    steps.push({ kind: 'follow_up', key: `round-${round.id}`, at: round.next.at, round, next: round.next });
  }
  return steps.toSorted((a, b) => timeOf(a) - timeOf(b));
}

function timeOf({ at }: NextStep): number {
  return at === null ? Number.POSITIVE_INFINITY : Date.parse(at);
}
