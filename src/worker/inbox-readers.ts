// The mailboxes that this worker reads: it takes up those that nobody else reads, keeps its leases on them, and lets go of
// those that were changed or lost. Each is read by itself, again and again, with pauses that grow while it fails.
import { setTimeout as pause } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { type InboxDesk, readInbox } from '#actions/mail/read-inbox.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { type HeldInbox, releaseInboxes, renewInboxes, takeInboxes } from '#storage/mail/inboxes.ts';
import { listOrganizations, type Organization } from '#storage/organizations/organizations.ts';

export type InboxReadersOptions = {
  readonly database: Database;
  readonly clock: () => Instant;
  readonly desk: InboxDesk;
  readonly log: { error(detail: object, what: string): void };
};

const ROUND_MS = 5_000;
const RETRY_MS_MIN = 5_000;
const RETRY_MS_MAX = 300_000;

type Reader = { readonly revision: number; readonly leave: AbortController; readonly done: Promise<void> };

export class InboxReaders {
  private readonly options: InboxReadersOptions;
  private readonly holder = uuidv7();
  private readonly stopping = new AbortController();
  private readonly readers = new Map<string, Reader>();
  private readonly running: Promise<void>;

  constructor(options: InboxReadersOptions) {
    this.options = options;
    this.running = this.run();
  }

  /** What is being taken in is committed; the mailboxes are free for other workers. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { database, log } = this.options;
    let organizations: readonly Organization[] = [];
    while (!this.stopping.signal.aborted) {
      try {
        organizations = await listOrganizations(database);
        for (const organization of organizations) await this.visit(organization);
      } catch (error) {
        log.error({ err: error }, 'mailboxes can not be taken up');
      }
      await this.wait(ROUND_MS, this.stopping.signal);
    }
    for (const { leave } of this.readers.values()) leave.abort();
    await Promise.all([...this.readers.values()].map(({ done }) => done));
    for (const organization of organizations) await this.release(organization).catch(() => undefined);
  }

  private async visit(organization: Organization): Promise<void> {
    const { database } = this.options;
    const held = await database.organization(organization.seat, async (tx) => {
      const kept = await renewInboxes(tx, this.holder);
      return [...kept, ...(await takeInboxes(tx, this.holder))];
    });
    const revisions = new Map(held.map(({ account, revision }) => [keyOf(organization, account), revision]));
    for (const [key, { revision, leave }] of this.readers) {
      if (key.startsWith(keyOf(organization, '')) && revisions.get(key) !== revision) leave.abort();
    }
    for (const one of held) this.start(organization, one);
  }

  /** One that is being left is started again in a later round. */
  private start(organization: Organization, { account, revision }: HeldInbox): void {
    const key = keyOf(organization, account);
    if (this.readers.has(key)) return;
    const leave = new AbortController();
    const done = this.read(organization, account, leave.signal).finally(() => this.readers.delete(key));
    this.readers.set(key, { revision, leave, done });
  }

  private async read(organization: Organization, account: number, signal: AbortSignal): Promise<void> {
    const { desk, log, ...rest } = this.options;
    const reading = { ...rest, ...desk, organization, account, holder: this.holder, signal };
    let retryMs = RETRY_MS_MIN;
    while (!signal.aborted) {
      const startedAt = performance.now();
      try {
        if ((await readInbox(reading)) === 'ended') return;
      } catch (error) {
        log.error({ err: error, organization: organization.id, account }, 'a mailbox could not be read');
      }
      // A connection that was of use before it broke isn't held against the server.
      retryMs = performance.now() - startedAt > RETRY_MS_MAX ? RETRY_MS_MIN : retryMs;
      await this.wait(retryMs, signal);
      retryMs = Math.min(retryMs * 2, RETRY_MS_MAX);
    }
  }

  private async release(organization: Organization): Promise<void> {
    await this.options.database.organization(organization.seat, (tx) => releaseInboxes(tx, this.holder));
  }

  private async wait(ms: number, signal: AbortSignal): Promise<void> {
    await pause(ms, undefined, { signal }).catch(() => undefined);
  }
}

function keyOf({ id }: Organization, account: number | ''): string {
  return `${id}/${account}`;
}
