import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createUser, type WantedUser } from '#actions/accounts/create-user.ts';
import { type ApiWorld, createApiWorld } from '#test/api-server.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const bob = { name: 'Bob', email: 'Bob@sales.invalid', password: null, administrator: false };
const create = (changes: Partial<WantedUser>) =>
  createUser(world.database, world.organization, { ...bob, ...changes }, world.now());
const members = (email: string) =>
  world.database.organization(world.organization.seat, (tx) =>
    tx.query<object>(sql`select id, public_id as "publicId", name, email, active from member where email = ${email}`),
  );

it('U-1: a user is a member of the organisation from the same moment, and of no other', async () => {
  const user = await create({});
  expect(user).toMatchObject({ name: 'Bob', organizationId: world.organization.id, active: true });
  if ('kind' in user) throw new Error(user.reason);
  const { id, publicId, name, email, active } = user;
  expect(await members('Bob@sales.invalid')).toEqual([{ id, publicId, name, email, active }]);
  const elsewhere = await world.database.organization(world.elsewhere.seat, (tx) =>
    tx.query<{ name: string }>(sql`select name from member`),
  );
  expect(elsewhere).toEqual([{ name: 'Lin' }]);
});

it('U-3: a mail address has one user in the whole installation, however it is written and however many come at once', async () => {
  const spellings = ['eve@sales.invalid', ' EVE@sales.invalid', 'Eve@Sales.Invalid ', 'ｅｖｅ@sales.invalid'];
  const made = await Promise.all(spellings.map((email) => create({ email })));
  const refusals = made.flatMap((user) => ('kind' in user ? [user.reason] : []));
  expect(refusals).toEqual(['email_taken', 'email_taken', 'email_taken']);
});

it.each([
  [{ email: 'nobody' }, 'email_not_valid'],
  [{ email: 'a b@sales.invalid' }, 'email_not_valid'],
  [{ email: 'new@sales.invalid', password: 'eleven char' }, 'password_too_short'],
])('U-3: refuses %o', async (changes, reason) => {
  expect(await create(changes)).toMatchObject({ kind: 'refused', reason });
  expect(await members(changes.email)).toEqual([]);
});
