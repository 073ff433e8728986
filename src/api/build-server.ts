// The HTTP server, without a socket: who listens is main's business, and tests need none.
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from 'fastify';
import { apiKeyRoutes } from '#api/accounts/api-key-routes.ts';
import { sessionRoutes } from '#api/accounts/session-routes.ts';
import { guardRoutes } from '#api/authenticate-request.ts';
import { acceptCsv } from '#api/csv-body.ts';
import { type Observed, observe } from '#api/observe.ts';
import { describeApi } from '#api/openapi.ts';
import { styleHash } from '#api/pages/page.ts';
import { signInPage } from '#api/pages/sign-in-page.ts';
import { startPage } from '#api/pages/start-page.ts';
import { handleError, sendRefusal } from '#api/problem-reply.ts';
import { limitRequests } from '#api/rate-limits.ts';
import type { Routes } from '#api/route.ts';
import type { Services } from '#api/services.ts';
import { isSecure } from '#api/session-cookie.ts';
import type { Instant } from '#core/time/instant.ts';

/** Every route of the API, by domain. */
const routes: readonly Routes[] = [sessionRoutes, apiKeyRoutes];

const REQUEST_WITHIN_MS = 300_000;

export type ServerOptions = Observed & {
  readonly services: Services;
  readonly version: string;
  readonly logger: FastifyBaseLogger;
  readonly clock: () => Instant;
  /** Proxies whose X-Forwarded-For is believed: addresses or ranges. Null: none. */
  readonly trustProxy: string | null;
};

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { services } = options;
  const app = createApp(options);
  app.decorate('clock', options.clock);
  await app.register(helmet, securityHeaders(services.publicUrl));
  await app.register(cookie);
  guardRoutes(app, services);
  await limitRequests(app);
  observe(app, options);
  app.removeContentTypeParser('text/plain'); // a foreign form can send it without asking (T14)
  acceptCsv(app);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler((request, reply) => sendRefusal({ request, reply }, { kind: 'refused', reason: 'not_found' }));
  await describeApi(app, options.version);
  for (const register of routes) register(app, services);
  startPage(app);
  await signInPage(app, services);
  return app;
}

function createApp({ logger, trustProxy }: ServerOptions): FastifyInstance {
  const app = fastify({
    loggerInstance: logger,
    // Its lines hold addresses and query strings; observe.ts writes ours.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestTimeout: REQUEST_WITHIN_MS,
    trustProxy: trustProxy ?? false,
    frameworkErrors: (error, request, reply) => void handleError(error as FastifyError, request, reply),
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id).header('cache-control', 'no-store');
  });
  return app;
}

/** Pages may load what comes from here, and nothing else. The referrer stays here too: it can hold a token. */
function securityHeaders(publicUrl: URL) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", styleHash],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isSecure(publicUrl) ? { maxAge: 31_536_000 } : false,
    // 'no-referrer' would make browsers send "Origin: null" with our own form.
    referrerPolicy: { policy: 'same-origin' },
  } as const;
}
