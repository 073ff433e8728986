import type { Seals } from '#actions/accounts/seals.ts';
import { keyPurpose } from '#actions/sending-domains/sending-domains.ts';
import type { KeyNamed } from '#core/message/letter.ts';
import type { Database } from '#storage/db.ts';
import { findPrivateKey } from '#storage/mail/dkim-keys.ts';
import { findOrganization } from '#storage/organizations/organizations.ts';

/** As PEM. Null: it is gone, or was sealed with another secret of the installation. */
export async function findDkimKey(
  { database, seals }: { readonly database: Database; readonly seals: Seals },
  organizationId: number,
  key: KeyNamed,
): Promise<string | null> {
  const organization = await findOrganization(database, organizationId);
  if (organization === null) return null;
  const sealed = await database.organization(organization.seat, (tx) => findPrivateKey(tx, key));
  return sealed && seals.open(sealed, keyPurpose(key));
}
