// Whether the database that a worker finds is the one that it left. A restored backup and a copied machine don't know what
// went out since, and would send it again (P19); so would a standby that took over without the last seconds.
import { HOUR, type Instant } from '#core/time/instant.ts';

/**
 * elsewhere: restored into another database, or moved. older: less is in it than is known to have been. silent: nobody was
 * there for long, and nobody said goodbye.
 */
export const standstillCauses = ['elsewhere', 'older', 'silent'] as const;
export type StandstillCause = (typeof standstillCauses)[number];

/** What becomes of messages that were planned while sending stood still: a person looks at each, or they go out. */
export const standstillEnds = ['review', 'send'] as const;
export type StandstillEnd = (typeof standstillEnds)[number];

/** What the database says of itself. */
export type LastSeen = {
  /** Which database it was; null: no worker has been there. */
  readonly place: string | null;
  /** Counts the signs of life. */
  readonly beat: number;
  readonly at: Instant | null;
  /** Whoever gave the last sign of life stopped in order. */
  readonly stopped: boolean;
};

/** What the worker that looks knows of it. */
export type Finding = {
  readonly place: string;
  readonly now: Instant;
  /** The latest sign of life that is known from elsewhere: this worker's memory, a file beside the database. Null: none. */
  readonly knownBeat: number | null;
  /** It gave that sign itself and has looked again and again since: that it couldn't give another was the database's fault. */
  readonly isAwake: boolean;
};

/** An upgrade, a reboot and whoever looks what is wrong are done within it. */
const SILENCE_MS_MAX = HOUR;

/** Null: nothing is wrong. */
export function whyStandStill(seen: LastSeen, { place, now, knownBeat, isAwake }: Finding): StandstillCause | null {
  if (seen.place !== null && seen.place !== place) return 'elsewhere';
  if (knownBeat !== null && seen.beat < knownBeat) return 'older';
  if (seen.at === null || seen.stopped || isAwake) return null;
  return now - seen.at > SILENCE_MS_MAX ? 'silent' : null;
}
