// Where visits go when they come (E-5): into the database, those of one moment together; into the spool while it doesn't
// take them. What was acknowledged is in one of the two, and the key of each keeps it from counting twice where it is in both.
import type { Instant } from '#core/time/instant.ts';
import { type Batches, batches } from '#actions/batches.ts';
import { takeVisits } from '#actions/mail/take-visits.ts';
import { withinPatience } from '#actions/mail/within-patience.ts';
import type { Database } from '#storage/db.ts';
import { isRefusal } from '#storage/is-refusal.ts';
import type { SpooledVisit, VisitSpool } from '#storage/mail/visit-spool.ts';
import { findOrganization, type Organization } from '#storage/organizations/organizations.ts';

export type KeeperOptions = {
  readonly database: Database;
  readonly clock: () => Instant;
  /** Null: what the database doesn't take is refused. */
  readonly spooling: Spooling | null;
};

export type Spooling = {
  readonly spool: VisitSpool;
  readonly log: { error(detail: object, what: string): void };
};

const BATCH = 500;
/** Recipients don't wait longer for a database that has become slow. */
const DATABASE_MS_MAX = 500;
const REPLAY_EVERY_MS = 2_000;

export class VisitKeeper {
  private readonly options: KeeperOptions;
  private readonly desk: Batches<SpooledVisit, true>;
  private readonly organizations = new Map<number, Organization | null>();
  /** It is not asked again for each visit. */
  private databaseIsAway = false;
  private replaying: NodeJS.Timeout | null = null;
  private turn: Promise<void> | null = null;

  constructor(options: KeeperOptions) {
    this.options = options;
    this.desk = batches(
      async (visits) => {
        await this.keepAll(visits);
        return visits.map(() => true as const);
      },
      { itemsMax: BATCH },
    );
  }

  /** When it settles the visit is not lost any more. */
  async keep(visit: SpooledVisit): Promise<void> {
    await this.desk.add(visit);
  }

  private async keepAll(visits: readonly SpooledVisit[]): Promise<void> {
    const { spooling } = this.options;
    if (spooling === null) return this.store(visits);
    const { spool, log } = spooling;
    if (!this.databaseIsAway) {
      try {
        return await withinPatience(this.store(visits), DATABASE_MS_MAX);
      } catch (error) {
        log.error({ err: error, visits: visits.length }, 'visits are spooled until the database takes them');
        this.databaseIsAway = !isRefusal(error);
      }
    }
    await spool.keep(visits);
    this.replayLater();
  }

  private async store(visits: readonly SpooledVisit[]): Promise<void> {
    const { database, clock } = this.options;
    for (const id of new Set(visits.map(({ organization }) => organization))) {
      const organization = await this.find(id);
      if (organization === null) continue;
      const own = visits.filter((visit) => visit.organization === id);
      await takeVisits({ database, organization, now: clock(), visits: own });
    }
  }

  private async find(id: number): Promise<Organization | null> {
    const known = this.organizations.get(id);
    if (known !== undefined) return known;
    const organization = await findOrganization(this.options.database, id);
    if (organization !== null) this.organizations.set(id, organization);
    return organization;
  }

  /** What lies in the spool goes into the database. Throws where that is away; what is left is tried again. */
  replay(): Promise<void> {
    this.turn ??= this.replayAll().finally(() => (this.turn = null));
    return this.turn;
  }

  private async replayAll(): Promise<void> {
    const { spooling } = this.options;
    if (spooling === null) return;
    this.replayLater();
    for (const file of await spooling.spool.list()) await this.replayFile(spooling, file);
    this.databaseIsAway = false;
    if ((await spooling.spool.list()).length === 0) this.stopReplaying();
  }

  /** One that the database refuses stays, and keeps no other one waiting. */
  private async replayFile({ spool, log }: Spooling, file: string): Promise<void> {
    try {
      const visits = await spool.read(file);
      if (visits !== null) await this.store(visits);
      await spool.remove(file);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      log.error({ err: error, file }, 'spooled visits are refused by the database');
    }
  }

  private replayLater(): void {
    if (this.replaying !== null) return;
    this.replaying = setInterval(() => void this.replay().catch(() => undefined), REPLAY_EVERY_MS);
    this.replaying.unref();
  }

  private stopReplaying(): void {
    if (this.replaying !== null) clearInterval(this.replaying);
    this.replaying = null;
  }

  async stop(): Promise<void> {
    this.stopReplaying();
    await this.turn?.catch(() => undefined);
  }
}
