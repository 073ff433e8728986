import type { Instant } from '#core/time/instant.ts';

/** K-56: what a provider's clock says is never before the message went out, and never ahead of us. */
export function toldAt(at: Instant | null, { dotAt, now }: { readonly dotAt: Instant | null; readonly now: Instant }) {
  return Math.min(now, Math.max(at ?? now, dotAt ?? 0));
}
