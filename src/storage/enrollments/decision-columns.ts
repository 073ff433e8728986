// What a batch of decisions writes, gathered column by column as each is made: a thousand decisions kept until the last
// is made would be copied by every collection of garbage (a quarter of the wake loop's JavaScript time, measured).
import { isDeliver } from '#core/cadence/command.ts';
import type { Decision } from '#core/cadence/decide.ts';
import { type EventKind, eventKinds } from '#core/cadence/event.ts';
import type { Outline } from '#core/cadence/outline.ts';
import { stateToText } from '#core/cadence/state-text.ts';
import type { Instant } from '#core/time/instant.ts';
import { statusToNumber } from '#storage/enrollments/enrollment-row.ts';

export type Decided = {
  readonly recordId: string;
  /** The epoch of the cadence that the decision was made in: the gate compares it. */
  readonly epoch: number;
  readonly outline: Outline;
  readonly decision: Decision;
  /** The enrollment's state as text, where the caller needed it before. */
  readonly state?: string;
};

export class DecisionColumns {
  count = 0;
  readonly enrollments = {
    id: [] as string[],
    cadence: [] as number[],
    revision: [] as number[],
    status: [] as number[],
    reason: [] as (string | null)[],
    version: [] as number[],
    state: [] as string[],
  };
  readonly log = {
    id: [] as string[],
    seq: [] as number[],
    at: [] as Instant[],
    due: [] as (Instant | null)[],
    actor: [] as (number | null)[],
    kind: [] as number[],
    followUp: [] as (number | null)[],
    detail: [] as (string | null)[],
  };
  readonly timers = { id: [] as string[], at: [] as Instant[] };
  readonly deliveries = {
    id: [] as string[],
    epoch: [] as number[],
    followUp: [] as number[],
    channel: [] as string[],
    repetition: [] as number[],
    again: [] as boolean[],
  };
  readonly cancelled = { id: [] as string[], followUp: [] as number[] };
  readonly withdrawn = { id: [] as string[], followUp: [] as number[] };

  /** `id` is the enrollment's, or of one that has none yet its record's. */
  add(one: Decided, id: string): void {
    this.count += 1;
    this.addEnrollment(one, id);
    this.addLog(one, id);
    this.addCommands(one, id);
    if (one.decision.timerAt !== null) {
      this.timers.id.push(id);
      this.timers.at.push(one.decision.timerAt);
    }
  }

  private addEnrollment({ decision: { enrollment }, state }: Decided, id: string): void {
    const { enrollments } = this;
    enrollments.id.push(id);
    enrollments.cadence.push(enrollment.cadence);
    enrollments.revision.push(enrollment.revision);
    enrollments.status.push(statusToNumber(enrollment.status));
    enrollments.reason.push(enrollment.reason);
    enrollments.version.push(enrollment.version);
    enrollments.state.push(state ?? stateToText(enrollment));
  }

  private addLog({ decision }: Decided, id: string): void {
    const { log } = this;
    let seq = 0;
    for (const event of decision.events) {
      log.id.push(id);
      log.seq.push(seq++);
      log.at.push(event.at);
      log.due.push(event.dueAt);
      log.actor.push(event.actor);
      log.kind.push(kindNumbers[event.kind]);
      log.followUp.push(event.followUp);
      log.detail.push(event.detail);
    }
  }

  private addCommands({ decision, epoch, outline }: Decided, id: string): void {
    for (const command of decision.commands) {
      const { followUp } = command;
      if (isDeliver(command)) {
        this.deliveries.id.push(id);
        this.deliveries.epoch.push(epoch);
        this.deliveries.followUp.push(followUp);
        this.deliveries.channel.push(channelOf(outline, followUp));
        this.deliveries.repetition.push(command.repetition ?? 0);
        this.deliveries.again.push(command.kind === 'deliver_again');
        continue;
      }
      const { id: ids, followUp: followUps } = command.kind === 'cancel_delivery' ? this.cancelled : this.withdrawn;
      ids.push(id);
      followUps.push(followUp);
    }
  }
}

const kindNumbers = Object.fromEntries(eventKinds.map((kind, number) => [kind, number])) as Record<EventKind, number>;

function channelOf(outline: Outline, followUp: number): string {
  const node = outline.byNumber.get(followUp);
  if (node === undefined) throw new Error(`follow-up ${followUp} is not in the version it was decided under`);
  return node.followUp.settings.channel;
}
