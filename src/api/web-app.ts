// The web app: its built files, kept for ever under names that change with them, and its one page at every address that is
// no other route's. The page is never kept; each has a nonce of its own for the styles that its scripts add.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendRefusal } from '#api/problem-reply.ts';

const options = { config: { access: 'public', rateLimit: false }, schema: { hide: true } } as const;
const NONCE_PLACE = '<meta name="style-nonce" content="';
/** Where programs ask; a page here would be an answer that they can't read. */
const NOT_PAGES = /^\/(?:api|t|f|assets|healthz|readyz|metrics)(?:\/|$)/;

/** `folder`: what the build made. */
export async function webApp(app: FastifyInstance, folder: string): Promise<void> {
  const [before = '', after = ''] = readFileSync(join(folder, 'index.html'), 'utf8').split(NONCE_PLACE);
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    serve: false, // the route is ours: it has to say who may call it
    preCompressed: true,
    cacheControl: false,
  });
  app.get<{ Params: { '*': string } }>('/assets/*', options, (request, reply) =>
    reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(request.params['*']),
  );
  app.get('/*', options, async (request, reply) => {
    if (!wantsPage(request)) return sendRefusal({ request, reply }, { kind: 'refused', reason: 'not_found' });
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', pagePolicy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(`${before}${NONCE_PLACE}${nonce}${after}`);
  });
}

function wantsPage(request: FastifyRequest): boolean {
  const [path = '/'] = request.url.split('?');
  return !NOT_PAGES.test(path) && (request.headers.accept ?? '*/*').match(/text\/html|\*\/\*/) !== null;
}

/** Scripts and pictures are ours alone. Components place things by style attributes; mails are shown in frames of ours. */
function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
