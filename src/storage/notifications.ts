// Hearing that an organisation has work. Only a hint: whoever listens also looks by itself now and then, and looks at
// everything again after the connection was lost.
import pg from 'pg';

export type Listening = { stop(): Promise<void> };

export type ListenRequest = {
  readonly url: string;
  readonly channel: string;
  readonly onNotice: (payload: string) => void;
  /** After every (re)connection: notices may have been missed. */
  readonly onConnected: () => void;
  readonly onError: (error: Error) => void;
};

const RECONNECT_MS = 1000;

/** Keeps a connection listening until stopped; reconnects by itself. */
export function listen(request: ListenRequest): Listening {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const again = (error: Error): void => {
    if (stopped) return;
    request.onError(error);
    client = null;
    timer ??= setTimeout(() => {
      timer = null;
      void connect();
    }, RECONNECT_MS);
  };

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: request.url });
    client = next;
    next.on('error', again);
    next.on('end', () => {
      if (client === next) again(new Error('the listening connection ended'));
    });
    next.on('notification', ({ payload }) => request.onNotice(payload ?? ''));
    try {
      await next.connect();
      await next.query(`listen ${pg.escapeIdentifier(request.channel)}`);
      request.onConnected();
    } catch (error) {
      again(error instanceof Error ? error : new Error(String(error)));
    }
  };

  void connect();
  return {
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
