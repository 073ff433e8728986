import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiWorld, createApiWorld } from '#test/api-server.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const get = (url: string) => world.app.inject({ method: 'GET', url });

it('X-3: every operation and every schema of the OpenAPI document is on the page', async () => {
  type Document = { paths: Record<string, Record<string, { operationId: string }>>; components: { schemas: object } };
  const { paths, components } = (await get('/api/openapi.json')).json<Document>();
  const page = (await get('/api/docs')).body;
  const ids = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
  expect(ids.length).toBeGreaterThan(50);
  for (const id of ids) expect(page).toContain(`<details id="${id}">`);
  for (const name of Object.keys(components.schemas)) expect(page).toContain(`<details id="schema-${name}">`);
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
  for (const target of new Set(links)) expect(page).toContain(` id="${target}"`);
});

it('X-3 T4: the page loads our own files only, and its policy allows no others', async () => {
  const { body, headers } = await get('/api/docs');
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(body).not.toMatch(/<(?:script|style)>|style="|(?:src|href)="https?:/);
  for (const [, address = ''] of body.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
    expect((await get(address)).statusCode).toBe(200);
  }
});
