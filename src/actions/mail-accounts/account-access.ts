// A mail account with what opens it: its passwords are kept sealed (T11), each for the one server it was entered for.
import type { Seals } from '#actions/accounts/seals.ts';
import type { AccountAccess } from '#core/message/mail-account.ts';
import type { Database } from '#storage/db.ts';
import { findAccess, type StoredAccess } from '#storage/mail/mail-accounts.ts';
import { findOrganization } from '#storage/organizations/organizations.ts';

export type Opening = { readonly database: Database; readonly seals: Seals };

type Server = 'smtp' | 'imap';

export function passwordPurpose(account: string, server: Server): string {
  return `${server} password of mail account ${account}`;
}

/** Null: a password was sealed with another secret of the installation. */
export function openAccess(seals: Seals, { publicId, name, address, smtp, imap }: StoredAccess): AccountAccess | null {
  const smtpPassword = seals.open(smtp.password, passwordPurpose(publicId, 'smtp'));
  const imapPassword = imap === null ? '' : seals.open(imap.password, passwordPurpose(publicId, 'imap'));
  if (smtpPassword === null || imapPassword === null) return null;
  return {
    name,
    address,
    smtp: { ...smtp, password: smtpPassword },
    imap: imap === null ? null : { ...imap, password: imapPassword },
  };
}

/** By the numbers that deliveries know. Null: there is none any more, or its passwords can't be opened. */
export async function findAccountAccess(
  { database, seals }: Opening,
  { organization: id, account }: { readonly organization: number; readonly account: number },
): Promise<AccountAccess | null> {
  const organization = await findOrganization(database, id);
  if (organization === null) return null;
  const stored = await database.organization(organization.seat, (tx) => findAccess(tx, account));
  return stored && openAccess(seals, stored);
}
