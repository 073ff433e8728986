// Two organisations filled alike. Nothing of the second one, all of whose texts carry a mark and all of whose numbers are
// far from the first one's, may reach anybody of the first.
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import type { Organization } from '#storage/organizations/organizations.ts';
import { type ApiWorld, createApiWorld, from } from '#test/api-server.ts';
import { type Filling, fillOrganization } from './fill-organization.ts';
import { withoutLimits } from './without-limits.ts';
import { nobodyOutside } from './nobody-outside.ts';

export const MARKS = { ours: 'Avocet', theirs: 'Quetzal' } as const;
/** The numbers that the other organisation counts from. */
export const THEIR_NUMBERS_FROM = 1_640_000_000;

/** Also where others keep the machine busy. */
export const FILLING_MS_MAX = 180_000;

export type Twins = {
  readonly world: ApiWorld;
  /** What administrators of the two ask with. */
  readonly ours: Filling;
  readonly theirs: Filling;
};

export async function createTwins(): Promise<Twins> {
  const world = await createApiWorld({ services: nobodyOutside });
  const { organization, elsewhere, users } = world;
  await countFromAfar(world, elsewhere);
  const ours = await fillingOf(world, { organization, user: users.grace, mark: MARKS.ours });
  const theirs = await fillingOf(world, { organization: elsewhere, user: users.lin, mark: MARKS.theirs });
  await fillOrganization(ours);
  await fillOrganization(theirs);
  return { world, ours, theirs };
}

type Part = Pick<Filling, 'organization' | 'mark'> & { readonly user: ApiWorld['users']['grace'] };

async function fillingOf(world: ApiWorld, { organization, user, mark }: Part): Promise<Filling> {
  let session = await world.sessionOf(user);
  /** Signs in again where a walk over all endpoints has just ended the session. */
  const asking = async (request: InjectOptions): Promise<LightMyRequestResponse> => {
    const response = await world.app.inject({ ...request, cookies: { cadenza_session: session } });
    if (!response.body.includes('"not_signed_in"')) return response;
    session = await world.sessionOf(user);
    return world.app.inject({ ...request, cookies: { cadenza_session: session } });
  };
  const csv = { 'content-type': 'text/csv', 'sec-fetch-site': 'same-origin' };
  const post: Filling['post'] = ({ headers, ...request }) =>
    asking({ method: 'POST', ...request, headers: { ...csv, ...headers } });
  return { world, organization, mark, post, send: withoutLimits((...given) => asking(from(...given))) };
}

async function countFromAfar({ database }: ApiWorld, { seat }: Organization): Promise<void> {
  await database.owner(async (tx) => {
    const sequences = await tx.query<{ name: string }>(sql`
      select relname as name from pg_class where relkind = 'S' and relnamespace = ${seat.schema}::regnamespace`);
    for (const { name } of sequences) {
      await tx.query(sql`alter sequence ${sql.id(seat.schema, name)} restart with ${sql.lit(THEIR_NUMBERS_FROM)}`);
    }
  });
}
