// Brings messages of one channel to the wire: prepared in batches, the gate and the outcomes in shared transactions, leases renewed while
// a slow server keeps them waiting.
import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '#core/time/instant.ts';
import { type Batches, batches } from '#actions/batches.ts';
import { type Knocking, openGate } from '#actions/deliveries/open-gate.ts';
import type { Prepared, ReadyMessage } from '#actions/deliveries/ready-message.ts';
import { type Report, reportOutcomes } from '#actions/deliveries/report-outcomes.ts';
import type { Database } from '#storage/db.ts';
import { type Held, renewLeases } from '#storage/deliveries/claim-deliveries.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Batch = { readonly organization: Organization; readonly now: Instant; readonly limit: number };

export type PumpOptions = {
  readonly database: Database;
  /** Claims what is due of the channel, and makes it ready to go. */
  readonly prepare: (batch: Batch) => Promise<Prepared>;
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
    const lanes = Array.from({ length: LANES }, () => this.runLane(organization));
    const results = await Promise.allSettled(lanes);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return results.reduce((sum, result) => sum + (result.status === 'fulfilled' ? result.value : 0), 0);
  }

  private async runLane(organization: Organization): Promise<number> {
    const { clock, isStopping, prepare } = this.options;
    let claimed = 0;
    for (;;) {
      if (isStopping?.()) return claimed;
      const batch = await prepare({ organization, now: clock(), limit: BATCH });
      if (batch.claimed === 0) return claimed;
      claimed += batch.claimed;
      this.hold(organization, batch.ready);
      const results = await Promise.allSettled(batch.ready.map((message) => this.send(organization, message)));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    }
  }

  /** A message that the gate turned away was handed back there. */
  private async send(organization: Organization, message: ReadyMessage): Promise<void> {
    const { delivery, addressHash } = message;
    const desk = this.deskOf(organization);
    try {
      const outcome = await message.send(() => desk.gate.add({ delivery, addressHash }));
      if (outcome.kind !== 'stopped') await report(desk, { delivery, outcome, addressHash });
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

  private hold(organization: Organization, ready: readonly ReadyMessage[]): void {
    const held = this.held.get(organization) ?? new Map<string, Held>();
    for (const { delivery } of ready) held.set(delivery.id, { id: delivery.id, fence: delivery.fence });
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
