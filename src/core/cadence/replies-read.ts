// C-8: how far the mailboxes have been read that a cadence's answers come to. One that nobody reads stays where it was, so
// that nobody counts as silent who may have answered there.
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import { type Answered, replyAddressesOf } from '#core/cadence/reply-addresses.ts';
import { fold } from '#core/records/fold.ts';
import type { Instant } from '#core/time/instant.ts';

export type RepliesRead = Answered & {
  /** What comes to addresses without an account. */
  readonly elsewhere: Instant;
  /** By folded address: what comes to accounts. */
  readonly accounts: ReadonlyMap<string, Instant>;
};

type Defined = { readonly definition: CadenceDefinition };

/** Answers go to Reply-To, else to From (C-35). With several mailboxes: the one that is furthest behind. */
export function repliesReadUntil(read: RepliesRead, versions: Iterable<Defined>): Instant {
  const { elsewhere, accounts } = read;
  if (accounts.size === 0) return elsewhere;
  let until = Number.POSITIVE_INFINITY;
  for (const { definition } of versions) {
    for (const { settings } of definition.followUps) {
      if (settings.channel !== 'email') continue;
      const addresses = replyAddressesOf(settings, read);
      until = Math.min(until, ...addresses.map((address) => accounts.get(fold(address)) ?? elsewhere));
    }
  }
  return until === Number.POSITIVE_INFINITY ? elsewhere : until;
}
