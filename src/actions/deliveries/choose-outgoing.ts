// Chooses among deliveries that are due, one after the other: each that goes counts for those after it.
import type { Candidate, Choosing } from '#actions/deliveries/load-choosing.ts';
import { openingFor } from '#core/cadence/business-hours.ts';
import { heldByBudget, type Reply, type Touch } from '#core/cadence/contact-budget.ts';
import type { Held } from '#core/cadence/enrollment.ts';
import { heldByLimits, type SenderUse } from '#core/message/sender-limits.ts';
import type { Instant } from '#core/time/instant.ts';
import type { WaitingDelivery } from '#storage/deliveries/choose-outgoing.ts';
import type { ChosenDelivery } from '#storage/deliveries/claim-deliveries.ts';

export type Among = {
  /** In the order in which they go. */
  readonly waiting: readonly WaitingDelivery[];
  readonly now: Instant;
};

export type Chosen = {
  readonly going: readonly ChosenDelivery[];
  readonly held: readonly { readonly id: string; readonly delivery: WaitingDelivery; readonly held: Held }[];
};

export function chooseOutgoing(choosing: Choosing, { waiting, now }: Among): Chosen {
  const tally = new Tally(choosing);
  const going: ChosenDelivery[] = [];
  const held: Chosen['held'][number][] = [];
  for (const delivery of waiting) {
    const candidate = choosing.candidates.get(delivery.id);
    if (candidate === undefined) continue;
    const hold = heldByHours(choosing, candidate, now) ?? tally.hold(candidate, now);
    if (hold !== null) {
      held.push({ id: delivery.id, delivery, held: hold });
      continue;
    }
    tally.count(candidate, now);
    const { sender, person, account } = candidate;
    going.push({ id: delivery.id, sender, person, account });
  }
  return { going, held };
}

/** Due in the hours it may have been, and tried again after them. */
function heldByHours({ hours, organization }: Choosing, candidate: Candidate, now: Instant): Held | null {
  if (hours === null) return null;
  const { outline, record, delivery } = candidate;
  const clock = { zone: organization.timeZone, hours };
  const values = record?.values ?? null;
  const until = openingFor(now, {
    clock,
    definition: outline.definition,
    channel: delivery.channel,
    record: values,
  });
  return until === now ? null : { reason: 'outside_business_hours', until };
}

const NOTHING_SENT: SenderUse = { thisHour: 0, today: 0 };

class Tally {
  private readonly choosing: Choosing;
  private readonly uses: Map<string, SenderUse>;
  private readonly touches: Map<string, Touch[]>;
  private readonly replies: readonly Reply[];

  constructor(choosing: Choosing) {
    this.choosing = choosing;
    this.uses = new Map(choosing.uses);
    this.touches = new Map();
    this.replies = choosing.contacts.replies;
    for (const touch of choosing.contacts.touches) this.add(touch);
  }

  hold(candidate: Candidate, now: Instant): Held | null {
    const { budget, windows, limitsOf } = this.choosing;
    const asking = { ...keysOf(candidate), channel: candidate.delivery.channel, now };
    const touches = [...this.of(asking.person), ...(asking.account === null ? [] : this.of(asking.account))];
    const held = heldByBudget(budget, asking, { touches: [...new Set(touches)], replies: this.replies });
    if (held !== null || candidate.sender === null) return held;
    return heldByLimits(limitsOf(candidate.sender), this.use(candidate.sender), windows);
  }

  count(candidate: Candidate, now: Instant): void {
    this.add({ ...keysOf(candidate), channel: candidate.delivery.channel, at: now });
    if (candidate.sender === null) return;
    const { thisHour, today } = this.use(candidate.sender);
    this.uses.set(candidate.sender, { thisHour: thisHour + 1, today: today + 1 });
  }

  private use(sender: string): SenderUse {
    return this.uses.get(sender) ?? NOTHING_SENT;
  }

  /** By person and by account: of each candidate only what concerns it is looked at. */
  private add(touch: Touch): void {
    for (const key of [touch.person, touch.account]) {
      if (key !== null) this.touches.set(key, [...this.of(key), touch]);
    }
  }

  private of(key: string): readonly Touch[] {
    return this.touches.get(key) ?? [];
  }
}

function keysOf({ person, account }: Candidate) {
  return { person: person.toString('hex'), account: account?.toString('hex') ?? null };
}
