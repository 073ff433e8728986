// Gives a sign of life once a minute, before anything else is done: what it then finds of the database decides whether
// anything may go out (P19). A loop looks each second, so a machine that slept is noticed at its first step.
import { lookAfterSending } from '#actions/standstill/look-after-sending.ts';
import { MINUTE } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { noteStop } from '#storage/standstill/sending-watch.ts';

export type SendingWatchOptions = {
  readonly database: Database;
  /** Wall time, also of a machine that sleeps. */
  readonly clock: () => number;
  /** What is known of this database outside of it. */
  readonly memory: BeatMemory;
  readonly log: { error(detail: object, what: string): void };
};

/** Keeps the latest sign of life where a restored database doesn't take it away. */
export type BeatMemory = {
  /** Null: none is known. */
  recall(): Promise<number | null>;
  keep(beat: number): Promise<void>;
};

const BEAT_MS = MINUTE;
/** Whoever looks each second was not there meanwhile. */
const ASLEEP_MS = 10 * MINUTE;

/** The latest sign of life that this worker knows of. */
type LastBeat = { readonly beat: number | null; readonly at: number; readonly isOwn: boolean };

export class SendingWatch {
  private readonly options: SendingWatchOptions;
  private last: LastBeat | null = null;
  private lookedAt = 0;
  private beating: Promise<void> | null = null;

  constructor(options: SendingWatchOptions) {
    this.options = options;
  }

  /** Nothing may be done before it has answered, nor where it fails. */
  look(): Promise<void> {
    const now = this.options.clock();
    if (this.last !== null && Math.abs(now - this.lookedAt) > ASLEEP_MS) this.last = { ...this.last, isOwn: false };
    this.lookedAt = now;
    if (this.last?.isOwn === true && Math.abs(now - this.last.at) < BEAT_MS) return Promise.resolve();
    this.beating ??= this.beat(now).finally(() => {
      this.beating = null;
    });
    return this.beating;
  }

  /** Said in order: however long it is until the next start, nobody has to ask. */
  async leave(): Promise<void> {
    const { database, log } = this.options;
    const beat = this.last?.isOwn === true ? this.last.beat : null;
    if (beat === null) return;
    await database
      .control((tx) => noteStop(tx, beat))
      .catch((error: unknown) => log.error({ err: error }, 'that the worker stopped could not be noted'));
  }

  private async beat(at: number): Promise<void> {
    const { database, memory, log } = this.options;
    const { beat: known, isOwn: isAwake } = this.last ?? { beat: await memory.recall(), isOwn: false };
    const { beat, cause } = await lookAfterSending(database, { beat: known, isAwake });
    this.last = { beat, at, isOwn: true };
    if (cause !== null) log.error({ cause }, 'nothing is sent until an administrator has confirmed it');
    await memory.keep(beat);
  }
}
