// One command's stay in the database: the organisation and the user that it works for, found by name.
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import type { createLogger } from '#api/log.ts';
import { findDatabase } from '#assembly/find-database.ts';
import { templateReader } from '#assembly/mail.ts';
import { StartRefusal, type Stops } from '#assembly/starting.ts';
import type { Session, Who } from '#cli/programs.ts';
import type { Config } from '#config';
import { findActingUser } from '#storage/accounts/first-administrator.ts';
import type { Database } from '#storage/db.ts';
import { migrate } from '#storage/migrate.ts';
import { listOrganizations, type Organization } from '#storage/organizations/organizations.ts';

type Opening = { readonly config: Config; readonly log: ReturnType<typeof createLogger> };

/** The database as commands use it: beside a server that runs. */
export async function openBeside(opening: Opening, stops: Stops): Promise<Database> {
  const { database, isFresh } = await findDatabase({ ...opening, use: 'beside' }, stops);
  // A server that runs has brought its tables up to date itself.
  if (isFresh) await migrate(database);
  return database;
}

export async function openSession(opening: Opening, who: Who, stops: Stops): Promise<Session> {
  const database = await openBeside(opening, stops);
  const organization = chooseOrganization(await knownOrganizations(database), who.organization);
  const user = await database.control((tx) => findActingUser(tx, organization.id, who.actAs));
  if (user === null) {
    const missing =
      who.actAs === null ? 'no active administrator; name a user with --as' : `no active user ${who.actAs}`;
    throw new StartRefusal(`${organization.name} has ${missing}.`);
  }
  return {
    database: database.onBehalfOf(user.id),
    organization,
    user,
    readTemplate: templateReader(),
    definitions: keepDefinitions(),
    clock: () => Date.now(),
  };
}

const UNDEFINED_TABLE = '42P01';

async function knownOrganizations(database: Database): Promise<Organization[]> {
  try {
    return await listOrganizations(database);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== UNDEFINED_TABLE) throw error;
    throw new StartRefusal('The database has no tables yet; run “cadenza migrate”, or start the server once.');
  }
}

function chooseOrganization(known: readonly Organization[], wanted: string | null): Organization {
  const names = known.map(({ name }) => `“${name}”`).join(', ');
  if (known.length === 0) {
    throw new StartRefusal(
      'There is no organisation yet; start the server once, or run “cadenza organization create”.',
    );
  }
  const [chosen, ...more] = wanted === null ? known : known.filter(({ name }) => name === wanted);
  if (chosen === undefined) throw new StartRefusal(`There is no organisation “${wanted}”; there are: ${names}.`);
  if (more.length > 0) throw new StartRefusal(`Say which organisation with --organization; there are: ${names}.`);
  return chosen;
}
