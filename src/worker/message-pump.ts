// Brings messages of one channel to the wire: claimed in stock, prepared in batches, the gate and the outcomes in shared
// transactions, leases renewed while a slow server keeps them waiting.
import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '#core/time/instant.ts';
import { type Batches, batches } from '#actions/batches.ts';
import { type Knocking, openGate } from '#actions/deliveries/open-gate.ts';
import type { ReadyMessage } from '#actions/deliveries/ready-message.ts';
import { type Report, reportOutcomes } from '#actions/deliveries/report-outcomes.ts';
import type { Database } from '#storage/db.ts';
import { type ClaimedDelivery, handBackUntried, type Held, renewLeases } from '#storage/deliveries/claim-deliveries.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { OutgoingStock } from '#worker/outgoing-stock.ts';

type Moment = { readonly organization: Organization; readonly now: Instant };
export type Claim = Moment & { readonly limit: number };
export type Batch = Moment & { readonly deliveries: readonly ClaimedDelivery[] };

export type PumpOptions = {
  readonly database: Database;
  /** What is due of the channel. */
  readonly claim: (claim: Claim) => Promise<readonly ClaimedDelivery[]>;
  /** Makes what was claimed ready to go; what can't go is settled. */
  readonly prepare: (batch: Batch) => Promise<readonly ReadyMessage[]>;
  readonly clock: () => Instant;
  readonly isStopping?: () => boolean;
};

const BATCH = 60;
/** Two lanes: while one batch ends slowly the next is on its way. */
const LANES = 2;
const HEARTBEAT_MS = 10_000;
const REPORT_ATTEMPTS_MAX = 7;
const REPORT_PAUSE_MS = 100;

type Desk = { readonly gate: Batches<Knocking, boolean>; readonly outcomes: Batches<Report, true> };

export class MessagePump {
  private readonly options: PumpOptions;
  private readonly desks = new Map<number, Desk>();
  private readonly held = new Map<Organization, Map<string, Held>>();
  private heartbeat: NodeJS.Timeout | null = null;

  constructor(options: PumpOptions) {
    this.options = options;
  }

  /** Sends everything that is due now. Gives how many were claimed. */
  async run(organization: Organization): Promise<number> {
    const stock = new OutgoingStock({
      claim: (limit) => this.claim(organization, limit),
      stopwatch: () => performance.now(),
    });
    const lanes = Array.from({ length: LANES }, () => this.runLane(organization, stock));
    const results = await Promise.allSettled(lanes);
    await this.handBack(organization, stock.rest());
    return sumOf(results);
  }

  private async claim(organization: Organization, limit: number): Promise<readonly ClaimedDelivery[]> {
    const claimed = await this.options.claim({ organization, now: this.options.clock(), limit });
    this.hold(organization, claimed);
    return claimed;
  }

  private async runLane(organization: Organization, stock: OutgoingStock): Promise<number> {
    let taken = 0;
    while (this.options.isStopping?.() !== true) {
      const deliveries = await stock.take(BATCH);
      if (deliveries.length === 0) break;
      taken += deliveries.length;
      const ready = await this.prepare(organization, deliveries);
      sumOf(await Promise.allSettled(ready.map((message) => this.send(organization, message))));
    }
    return taken;
  }

  private async prepare(
    organization: Organization,
    deliveries: readonly ClaimedDelivery[],
  ): Promise<readonly ReadyMessage[]> {
    const going = new Set<string>();
    try {
      const ready = await this.options.prepare({ organization, now: this.options.clock(), deliveries });
      for (const { delivery } of ready) going.add(delivery.id);
      return ready;
    } finally {
      for (const { id } of deliveries) if (!going.has(id)) this.release(organization, id);
    }
  }

  /** Left over when the worker stops, or a lane failed. Where that fails too, their leases run out. */
  private async handBack(organization: Organization, rest: readonly ClaimedDelivery[]): Promise<void> {
    for (const { id } of rest) this.release(organization, id);
    if (rest.length === 0) return;
    await this.options.database
      .organization(organization.seat, (tx) => handBackUntried(tx, rest))
      .catch(() => undefined);
  }

  /** A message that the gate turned away was handed back there. */
  private async send(organization: Organization, message: ReadyMessage): Promise<number> {
    const { delivery, addressHash } = message;
    const desk = this.deskOf(organization);
    try {
      const outcome = await message.send(() => desk.gate.add({ delivery, addressHash }));
      if (outcome.kind !== 'stopped') await report(desk, { delivery, outcome, addressHash });
      return 1;
    } finally {
      this.release(organization, delivery.id);
    }
  }

  private deskOf(organization: Organization): Desk {
    const known = this.desks.get(organization.id);
    if (known !== undefined) return known;
    const { database, clock } = this.options;
    const desk: Desk = {
      gate: batches(
        async (knocking) => {
          const passed = await openGate({ database, organization, knocking, now: clock() });
          return knocking.map(({ delivery }) => passed.has(delivery.id));
        },
        { itemsMax: BATCH },
      ),
      outcomes: batches(
        async (reports) => {
          await reportOutcomes(database, { organization, reports, now: clock() });
          return reports.map(() => true as const);
        },
        { itemsMax: BATCH },
      ),
    };
    this.desks.set(organization.id, desk);
    return desk;
  }

  private hold(organization: Organization, claimed: readonly ClaimedDelivery[]): void {
    if (claimed.length === 0) return;
    const held = this.held.get(organization) ?? new Map<string, Held>();
    for (const { id, fence } of claimed) held.set(id, { id, fence });
    this.held.set(organization, held);
    this.heartbeat ??= setInterval(() => void this.renew(), HEARTBEAT_MS);
  }

  private release(organization: Organization, delivery: string): void {
    const held = this.held.get(organization);
    held?.delete(delivery);
    if (held?.size === 0) this.held.delete(organization);
    if (this.held.size === 0 && this.heartbeat !== null) {
      clearInterval(this.heartbeat);
      this.heartbeat = null;
    }
  }

  /** A heartbeat that fails is no harm by itself: the fence is checked at the gate. */
  private async renew(): Promise<void> {
    for (const [organization, held] of this.held) {
      await this.options.database
        .organization(organization.seat, (tx) => renewLeases(tx, [...held.values()]))
        .catch(() => undefined);
    }
  }
}

/**
 * What a server said must not be lost to a moment without the database: a message that was sent would need review. Given
 * up before the lease runs out.
 */
async function report({ outcomes }: Desk, report: Report): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await outcomes.add(report);
      return;
    } catch (error) {
      if (attempt === REPORT_ATTEMPTS_MAX) throw error;
      await pause(REPORT_PAUSE_MS * 2 ** attempt);
    }
  }
}

/** When all have ended: of what went well. Throws what went wrong first. */
function sumOf(results: readonly PromiseSettledResult<number>[]): number {
  let sum = 0;
  for (const result of results) {
    if (result.status === 'rejected') throw result.reason;
    sum += result.value;
  }
  return sum;
}
