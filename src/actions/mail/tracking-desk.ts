// What the public tracking addresses need: reading signed tokens, and taking down what they say. Events of one moment
// share a transaction.
import type { Instant } from '#core/time/instant.ts';
import { type Batches, batches } from '#actions/batches.ts';
import { type MailResponse, recordResponses } from '#actions/mail/record-response.ts';
import type { Database } from '#storage/db.ts';
import { findOrganization, type Organization } from '#storage/organizations/organizations.ts';

export type TokenReader = {
  readonly readOpenToken: (token: string) => Named | null;
  readonly readUnsubscribeToken: (token: string) => Named | null;
  readonly readLinkToken: (token: string) => (Named & { readonly url: string }) | null;
};

type Named = { readonly organization: number; readonly delivery: string };

export type TrackingDesk = {
  /** A token that is not ours changes nothing. */
  opened(token: string, at: Instant): Promise<void>;
  /** Where the link leads; null: not our token. The click is taken down. */
  clicked(token: string, at: Instant): Promise<string | null>;
  /** Where the link leads, for whoever only asks; nothing is taken down. Null: not our token. */
  destination(token: string): string | null;
  isUnsubscribeToken(token: string): boolean;
  /** False: not our token. True: committed, nothing more goes to this address. */
  unsubscribed(token: string, at: Instant): Promise<boolean>;
};

const BATCH = 200;

export function createTrackingDesk(database: Database, tokens: TokenReader): TrackingDesk {
  const desks = new Map<number, Batches<MailResponse, true>>();
  const deskOf = async (id: number): Promise<Batches<MailResponse, true> | null> => {
    const known = desks.get(id);
    if (known !== undefined) return known;
    const organization = await findOrganization(database, id);
    if (organization === null) return null;
    const desk = deskFor(database, organization);
    desks.set(id, desk);
    return desk;
  };
  const take = async (named: Named, response: Omit<MailResponse, 'delivery'>): Promise<void> => {
    const desk = await deskOf(named.organization);
    await desk?.add({ delivery: named.delivery, ...response });
  };
  return {
    opened: async (token, at) => {
      const named = tokens.readOpenToken(token);
      if (named !== null) await take(named, { response: 'opened', link: null, at });
    },
    clicked: async (token, at) => {
      const named = tokens.readLinkToken(token);
      if (named === null) return null;
      await take(named, { response: 'clicked', link: named.url, at });
      return named.url;
    },
    destination: (token) => tokens.readLinkToken(token)?.url ?? null,
    isUnsubscribeToken: (token) => tokens.readUnsubscribeToken(token) !== null,
    unsubscribed: async (token, at) => {
      const named = tokens.readUnsubscribeToken(token);
      if (named === null) return false;
      await take(named, { response: 'unsubscribed', link: null, at });
      return true;
    },
  };
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
