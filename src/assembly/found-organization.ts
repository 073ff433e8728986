// An organisation on a server of one's own, with the administrator who takes it from there.
import { createUser } from '#actions/accounts/create-user.ts';
import { makeSignInLink, signInUrl } from '#actions/accounts/make-sign-in-link.ts';
import { StartRefusal } from '#assembly/starting.ts';
import type { NewOrganization } from '#cli/programs.ts';
import type { Config } from '#config';
import { explainRefusal } from '#contract/errors.ts';
import { isAddress } from '#core/message/address.ts';
import { findUserByEmail } from '#storage/accounts/users.ts';
import type { Database } from '#storage/db.ts';
import { migrate } from '#storage/migrate.ts';
import { createOrganization, listOrganizations } from '#storage/organizations/organizations.ts';

export async function foundOrganization(config: Config, database: Database, wanted: NewOrganization) {
  const { name, timeZone, language, mailFrom, administrator } = wanted;
  await migrate(database);
  await refuseUnfit(database, wanted);
  const now = Date.now();
  const mail = { mailFromName: name, mailFromAddress: mailFrom };
  const organization = await createOrganization(database, { name, timeZone, language, ...mail, now });
  const user = await createUser(database, organization, { ...administrator, password: null, administrator: true }, now);
  if ('kind' in user) throw new StartRefusal(explainRefusal(user, language).sentence);
  const link = await makeSignInLink(database, user.id, now);
  return { id: organization.publicId, signIn: signInUrl(config.publicUrl.href, link) };
}

/** Before anything is made. */
async function refuseUnfit(database: Database, { name, mailFrom, administrator }: NewOrganization): Promise<void> {
  for (const address of [mailFrom, administrator.email]) {
    if (!isAddress(address)) throw new StartRefusal(`“${address}” is not a mail address.`);
  }
  if ((await listOrganizations(database)).some((one) => one.name === name)) {
    throw new StartRefusal(`There is an organisation “${name}” already; choose another name.`);
  }
  const known = await database.control((tx) => findUserByEmail(tx, administrator.email));
  if (known !== null) throw new StartRefusal(`A user with the address ${administrator.email} exists already.`);
}
