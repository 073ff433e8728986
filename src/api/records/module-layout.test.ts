import { afterAll, beforeAll, expect, it } from 'vitest';
import { ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
let ada: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
});
afterAll(() => world.close());

type Drawn = { sections: { label: object; fields: string[] }[]; laidOut: boolean };
const url = '/api/v1/modules/leads/layout';
const sections = [{ label: { en: 'At a glance', zh: '概览' }, fields: ['email', 'last_name'] }];
const described = (as: Sender) => ok<Drawn>(as('GET', '/api/v1/modules/leads'));
const drawn = async (as: Sender) => (await described(as)).sections;

it('R-1: administrators lay out the pages of a module, everybody sees it, and the product’s own comes back', async () => {
  const before = await drawn(ada);
  await ok(grace('PUT', url, { sections }));
  expect(await described(ada)).toMatchObject({ sections, laidOut: true });
  await ok(grace('PUT', url, { sections: null }));
  expect(await described(ada)).toMatchObject({ sections: before, laidOut: false });
});

it('R-1: every fault of a layout is named, and nothing changes', async () => {
  const before = await drawn(grace);
  const refused = await grace('PUT', url, {
    sections: [...sections, { label: { en: '', zh: '空' }, fields: ['soul', 'email'] }],
  });
  const { errors } = refused.json<{ errors: { path: string; code: string }[] }>();
  expect(errors.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'body.sections.1.label bad_label',
    'body.sections.1.fields unknown_field',
    'body.sections.1.fields named_twice',
  ]);
  expect(await drawn(grace)).toEqual(before);
  expect((await ada('PUT', url, { sections })).statusCode).toBe(403);
  expect((await grace('PUT', '/api/v1/modules/souls/layout', { sections })).json()).toMatchObject({
    code: 'module_unknown',
  });
});
