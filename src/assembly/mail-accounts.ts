// Mail accounts put together: how their servers are reached, tried out and read.
import { rootCertificates } from 'node:tls';
import { createSeals } from '#actions/accounts/seals.ts';
import { findAccountAccess } from '#actions/mail-accounts/account-access.ts';
import { findDkimKey } from '#actions/sending-domains/find-dkim-key.ts';
import type { InboxDesk } from '#actions/mail/read-inbox.ts';
import { createAccountCheck } from '#channels/email/check-account.ts';
import { createFollowMailbox } from '#channels/email/follow-mailbox.ts';
import { readInbound } from '#channels/email/inbound.ts';
import { createSignDkim, type SignDkim } from '#channels/email/sign-dkim.ts';
import type { SmtpChannelsOptions } from '#channels/email/smtp-channels.ts';
import type { Tokens } from '#channels/email/token.ts';
import { createLocate } from '#channels/net/locate.ts';
import { createResolveTexts } from '#channels/net/resolve-texts.ts';
import type { ResolveTexts } from '#core/message/domain-records.ts';
import type { CheckAccount } from '#core/message/mail-account.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';

/** Where the servers of accounts may be (T5), and who vouches for them. */
export type AccountRules = {
  /** The operator's exceptions, as host:port. */
  readonly allowed: ReadonlySet<string>;
  /** PEM of an authority beside the public ones. */
  readonly authority: string | null;
  /** Which servers are asked about sending domains; left out: the system's. */
  readonly nameServers?: readonly string[];
};

export const noExceptions: AccountRules = { allowed: new Set(), authority: null };

const PORTS: ReadonlySet<number> = new Set([25, 143, 465, 587, 993]);

export type AccountsOptions = {
  readonly database: Database;
  readonly secret: string;
  readonly tokens: Tokens;
  readonly ehloName: string;
  readonly clock: () => Instant;
  readonly rules: AccountRules;
};

export type Accounts = Pick<SmtpChannelsOptions, 'common' | 'findServer'> & {
  readonly checkAccount: CheckAccount;
  readonly inboxes: InboxDesk;
  readonly sign: SignDkim;
  readonly resolveTexts: ResolveTexts;
};

export function assembleAccounts({ database, secret, tokens, ehloName, clock, rules }: AccountsOptions): Accounts {
  const seals = createSeals(secret);
  const reach = {
    locate: createLocate({ allowed: rules.allowed, ports: PORTS }),
    certificateAuthority: rules.authority === null ? null : [...rootCertificates, rules.authority],
  };
  return {
    common: { ...reach, ehloName, now: clock },
    findServer: async (organization, account) =>
      (await findAccountAccess({ database, seals }, { organization, account }))?.smtp ?? null,
    sign: createSignDkim((organization, key) => findDkimKey({ database, seals }, organization, key)),
    resolveTexts: createResolveTexts(rules.nameServers),
    checkAccount: createAccountCheck({ ...reach, tokens, ehloName, now: clock }),
    inboxes: {
      seals,
      follow: createFollowMailbox({ ...reach, now: clock }),
      receive: (raw, recipients) => readInbound(raw, tokens, recipients),
    },
  };
}
