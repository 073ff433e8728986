import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

type Told = { id: string; seen: boolean; activity: { subject: string; record: { name: string } } };
type Page = { items: Told[]; unseen: number };

let world: ApiWorld;
let grace: Sender;
let ada: Sender;

beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
});
afterAll(() => world.close());

const told = (as: Sender) => ok<Page>(as('GET', '/api/v1/notifications'));
const subjects = ({ items }: Page) => items.map(({ activity, seen }) => `${activity.subject}${seen ? '' : ' *'}`);

it('C-5 the owner of a task or call is told of it, nobody else is; what came after the last look stays new', async () => {
  const cadence = await publish(grace, {
    ...featureAdoption({ name: 'Told' }),
    followUps: [
      { id: 'visit', task: { subject: 'Visit' } },
      { id: 'ring', call: { subject: 'Ring', startsAfter: { hours: 1 } } },
    ],
    unenroll: [],
  });
  const enroll = async (lastName: string) => {
    const lead = await createLead(grace, { last_name: lastName, owner: world.users.ada.publicId });
    await ok(grace('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: [lead.id] }));
    await world.settle();
  };
  await enroll('Moreau');
  const first = await told(ada);
  expect(subjects(first)).toEqual(['Ring *', 'Visit *']);
  expect(first).toMatchObject({ unseen: 2, items: [{ activity: { record: { name: 'Moreau' } } }, {}] });
  expect(await told(grace)).toEqual({ items: [], unseen: 0 });

  await enroll('Okoro');
  const seeing = await ada('POST', '/api/v1/notifications/seen', { until: first.items[0]?.id });
  expect(seeing.statusCode).toBe(204);
  const second = await told(ada);
  expect(subjects(second)).toEqual(['Ring *', 'Visit *', 'Ring', 'Visit']);
  expect(second.unseen).toBe(2);
  // Nobody sees for somebody else.
  await grace('POST', '/api/v1/notifications/seen', { until: second.items[0]?.id });
  expect((await told(ada)).unseen).toBe(2);
});
