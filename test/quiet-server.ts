import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { buildServer, type ServerOptions } from '#api/build-server.ts';
import { createLogger } from '#api/log.ts';

type QuietOptions = Pick<ServerOptions, 'services' | 'clock'> & Partial<ServerOptions>;

/** The API for tests and benches: without a log, proxies, a web app and a database that is asked how it is, unless they say so. */
export function buildQuietServer(options: QuietOptions): Promise<FastifyInstance> {
  return buildServer({
    version: '0.0.0',
    logger: createLogger('silent'),
    metrics: new Registry(),
    probeDatabase: async () => undefined,
    trustProxy: null,
    webFolder: null,
    ...options,
  });
}
