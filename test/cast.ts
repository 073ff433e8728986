// The same few people in every test: Harbour Trading, where Mei manages and Omar sells, and the leads Ada, Ben and Chen.
import { createUser } from '#actions/accounts/create-user.ts';
import type { Acting } from '#actions/records/acting.ts';
import { createRecord } from '#actions/records/create-record.ts';
import type { Actor } from '#core/records/actor.ts';
import type { CrmRecord } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import { migrate } from '#storage/migrate.ts';
import { createOrganization, type Organization } from '#storage/organizations/organizations.ts';
import { createTestDatabase, type TestServer } from './throw-away-database.ts';

/** Monday morning in Shanghai; in UTC still that Monday. */
export const MONDAY: Instant = Date.parse('2026-03-02T09:00:00+08:00');

export type World = {
  readonly database: Database;
  readonly organization: Organization;
  /** The manager, an administrator. */
  readonly mei: Actor;
  /** The salesperson; the leads are his. */
  readonly omar: Actor;
  /** For actions: Mei on that Monday, unless said otherwise. */
  acting(other?: { readonly actor?: Actor; readonly now?: Instant }): Acting;
  /** One more lead; `last_name` is enough. Made on that Monday, unless said otherwise. */
  createLead(values: Readonly<Record<string, unknown>>, now?: Instant): Promise<CrmRecord>;
  drop(): Promise<void>;
};

export type Leads = { readonly ada: CrmRecord; readonly ben: CrmRecord; readonly chen: CrmRecord };

/** On a database of its own, which drop() removes. */
export async function makeWorld(server: TestServer, options: { readonly timeZone?: string } = {}): Promise<World> {
  const testDatabase = await createTestDatabase(server);
  const { appUrl, ownerUrl } = testDatabase;
  const database = openDatabase({ appUrl, ownerUrl, connectionsMax: 8, onError: () => undefined });
  const drop = async (): Promise<void> => {
    await database.close();
    await testDatabase.drop();
  };
  try {
    await migrate(database);
    const organization = await createHarbour(database, options.timeZone ?? 'Asia/Shanghai');
    const mei = await hire(database, organization, {
      name: 'Mei Lin',
      email: 'mei@harbour.invalid',
      administrator: true,
    });
    const omar = await hire(database, organization, {
      name: 'Omar Haddad',
      email: 'omar@harbour.invalid',
      administrator: false,
    });
    const acting: World['acting'] = ({ actor = mei, now = MONDAY } = {}) => ({ database, organization, actor, now });
    const createLead: World['createLead'] = (values, now = MONDAY) =>
      addLead(acting({ now }), { owner: omar.publicId, ...values });
    return { database, organization, mei, omar, acting, createLead, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

export async function createLeads({ createLead }: World): Promise<Leads> {
  return {
    ada: await createLead({ first_name: 'Ada', last_name: 'Moreau', email: 'ada@moreau.invalid', country: 'France' }),
    ben: await createLead({ first_name: 'Ben', last_name: 'Okoro', email: 'ben@okoro.invalid', country: 'Nigeria' }),
    chen: await createLead({ first_name: '伟', last_name: '陈', email: 'chen@weidong.invalid', country: '中国' }),
  };
}

function createHarbour(database: Database, timeZone: string): Promise<Organization> {
  return createOrganization(database, {
    name: 'Harbour Trading',
    timeZone,
    language: 'en',
    mailFromName: 'Harbour Trading',
    mailFromAddress: 'sales@harbour.invalid',
    now: MONDAY,
  });
}

async function hire(
  database: Database,
  organization: Organization,
  person: { readonly name: string; readonly email: string; readonly administrator: boolean },
): Promise<Actor> {
  const user = await createUser(database, organization, { ...person, password: null }, MONDAY);
  if ('kind' in user) throw new Error(`${person.name} was not hired: ${user.reason}`);
  return { id: user.id, publicId: user.publicId };
}

async function addLead(acting: Acting, values: Readonly<Record<string, unknown>>): Promise<CrmRecord> {
  const created = await createRecord(acting, { module: 'leads', values });
  if (created.kind === 'refused') throw new Error(`not a lead: ${JSON.stringify(created)}`);
  return created.record;
}
