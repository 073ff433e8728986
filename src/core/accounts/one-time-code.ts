// When a one-time code counts, and for how long nobody may try after wrong ones.
import { type Instant, MINUTE } from '#core/time/instant.ts';

/** Of TOTP as every authenticator app knows it. */
export const CODE_SECONDS = 30;
export const CODE_DIGITS = 6;
/** Steps that a clock may be off by. */
export const CODE_WINDOW = 1;

const FAILURES_PER_LOCK = 5;
const LOCK = 5 * MINUTE;

/** Null: one may go on trying. */
export function lockedAfter(failures: number, now: Instant): Instant | null {
  return failures % FAILURES_PER_LOCK === 0 ? now + LOCK : null;
}

/** As it is typed: spaces, hyphens and the case of recovery codes don't matter. */
export function readCode(typed: string): { readonly kind: 'one_time' | 'recovery'; readonly code: string } {
  const code = typed.replace(/[\s-]/g, '').toLowerCase();
  return { kind: /^\d{6}$/.test(code) ? 'one_time' : 'recovery', code };
}
