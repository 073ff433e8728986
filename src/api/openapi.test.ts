import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Endpoint } from '#contract/endpoint.ts';
import { type ApiWorld, createApiWorld } from '#test/api-server.ts';

type Operation = {
  operationId: string;
  parameters?: object[];
  security: object[];
  responses: Record<string, object>;
  requestBody?: object;
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

let world: ApiWorld;
let document: Document;
beforeAll(async () => {
  world = await createApiWorld();
  document = (await world.app.inject({ method: 'GET', url: '/api/openapi.json' })).json();
});
afterAll(() => world.close());

const files = readdirSync(new URL('../contract', import.meta.url)).flatMap(
  (file) => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? [],
);

it('X-1: every endpoint of the contract is served and described, and nothing else', async () => {
  const modules = await Promise.all(files.map((name): Promise<object> => import(`../contract/${name}.ts`)));
  const values = modules.flatMap((module): unknown[] => Object.values(module));
  const endpoints = values.filter(isEndpoint);
  expect(endpoints.length).toBeGreaterThan(5);
  const wanted = endpoints.map(({ id, method, path }) => `${id}: ${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const served = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${path}`),
  );
  expect(served.sort()).toEqual(wanted.sort());
});

it('X-1: is OpenAPI 3.1, made of the schemas that validate', () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(document.paths['/api/v1/session']?.['post']).toMatchObject({
    security: [],
    requestBody: {
      content: {
        'application/json': {
          schema: {
            required: ['email', 'password'],
            properties: { email: { type: 'string' } },
            additionalProperties: false,
          },
        },
      },
    },
    responses: {
      201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Me' } } } },
      default: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  });
  const instant = { type: 'string', format: 'date-time' };
  expect(document.components.schemas['ApiKey']).toMatchObject({ properties: { createdAt: instant } });
  expect(Object.keys(document.paths['/api/v1/api-keys/{id}']?.['delete']?.responses ?? {})).toEqual(['204', 'default']);
});

it('X-1 P14: says which calls take an Idempotency-Key, and what that does', () => {
  const header = { in: 'header', name: 'idempotency-key', required: false };
  expect(document.paths['/api/v1/{module}']?.['post']?.parameters).toContainEqual(
    expect.objectContaining({ ...header, description: expect.stringContaining('answered as before') }),
  );
  for (const path of ['/api/v1/session', '/api/v1/cadences/check']) {
    expect(JSON.stringify(document.paths[path])).not.toContain('idempotency-key');
  }
});

it('X-1: every reference in it leads somewhere', () => {
  const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name ?? '',
  );
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) expect(Object.keys(document.components.schemas)).toContain(name);
});

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'path' in value && 'access' in value;
}
