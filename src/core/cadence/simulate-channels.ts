// The channels of a simulation (C-90): what is ordered goes out, is held, or can't go; what went out is answered. No
// message leaves.
import type { Held } from '#core/cadence/enrollment.ts';
import type { Contacted } from '#core/cadence/contact-budget.ts';
import type { Fact, SuppressionReason } from '#core/cadence/input.ts';
import type { Agenda } from '#core/cadence/simulate-agenda.ts';
import { type Outgoing, Pace } from '#core/cadence/simulate-pace.ts';
import { answersTo, drawing } from '#core/cadence/simulate-people.ts';
import { contactedBy, recipientOf, senderOf, whyNotReached } from '#core/cadence/simulate-reach.ts';
import type { Tally } from '#core/cadence/simulate-tally.ts';
import type { Due, Order, Trial, TrialRecord } from '#core/cadence/simulate-trial.ts';
import type { Instant } from '#core/time/instant.ts';

type Setting = { readonly trial: Trial; readonly agenda: Agenda<Due>; readonly tally: Tally };

type Reopening = {
  readonly sender: string;
  readonly now: Instant;
  /** False: it was called back meanwhile. */
  readonly isWanted: (order: Order) => boolean;
};

export class Channels {
  private readonly setting: Setting;
  private readonly pace: Pace;
  private readonly suppressed: Map<string, SuppressionReason>;
  private readonly reaching: Trial['reaching'];
  /** By sender, what waits until it may send again: first come, first served. */
  private readonly queues = new Map<string, Order[]>();

  constructor(setting: Setting) {
    const { outline, world, pace, reaching } = setting.trial;
    this.setting = setting;
    this.pace = new Pace({ ...pace, zone: world.zone }, outline.definition);
    this.suppressed = new Map(reaching.suppressed);
    this.reaching = { ...reaching, suppressed: this.suppressed };
  }

  /** What the round is to be told; null: nothing yet, or nothing new. */
  carryOut(order: Order, now: Instant): Fact | null {
    const { node, record } = order;
    const no = whyNotReached(node.followUp, record.values, this.reaching);
    if (no !== null) return ofRepetition(no, order);
    const outgoing = this.outgoing(order, now);
    if (outgoing === null) return this.done(order, { now, by: null });
    if (outgoing.sender !== null && this.queueOf(outgoing.sender).length > 0) {
      return this.queueUp(order, outgoing, { reason: 'mailbox_hour_full', until: now });
    }
    const held = this.pace.hold(outgoing);
    if (held !== null) return this.wait(order, outgoing, held);
    this.pace.count(outgoing);
    return this.done(order, { now, by: outgoing });
  }

  /** The mailbox may send again: first come, first served. What it can't send today or this hour stays where it is. */
  *reopened({
    sender,
    now,
    isWanted,
  }: Reopening): Generator<{ readonly order: Order; readonly fact: Fact | null }, void> {
    const queue = (this.queues.get(sender) ?? []).filter(isWanted);
    this.queues.set(sender, []);
    for (const [place, order] of queue.entries()) {
      const held = this.pace.heldBySender({ sender, now });
      if (held === null) yield { order, fact: this.carryOut(order, now) };
      else {
        this.setting.agenda.add(held.until, { kind: 'open', sender });
        this.queues.set(sender, [...queue.slice(place), ...this.queueOf(sender)]);
        for (const left of queue.slice(place)) yield { order: left, fact: told(left, held, now) };
        return;
      }
    }
  }

  /** What an answer means beyond its round. */
  noteAnswer({ fact, by, record, at }: { fact: Fact; by: Contacted | null; record: TrialRecord; at: Instant }): void {
    if (fact.kind !== 'response' || by === null) return;
    if (fact.response === 'replied') this.pace.noteReply({ ...by, at });
    const node = this.setting.trial.outline.byNumber.get(fact.followUp);
    if (fact.response === 'unsubscribed' && node !== undefined) this.suppress({ node, record }, 'unsubscribed');
  }

  private outgoing({ node, record }: Order, now: Instant): Outgoing | null {
    const { settings } = node.followUp;
    if (settings.channel === 'task') return null;
    const { person, account } = contactedBy(settings, record.values, record.id);
    const sender = senderOf(settings, this.reaching);
    return { person, account, channel: settings.channel, sender, record: record.values, now };
  }

  private wait(order: Order, outgoing: Outgoing, held: Held): Fact | null {
    if (held.reason === 'mailbox_hour_full' || held.reason === 'mailbox_day_full') {
      const { sender } = outgoing;
      if (sender !== null) this.setting.agenda.add(held.until, { kind: 'open', sender });
      return this.queueUp(order, outgoing, held);
    }
    this.setting.agenda.add(held.until, { kind: 'attempt', order });
    return told(order, held, outgoing.now);
  }

  private queueUp(order: Order, { sender, now }: Outgoing, held: Held): Fact | null {
    if (sender !== null) this.queueOf(sender).push(order);
    return told(order, held, now);
  }

  private queueOf(sender: string): Order[] {
    const known = this.queues.get(sender);
    if (known !== undefined) return known;
    const queue: Order[] = [];
    this.queues.set(sender, queue);
    return queue;
  }

  private done(order: Order, { now, by }: { readonly now: Instant; readonly by: Outgoing | null }): Fact {
    const { node, record, place, repetition } = order;
    const { followUp } = node;
    const { trial, tally, agenda } = this.setting;
    tally.noteVolume(now, followUp.settings.channel, by?.sender ?? null);
    const rates = trial.rates.get(followUp.number)?.rates ?? {};
    const draw = drawing(trial.seed, [hashOf(record.id), followUp.number, repetition]);
    const { channel } = followUp.settings;
    if (draw() < (rates['bounced'] ?? 0) && channel === 'email') {
      this.suppress(order, 'hard_bounced');
      return ofRepetition({ kind: 'refused', followUp: followUp.number }, order);
    }
    for (const { at, fact } of answersTo({ node, repetition, at: now, zone: trial.world.zone, rates, draw })) {
      agenda.add(at, { kind: 'fact', place, fact, by });
    }
    return ofRepetition({ kind: 'carried_out', followUp: followUp.number }, order);
  }

  private suppress({ node, record }: Pick<Order, 'node' | 'record'>, reason: SuppressionReason): void {
    const address = recipientOf(node.followUp.settings, record.values);
    if (address !== null && !this.suppressed.has(address)) this.suppressed.set(address, reason);
  }
}

function told(order: Order, { reason, until }: Held, now: Instant): Fact | null {
  if (order.told.has(reason)) return null;
  order.told.add(reason);
  return { kind: 'held', followUp: order.node.followUp.number, reason, until: Math.max(until, now) };
}

function ofRepetition(fact: Fact, { repetition }: Order): Fact {
  return repetition === 0 ? fact : ({ ...fact, repetition } as Fact); // facts of deliveries have one
}

/** FNV-1a, so that a record answers the same whoever else is in the audience. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return hash;
}
