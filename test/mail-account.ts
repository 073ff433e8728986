// A mail account of the API's world whose servers worked when it was set up; where they are by now is the test's business.
import { createMailAccount, type Wish } from '#actions/mail-accounts/save-mail-account.ts';
import type { MailAccount } from '#actions/mail-accounts/mail-accounts.ts';
import type { User } from '#storage/accounts/users.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import type { ApiWorld } from './api-server.ts';

export type AddedAccount = Partial<Wish> & {
  readonly address: string;
  /** Whose it is, and whether it is theirs alone. */
  readonly by: User;
  readonly owner: 'organization' | 'me';
  readonly password?: string;
};

export async function addMailAccount(
  { database, organization: own, inboxes, now }: Pick<ApiWorld, 'database' | 'organization' | 'inboxes' | 'now'>,
  { by, address, password = 'a password of tests', ...wish }: AddedAccount,
  organization: Organization = own,
): Promise<MailAccount> {
  const place = { host: '127.0.0.1', port: 465, security: 'tls', user: 'omar', password } as const;
  const keeping = {
    database,
    organization,
    actor: { id: by.id, publicId: by.publicId },
    now: now(),
    seals: inboxes.seals,
    checkAccount: async () => [],
    language: 'en',
    role: 'administrator',
  } as const;
  const saved = await createMailAccount(keeping, {
    name: 'Sales',
    smtp: place,
    imap: null,
    takesBounces: false,
    perHour: null,
    perDay: null,
    ...wish,
    address,
  });
  if (saved.kind === 'refused') throw new Error(saved.reason);
  return saved.account;
}
