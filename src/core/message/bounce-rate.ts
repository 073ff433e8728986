// When so many of a mail account's messages bounce that providers begin to refuse all of them: better nothing goes out than
// a list of dead addresses to its end.
import { HOUR } from '#core/time/instant.ts';

/** Of the last hours, counted in whole ones. */
export type BounceCount = { readonly attempted: number; readonly bounced: number };

export const BOUNCES_COUNTED_MS = 24 * HOUR;
/** Fewer messages say nothing about a list. */
const ATTEMPTED_MIN = 50;
/** Providers ask for less than 0.02, and act from about 0.1. */
const SHARE_MAX = 0.1;

export function bouncesTooOften({ attempted, bounced }: BounceCount): boolean {
  return attempted >= ATTEMPTED_MIN && bounced >= attempted * SHARE_MAX;
}
