// What the public tracking addresses need: reading signed tokens, and taking down what they say. Events of one moment
// share a transaction.
import { uuidv7 } from 'uuidv7';
import { type Signs, TESTER_PROGRAM, type Visit } from '#core/message/visit.ts';
import type { Instant } from '#core/time/instant.ts';
import { type Batches, batches } from '#actions/batches.ts';
import { type MailResponse, recordResponses } from '#actions/mail/record-response.ts';
import { subscribeAgain } from '#actions/mail/subscribe-again.ts';
import { type KeeperOptions, VisitKeeper } from '#actions/mail/visit-keeper.ts';
import { withinPatience } from '#actions/mail/within-patience.ts';
import type { Database } from '#storage/db.ts';
import { findOrganization, type Organization } from '#storage/organizations/organizations.ts';

export type TokenReader = {
  readonly readOpenToken: (token: string) => Named | null;
  readonly readUnsubscribeToken: (token: string) => Named | null;
  readonly readTrapToken: (token: string) => Named | null;
  readonly readLinkToken: (token: string) => (Named & { readonly link: number; readonly url: string }) | null;
};

type Named = { readonly organization: number; readonly delivery: string };

/** A request to one of the addresses; who it is from is judged here. */
export type Caller = Omit<Signs, 'from'> & { readonly from: Exclude<Signs['from'], 'tester'>; readonly at: Instant };

/** Each settles when what it says is kept for good, and throws where it can't be. */
export type TrackingDesk = {
  /** A token that is not ours changes nothing. */
  opened(token: string, caller: Caller): Promise<void>;
  /** Where the link leads: an address, or nowhere, as the trap does. Null: not our token. */
  clicked(token: string, caller: Caller): Promise<{ readonly url: string } | 'nowhere' | null>;
  isUnsubscribeToken(token: string): boolean;
  /** False: not our token. True: committed, nothing more goes to this address. */
  unsubscribed(token: string, at: Instant): Promise<boolean>;
  /** False: not our token. True: committed, what comes later goes to this address again. */
  subscribedAgain(token: string, at: Instant): Promise<boolean>;
  /** Hands over what waits in the spool, of an earlier process too. Throws where it can't be; it is tried again then. */
  replay(): Promise<void>;
  stop(): Promise<void>;
};

export type TrackingOptions = KeeperOptions & {
  readonly tokens: TokenReader;
  /** development: its reader tries out what recipients do, and is taken at their word. */
  readonly mailbox: 'development' | 'none';
};

const BATCH = 200;
/** A mail program that waits for its one click longer has given up. */
const UNSUBSCRIBE_MS_MAX = 10_000;

export function createTrackingDesk(options: TrackingOptions): TrackingDesk {
  const { tokens, mailbox } = options;
  const keeper = new VisitKeeper(options);
  const leavers = new Leavers(options.database);
  const keep = (named: Named, what: Pick<Visit, 'kind' | 'link'> & { url: string | null }, caller: Caller) => {
    const { organization, delivery } = named;
    const { at, ...signs } = caller;
    const from = mailbox === 'development' && signs.program === TESTER_PROGRAM ? 'tester' : signs.from;
    return keeper.keep({ ...what, key: uuidv7(), organization, delivery, at, signs: { ...signs, from } });
  };
  return {
    opened: async (token, caller) => {
      const named = tokens.readOpenToken(token);
      if (named !== null) await keep(named, { kind: 'opened', link: null, url: null }, caller);
    },
    clicked: async (token, caller) => {
      const named = tokens.readLinkToken(token);
      if (named !== null) {
        await keep(named, { kind: 'clicked', link: named.link, url: named.url }, caller);
        return { url: named.url };
      }
      const trapped = tokens.readTrapToken(token);
      if (trapped === null) return null;
      await keep(trapped, { kind: 'trapped', link: null, url: null }, caller);
      return 'nowhere';
    },
    isUnsubscribeToken: (token) => tokens.readUnsubscribeToken(token) !== null,
    unsubscribed: async (token, at) => {
      const named = tokens.readUnsubscribeToken(token);
      if (named === null) return false;
      await withinPatience(leavers.take(named, at), UNSUBSCRIBE_MS_MAX);
      return true;
    },
    subscribedAgain: async (token, at) => {
      const named = tokens.readUnsubscribeToken(token);
      if (named === null) return false;
      const organization = await findOrganization(options.database, named.organization);
      if (organization === null) return true;
      const { database } = options;
      const again = subscribeAgain({ database, organization, delivery: named.delivery, at });
      await withinPatience(again, UNSUBSCRIBE_MS_MAX);
      return true;
    },
    replay: () => keeper.replay(),
    stop: () => keeper.stop(),
  };
}

/** Unsubscribes go into the database or nowhere: what is answered holds from then on. */
class Leavers {
  private readonly database: Database;
  private readonly desks = new Map<number, Batches<MailResponse, true>>();

  constructor(database: Database) {
    this.database = database;
  }

  async take({ organization, delivery }: Named, at: Instant): Promise<void> {
    const desk = await this.deskOf(organization);
    await desk?.add({ delivery, response: 'unsubscribed', link: null, at, verdict: null });
  }

  private async deskOf(id: number): Promise<Batches<MailResponse, true> | null> {
    const known = this.desks.get(id);
    if (known !== undefined) return known;
    const organization = await findOrganization(this.database, id);
    if (organization === null) return null;
    const desk = deskFor(this.database, organization);
    this.desks.set(id, desk);
    return desk;
  }
}

function deskFor(database: Database, organization: Organization): Batches<MailResponse, true> {
  return batches(
    async (responses) => {
      await recordResponses({ database, organization, responses });
      return responses.map(() => true as const);
    },
    { itemsMax: BATCH },
  );
}
