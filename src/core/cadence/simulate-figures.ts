// The figures of one follow-up in a simulation (C-90), counted from the history of its rounds.
import { followUpTitle } from '#core/cadence/definition.ts';
import type { EnrollmentEvent, EventKind } from '#core/cadence/event.ts';
import type { OutlineNode } from '#core/cadence/outline.ts';
import type { SourcedRates } from '#core/cadence/simulate-rates.ts';
import type { NeverReason, SimulatedFollowUp, SimulatedStep } from '#core/cadence/simulation-result.ts';

const byRecord = {
  follow_up_scheduled: 'reached',
  follow_up_executed: 'carriedOut',
  follow_up_cancelled: 'cancelled',
} as const satisfies Partial<Record<EventKind, string>>;

const byReason = {
  follow_up_suppressed: 'suppressed',
  follow_up_skipped: 'skipped',
  follow_up_failed: 'failed',
  held: 'held',
  response_recorded: 'responses',
  trigger_overruled: 'overruled',
} as const satisfies Partial<Record<EventKind, string>>;

/** What people are told of a round, by kind of event. */
const told = {
  follow_up_executed: 'carried_out',
  follow_up_suppressed: 'suppressed',
  follow_up_skipped: 'skipped',
  follow_up_failed: 'failed',
  held: 'held',
} as const satisfies Partial<Record<EventKind, SimulatedStep['what']>>;

export class Figures {
  private readonly records = {
    reached: new Set<number>(),
    carriedOut: new Set<number>(),
    cancelled: new Set<number>(),
  };
  private readonly reasons = {
    suppressed: new Map<string, number>(),
    skipped: new Map<string, number>(),
    failed: new Map<string, number>(),
    held: new Map<string, number>(),
    responses: new Map<string, number>(),
    overruled: new Map<string, number>(),
  };
  private times = 0;
  private readonly node: OutlineNode;

  constructor(node: OutlineNode) {
    this.node = node;
  }

  get isCarriedOut(): boolean {
    return this.records.carriedOut.size > 0;
  }

  /** Gives what is told of it, if anything. */
  note(place: number, { kind, detail, at }: EnrollmentEvent): SimulatedStep | null {
    if (kind in byRecord) this.records[byRecord[kind as keyof typeof byRecord]].add(place);
    if (kind in byReason) count(this.reasons[byReason[kind as keyof typeof byReason]], detail ?? '');
    if (kind === 'follow_up_executed') this.times += 1;
    if (!(kind in told)) return null;
    return { at, followUp: this.node.followUp.id, what: told[kind as keyof typeof told], reason: detail };
  }

  /** `ofParent`: the figures of the follow-up that it comes after; null: it comes first. */
  concluded(answering: SourcedRates, ofParent: Figures | null): SimulatedFollowUp {
    const { id, parent, settings } = this.node.followUp;
    const { reached, carriedOut, cancelled } = this.records;
    const { suppressed, skipped, failed, held, responses } = this.reasons;
    return {
      followUp: id,
      title: followUpTitle(settings),
      channel: settings.channel,
      parent,
      reached: reached.size,
      carriedOut: carriedOut.size,
      cancelled: cancelled.size,
      times: this.times,
      suppressed: Object.fromEntries(suppressed),
      skipped: Object.fromEntries(skipped),
      failed: Object.fromEntries(failed),
      held: Object.fromEntries(held),
      responses: Object.fromEntries(responses),
      answering,
      never: this.whyNever(ofParent),
    };
  }

  private whyNever(ofParent: Figures | null): NeverReason | null {
    const { reached, cancelled } = this.records;
    const { suppressed, skipped, failed, overruled } = this.reasons;
    if (this.isCarriedOut) return null;
    if (ofParent?.isCarriedOut === false) return 'parent_never_carried_out';
    if (failed.size > 0) return 'always_failed';
    if (suppressed.size > 0) return 'always_suppressed';
    if (skipped.size > 0) return 'always_skipped';
    if (reached.size === 0) return overruled.size > 0 ? 'rule_always_first' : 'trigger_never_met';
    return cancelled.size > 0 ? 'always_cancelled' : 'not_in_time';
  }
}

export function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
