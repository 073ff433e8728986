// How often a webhook is tried, and what its answer means.
import type { CallFailure } from '#core/net/outbound.ts';
import { HOUR, type Instant, MINUTE } from '#core/time/instant.ts';

/** From one attempt to the next. */
const PAUSES: readonly number[] = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 24 * HOUR];

/** Null: it has been tried often enough. */
export function nextAttemptAt(attempts: number, now: Instant): Instant | null {
  const pause = PAUSES[attempts - 1];
  return pause === undefined ? null : now + pause;
}

export type AttemptResult = {
  /** Of HTTP; null: there was no answer. */
  readonly status: number | null;
  /** status: of HTTP, other than well done; secret_lost: it was sealed under another secret of the installation. */
  readonly failure: CallFailure | 'status' | 'secret_lost' | null;
};

const GONE = 410;

/** gone: whoever is there wants no more of it. */
export function judge({ status, failure }: AttemptResult): 'delivered' | 'failed' | 'gone' {
  if (failure === null) return 'delivered';
  return status === GONE ? 'gone' : 'failed';
}
