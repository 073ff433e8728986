// OpenAPI 3.1 from the same endpoints that route and validate.
import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { mediaTypeOf } from '#api/read-input.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import { errors } from '#contract/errors.ts';
import { problem, problemType } from '#contract/problem.ts';
import type { Access } from '#contract/scopes.ts';

export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  // route.ts reads the input itself, to name all problems at once.
  app.setValidatorCompiler(() => (value: unknown) => ({ value }));
  app.setSerializerCompiler(serializerCompiler);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Cadenza', version, description: 'Instants are ISO 8601 in UTC. Refusals are RFC 9457 problems.' },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'cadenza_session' },
          apiKey: { type: 'http', scheme: 'bearer', description: 'cdz_<prefix>_<secret>' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
  });
  app.get('/api/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () => app.swagger());
}

type Document = ReturnType<typeof jsonSchemaTransformObject>;

/** Every schema comes in two forms, as it is written and as it is answered; those that nothing refers to are dropped. */
function withoutUnused(document: Document): Document {
  if (!('components' in document) || document.components?.schemas === undefined) return document;
  const all: Readonly<Record<string, object>> = document.components.schemas;
  const used = new Set<string>();
  const visit = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(all[name] ?? {});
    }
  };
  visit(document.paths ?? {});
  const schemas = Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
  return { ...document, components: { ...document.components, schemas } } as Document; // the same, with fewer schemas
}

/** An endpoint as Fastify and the generator of the document want it. */
export function schemaOf(endpoint: Endpoint): FastifySchema {
  const { params, query, body, response } = endpoint;
  return {
    operationId: endpoint.id,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: describeRefusals(endpoint),
    security: securityOf(endpoint.access),
    ...(params === null ? {} : { params }),
    ...(query === null ? {} : { querystring: query }),
    ...(endpoint.repeated === 'once' ? { headers: keyHeader } : {}),
    ...(body === null ? {} : { body: typeof body === 'string' ? z.string() : body, consumes: [mediaTypeOf(endpoint)] }),
    response: {
      [endpoint.status]:
        typeof response === 'string'
          ? {
              description: 'A file',
              content: { [mediaTypeOf({ ...endpoint, body: response })]: { schema: z.string() } },
            }
          : (response ?? z.null().describe('Done')),
      default: { description: 'Refused', content: { [problemType]: { schema: problem } } },
    },
  };
}

/** idempotency.ts reads it. */
const keyHeader = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe(
      'Made up by the client, a new one for every request, such as a UUID. Sent again with it within 24 hours, the same ' +
        'request is answered as before (with the header idempotency-replayed) and not carried out again; another ' +
        'request is refused with `idempotency_key_reused`, one that is still at work with `idempotency_key_in_use`.',
    ),
});

function describeRefusals({ refusals }: Endpoint): string {
  return refusals.map((code) => `- \`${code}\` (${errors[code].status}): ${errors[code].en}`).join('\n');
}

function securityOf(access: Access): { [scheme: string]: string[] }[] {
  if (access === 'public') return [];
  if (access === 'session') return [{ session: [] }];
  return [{ session: [] }, { apiKey: access === 'caller' ? [] : [access] }];
}
