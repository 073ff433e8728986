// People with roles: Grace administers; Vera leads sales, over Ada and Bo, who hold one role; Max is in marketing. Lin
// administers another organisation.
import { createUser } from '#actions/accounts/create-user.ts';
import type { Permissions } from '#core/access/permissions.ts';
import type { User } from '#storage/accounts/users.ts';
import { createLead, ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

type Named = { readonly id: string };

export const people = ['grace', 'vera', 'ada', 'bo', 'max', 'lin'] as const;
export type Person = (typeof people)[number];

export type SalesOffice = {
  readonly world: ApiWorld;
  readonly as: Readonly<Record<Person, Sender>>;
  readonly users: Readonly<Record<Person, User>>;
  /** Roles by public id. */
  readonly roles: Readonly<Record<'head' | 'seller' | 'marketing', string>>;
  /** A profile of its own for the person, from the standard one. */
  giveProfile(person: Person, change: Partial<Permissions>): Promise<string>;
  setDefault(module: string, level: 'private' | 'read' | 'write'): Promise<void>;
  /** A lead of somebody, by public id. */
  leadOf(person: Person, values?: object): Promise<string>;
};

export const standard: Permissions = {
  modules: {},
  otherModules: ['read', 'create', 'update', 'delete', 'import', 'export', 'bulk'],
  fields: {},
  features: ['cadences', 'enroll', 'reports'],
  off: [],
};

export async function openSalesOffice(): Promise<SalesOffice> {
  const world = await createApiWorld();
  const { database, organization } = world;
  const join = async (name: string): Promise<User> => {
    const wanted = { name, email: `${name.toLowerCase()}@sales.invalid`, password: null, administrator: false };
    const user = await createUser(database, organization, wanted, world.now());
    if ('kind' in user) throw new Error(user.reason);
    return user;
  };
  const users = { ...world.users, vera: await join('Vera'), bo: await join('Bo'), max: await join('Max') };
  const senders = await Promise.all(people.map(async (person) => [person, await world.as(users[person])] as const));
  const as = Object.fromEntries(senders) as Record<Person, Sender>; // one of each
  const role = async (name: string, parent: string | null) =>
    (await ok<Named>(as.grace('POST', '/api/v1/settings/roles', { name, parent }))).id;
  const head = await role('Head of sales', null);
  const roles = { head, seller: await role('Seller', head), marketing: await role('Marketing', null) };
  const give = (person: Person, change: object) =>
    ok(as.grace('PATCH', `/api/v1/settings/users/${users[person].publicId}`, change));
  await give('vera', { role: roles.head });
  await give('ada', { role: roles.seller });
  await give('bo', { role: roles.seller });
  await give('max', { role: roles.marketing });
  let made = 0;
  return {
    world,
    as,
    users,
    roles,
    giveProfile: async (person, change) => {
      const permissions = { ...standard, ...change };
      const body = { name: `Profile ${++made}`, permissions };
      const { id } = await ok<Named>(as.grace('POST', '/api/v1/settings/profiles', body));
      await give(person, { profile: id });
      return id;
    },
    setDefault: async (module, level) =>
      void (await ok(as.grace('PUT', `/api/v1/settings/sharing/${module}`, { level }))),
    leadOf: async (person, values = {}) =>
      (await createLead(as[person], { last_name: `Lead of ${person}`, ...values })).id,
  };
}
