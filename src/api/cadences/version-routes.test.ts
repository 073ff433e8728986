import { afterAll, beforeAll, expect, it } from 'vitest';
import { featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
});
afterAll(() => world.close());

it('C-12: each version stays as it was published, with who published it, when, and what was chosen', async () => {
  const { id } = await publish(grace, featureAdoption());
  const at = `/api/v1/cadences/${id}`;
  const { templates: _, ...second } = featureAdoption({ description: 'Said differently', unenroll: [] });
  await ok(grace('PUT', `${at}/draft`, { file: second }));
  await ok(grace('POST', `${at}/publish`, { existing: 'take_in', enrolled: 'pin' }));
  const published = { publishedAt: new Date(world.now()).toISOString(), publishedBy: { name: 'Grace' } };
  expect(await ok(grace('GET', `${at}/versions`))).toMatchObject({
    items: [
      { version: 2, ...published, chosen: { enrolled: 'pin', existing: 'take_in' } },
      { version: 1, ...published, chosen: { enrolled: 'move', existing: 'leave' } },
    ],
  });
  const { templates: __, ...first } = featureAdoption();
  expect(await ok(grace('GET', `${at}/versions/1`))).toEqual({
    file: first,
    followUpNumbers: { update: 1, call: 2, second: 3 },
  });
  expect(await ok(grace('GET', `${at}/versions/2`))).toMatchObject({ file: { description: 'Said differently' } });
  expect((await grace('GET', `${at}/versions/3`)).statusCode).toBe(404);
  expect((await grace('GET', '/api/v1/cadences/019a0000-0000-7000-8000-000000000001/versions')).statusCode).toBe(404);
});

it('C-60 K-94: whoever administers chooses the edition; the limits are told with what there is', async () => {
  const ada = await world.as(world.users.ada);
  const url = '/api/v1/settings/cadence-limits';
  const own = { activeCadences: 1, cadences: 1, followUps: 3 };
  expect((await ada('PUT', url, { edition: 'standard', own: null })).json()).toMatchObject({ code: 'scope_missing' });
  expect(await ok(grace('PUT', url, { edition: 'standard', own }))).toMatchObject({ limits: own });
  const refused = await grace('POST', '/api/v1/cadences', featureAdoption({ name: 'One too many' }));
  expect(refused.json()).toMatchObject({
    status: 403,
    code: 'too_many_cadences',
    detail: expect.stringMatching(/may have 1 cadences and has 1\..*Settings › Cadence limits/),
  });
  expect(await ok(ada('GET', url))).toMatchObject({ modules: [{ module: 'leads', cadences: 1, activeCadences: 1 }] });
});
