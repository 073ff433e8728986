// What happened, day by day in the reader's zone, the newest first.
import type { Item } from '#web/api/hooks.ts';

export type TimelineItem = Item<'getTimeline'>;
export type TimelineDay = { readonly day: string; readonly items: readonly TimelineItem[] };

/** `day` is an instant of it. The items come in their order. */
export function timelineDays(items: readonly TimelineItem[]): TimelineDay[] {
  const days: { day: string; items: TimelineItem[] }[] = [];
  for (const item of items) {
    const last = days.at(-1);
    if (last !== undefined && isSameDay(last.day, item.at)) last.items.push(item);
    else days.push({ day: item.at, items: [item] });
  }
  return days;
}

/** How many midnights ago; 0: today. `now` in epoch milliseconds. */
export function daysAgo(at: string, now: number): number {
  return Math.round((midnight(new Date(now)) - midnight(new Date(at))) / DAY_MS);
}

const DAY_MS = 86_400_000;

function isSameDay(one: string, other: string): boolean {
  return midnight(new Date(one)) === midnight(new Date(other));
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}
