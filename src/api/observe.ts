// What operators watch: is the process alive, can it work, how fast does it answer. These paths are public; a reverse
// proxy should keep /metrics to itself.
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { Histogram, type Registry } from 'prom-client';
import { sendRefusal } from '#api/problem-reply.ts';

const READY_WITHIN_MS = 1_000;

export type Observed = {
  readonly metrics: Registry;
  /** Resolves when the database has answered. */
  readonly probeDatabase: () => Promise<unknown>;
};

const options = { config: { access: 'public', rateLimit: false }, schema: { hide: true } } as const;

export function observe(app: FastifyInstance, { metrics, probeDatabase }: Observed): void {
  app.get('/healthz', options, async () => ({ status: 'alive' }));
  app.get('/readyz', options, async (request, reply) => {
    if (await answersInTime(probeDatabase)) return { status: 'ready' };
    return sendRefusal({ request, reply }, { kind: 'refused', reason: 'not_ready' });
  });
  app.get('/metrics', options, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
  measure(app, metrics);
}

async function answersInTime(probe: () => Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  const answered = probe().then(
    () => true,
    () => false,
  );
  const tooLate = pause(READY_WITHIN_MS, false, { signal: late.signal }).catch(() => false);
  const isReady = await Promise.race([answered, tooLate]);
  late.abort();
  return isReady;
}

/** Routes, not addresses: those hold ids and tokens, and are without number. */
function measure(app: FastifyInstance, metrics: Registry): void {
  const durations = new Histogram({
    name: 'cadenza_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [metrics],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    const durationMs = Math.round(reply.elapsedTime);
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    const organization = request.caller?.organization.id;
    request.log.info({ method: request.method, route, status: reply.statusCode, durationMs, organization }, 'request');
  });
}
