// T29: the requests of one organisation take no more than a share of the connections to the database at a time, so that those of
// the others find some. What is beyond the share waits for its turn, first come, first served. Files that come or go as a
// stream take their time without a connection, and don't count.
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Of the twenty connections of a process. */
const AT_ONCE_MAX = 10;

type Share = { underWay: number; readonly waiting: (() => void)[] };

export function shareFairly(app: FastifyInstance): void {
  const shares = new Map<number, Share>();
  const counted = new WeakSet<FastifyRequest>();

  app.addHook('preHandler', async (request) => {
    const organization = request.caller?.organization.id;
    if (organization === undefined || request.routeOptions.config.isStream === true) return;
    const share = shares.get(organization) ?? { underWay: 0, waiting: [] };
    shares.set(organization, share);
    if (share.underWay >= AT_ONCE_MAX) await new Promise<void>((resolve) => share.waiting.push(resolve));
    else share.underWay += 1;
    counted.add(request);
  });

  const leave = (request: FastifyRequest): void => {
    const organization = request.caller?.organization.id;
    const share = organization === undefined ? undefined : shares.get(organization);
    if (organization === undefined || share === undefined || !counted.delete(request)) return;
    const next = share.waiting.shift();
    if (next !== undefined) return next(); // takes over the place
    share.underWay -= 1;
    if (share.underWay === 0) shares.delete(organization);
  };
  app.addHook('onResponse', async (request) => leave(request));
}
