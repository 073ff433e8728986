// A zone's offset from UTC over time, and which instant a wall clock means in it. Temporal is asked once per stretch of
// constant offset, everything else is arithmetic on whole milliseconds. Only calendar.ts may use this file.
import { Temporal } from 'temporal-polyfill';
import { HOUR, type Instant } from './instant.ts';

/** from ≤ t < until: local wall clock = t + offset, all in milliseconds. */
export type Stretch = { readonly from: number; readonly until: number; readonly offset: number };

export type Zone = { readonly name: string; readonly stretches: Stretch[]; latest: Stretch };

/** No offset ever was as large as this: the wall clock is at most this far from UTC. */
const OFFSET_MAX = 18 * HOUR;

const zones = new Map<string, Zone>();

/** Whether `name` is an IANA zone, such as Asia/Shanghai. Fixed offsets (+08:00) are refused: they know no summer time. */
export function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** The first stretch in which the wall clock shows `wall`, or, when none does, the one before the gap. */
export function resolveWall(zone: Zone, wall: number): { stretch: Stretch; skipped: boolean } {
  let stretch = stretchAt(zone, wall - OFFSET_MAX);
  while (wall - stretch.offset >= stretch.until) {
    const next = stretchAt(zone, stretch.until);
    if (wall - next.offset < next.from) return { stretch, skipped: true };
    stretch = next;
  }
  return { stretch, skipped: false };
}

export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  if (!isZone(name)) throw new RangeError(`not a time zone: ${JSON.stringify(name)}`);
  const first = askTemporal(name, 0);
  const zone: Zone = { name, stretches: [first], latest: first };
  zones.set(name, zone);
  return zone;
}

export function stretchAt(zone: Zone, at: Instant): Stretch {
  const { latest } = zone;
  if (at >= latest.from && at < latest.until) return latest;
  let low = 0;
  let high = zone.stretches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((zone.stretches[middle] as Stretch).until <= at) low = middle + 1;
    else high = middle;
  }
  let found = zone.stretches[low];
  if (!found || at < found.from) {
    found = askTemporal(zone.name, at);
    zone.stretches.splice(low, 0, found);
  }
  zone.latest = found;
  return found;
}

function askTemporal(name: string, at: Instant): Stretch {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name);
  // The stretch's own first millisecond has itself as "previous" only when asked one later.
  const from = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const until = moment.getTimeZoneTransition('next');
  return {
    from: from ? from.epochMilliseconds : -Infinity,
    until: until ? until.epochMilliseconds : Infinity,
    offset: moment.offsetNanoseconds / 1_000_000,
  };
}
