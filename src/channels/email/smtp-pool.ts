// A fixed number of places for connections to one mail server. A place keeps its connection open for the next message;
// who finds none free waits in order of arrival. Places with a living connection are given out first.
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { quitConnection } from './smtp-connection.ts';

export type Place = {
  connection: SMTPConnection | null;
  /** Messages its connection has carried. */
  carried: number;
  /** Set when the connection needs RSET before its next message. */
  needsReset: boolean;
  idleClock: NodeJS.Timeout | undefined;
};

export class SmtpPool {
  readonly #free: Place[];
  readonly #size: number;
  readonly #idleMs: number;
  readonly #waiting: ((place: Place | null) => void)[] = [];
  #closed = false;
  #allBack: () => void = () => {};

  constructor(options: { maxConnections: number; idleMs: number }) {
    this.#size = options.maxConnections;
    this.#idleMs = options.idleMs;
    this.#free = Array.from({ length: options.maxConnections }, emptyPlace);
  }

  /** A place of one's own until `release`; null once the pool is closing. */
  acquire(): Promise<Place | null> {
    if (this.#closed) return Promise.resolve(null);
    const at = this.#free.findLastIndex(({ connection }) => connection !== null && !connection.destroyed);
    const [place] = this.#free.splice(at === -1 ? 0 : at, 1);
    if (place === undefined) return new Promise((resolve) => this.#waiting.push(resolve));
    clearTimeout(place.idleClock);
    return Promise.resolve(place);
  }

  release(place: Place): void {
    const next = this.#waiting.shift();
    if (next !== undefined) return next(place);
    this.#free.push(place);
    if (this.#closed) leave(place);
    else this.#leaveWhenIdle(place);
    if (this.#free.length === this.#size) this.#allBack();
  }

  /** Lets the messages on their way finish, turns away those still waiting, then hangs up. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const resolve of this.#waiting.splice(0)) resolve(null);
    for (const place of this.#free) leave(place);
    if (this.#free.length === this.#size) return;
    await new Promise<void>((resolve) => {
      const before = this.#allBack;
      this.#allBack = () => {
        before();
        resolve();
      };
    });
  }

  #leaveWhenIdle(place: Place): void {
    if (place.connection === null) return;
    place.idleClock = setTimeout(() => leave(place), this.#idleMs);
    // An idle connection must not keep a finished process alive.
    place.idleClock.unref();
  }
}

function emptyPlace(): Place {
  return { connection: null, carried: 0, needsReset: false, idleClock: undefined };
}

function leave(place: Place): void {
  clearTimeout(place.idleClock);
  if (place.connection !== null) quitConnection(place.connection);
  Object.assign(place, emptyPlace());
}
