// the reference of the API at /api/docs, made once from the OpenAPI document.
import type { FastifyInstance } from 'fastify';
import { referenceScript, referenceStyle } from '#api/docs/reference-files.ts';
import { type ApiDocument, writeReference } from '#api/docs/reference-page.ts';

const options = { config: { access: 'public' }, schema: { hide: true } } as const;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function docsPages(app: FastifyInstance): void {
  let reference: string | null = null;
  app.get('/api/docs', options, async (_request, reply) => {
    reference ??= writeReference(app.swagger() as unknown as ApiDocument); // our own document: every operation has an id
    return reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(reference);
  });
  app.get('/api/docs/reference.css', options, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(referenceStyle),
  );
  app.get('/api/docs/reference.js', options, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(referenceScript),
  );
}
