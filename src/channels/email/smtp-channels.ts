// The servers that mail goes out by: the installation's, and one for each mail account that is in use. An account's
// connections are kept as long as it stays as it was; changed, the next message opens others.
import type { DeliveryOutcome, Gate } from '#core/message/channel.ts';
import type { AccountUsed } from '#core/message/letter.ts';
import type { MailAccess } from '#core/message/mail-account.ts';
import type { OutgoingMail } from './build-message.ts';
import { createSmtpChannel, type SmtpChannel, type SmtpChannelOptions } from './send-smtp.ts';

export type AccountOf = { readonly organization: number; readonly account: AccountUsed | null };

export type SmtpChannels = {
  readonly deliver: (mail: OutgoingMail, gate: Gate, by: AccountOf) => Promise<DeliveryOutcome>;
  /** As the channels' own. */
  readonly close: () => Promise<void>;
};

export type SmtpChannelsOptions = {
  readonly installation: SmtpChannel;
  /** What all connections of accounts have in common. */
  readonly common: Pick<SmtpChannelOptions, 'ehloName' | 'certificateAuthority' | 'locate' | 'now' | 'timeouts'>;
  /** Null: there is none any more, or its password can't be opened. */
  readonly findServer: (organization: number, account: number) => Promise<MailAccess | null>;
};

const CONNECTIONS_MAX = 4;
const NO_SERVER = 'the account is gone, or its password can not be opened: enter it anew';

type Kept = { readonly revision: number; readonly channel: Promise<SmtpChannel | null> };

export function createSmtpChannels({ installation, common, findServer }: SmtpChannelsOptions): SmtpChannels {
  const kept = new Map<string, Kept>();
  const leaving = new Set<Promise<void>>();

  const leave = (one: Kept): void => {
    const left = one.channel.then((channel) => channel?.close());
    leaving.add(left);
    void left.finally(() => leaving.delete(left));
  };

  const channelOf = (organization: number, { id, revision }: AccountUsed): Promise<SmtpChannel | null> => {
    const key = `${organization}/${id}`;
    const known = kept.get(key);
    if (known?.revision === revision) return known.channel;
    if (known !== undefined) leave(known);
    const channel = findServer(organization, id).then((server) => server && channelTo(server, common));
    kept.set(key, { revision, channel });
    // A lookup that failed must not be remembered.
    channel.then((found) => found ?? kept.delete(key)).catch(() => kept.delete(key));
    return channel;
  };

  return {
    deliver: async (mail, gate, { organization, account }) => {
      if (account === null) return installation.deliver(mail, gate);
      const channel = await channelOf(organization, account).catch(() => undefined);
      if (channel === undefined) return { kind: 'try_later', text: 'the account could not be read' };
      if (channel === null) return { kind: 'refused', side: 'policy', status: '', text: NO_SERVER };
      return channel.deliver(mail, gate);
    },
    close: async () => {
      for (const one of kept.values()) leave(one);
      await Promise.all([installation.close(), ...leaving]);
    },
  };
}

function channelTo(
  { host, port, security, user, password }: MailAccess,
  common: SmtpChannelsOptions['common'],
): SmtpChannel {
  const auth = { user, pass: password };
  return createSmtpChannel({ ...common, host, port, secure: security, auth, maxConnections: CONNECTIONS_MAX });
}
