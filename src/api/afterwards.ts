// Work that an answer doesn't wait for, so that its time tells nothing (T13). The server ends after it.
import type { FastifyInstance } from 'fastify';

export type Afterwards = (work: Promise<unknown>) => void;

export function afterwards(app: FastifyInstance): Afterwards {
  const open = new Set<Promise<unknown>>();
  app.addHook('onClose', () => Promise.all(open));
  return (work) => {
    const guarded = work
      .catch((error: unknown) => app.log.error({ error }, 'work after an answer failed'))
      .finally(() => open.delete(guarded));
    open.add(guarded);
  };
}
