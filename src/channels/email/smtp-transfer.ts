// One message over one open connection, with the gate before the final dot (spec/reliability.md section 1). The body is
// a stream that doesn't end by itself: when all of it has been handed to the socket the gate is asked, and only its "yes"
// ends the stream, which makes nodemailer write the dot. Until that moment every failure is certain not to have been
// accepted; after it, silence or a lost connection is unknown. Nothing here may release the dot but a "yes".
import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Gate } from '#core/message/channel.ts';
import type { Instant } from '#core/time/instant.ts';
import type { OutgoingMail } from './build-message.ts';
import { oneLine } from './one-line.ts';
import { destroyConnection, type SmtpError, type SmtpTimeouts } from './smtp-connection.ts';
import { afterDot, beforeDot, type Transferred } from './smtp-outcome.ts';

const CHUNK_BYTES = 64 * 1024;

export class SmtpTransfer {
  readonly #connection: SMTPConnection;
  readonly #mail: OutgoingMail;
  readonly #gate: Gate;
  readonly #timeouts: SmtpTimeouts;
  readonly #now: () => Instant;
  readonly #body = new Readable({ read: () => this.#feed() });
  readonly #finished: Promise<Transferred>;
  #finish: (result: Transferred) => void = () => {};
  #stage: 'envelope' | 'body' | 'gate' | 'dot' = 'envelope';
  #sentBytes = 0;
  #over = false;
  #gateAnswer: Promise<boolean | Error> = Promise.resolve(true);
  #clock: NodeJS.Timeout | undefined;

  constructor(parts: {
    connection: SMTPConnection;
    mail: OutgoingMail;
    gate: Gate;
    timeouts: SmtpTimeouts;
    now: () => Instant;
  }) {
    this.#connection = parts.connection;
    this.#mail = parts.mail;
    this.#gate = parts.gate;
    this.#timeouts = parts.timeouts;
    this.#now = parts.now;
    this.#finished = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  /** Never throws, and never resolves while a call of the gate is still open. */
  run(): Promise<Transferred> {
    const { envelope, raw } = this.#mail;
    this.#limit(this.#timeouts.commandMs, 'no answer to the envelope');
    this.#connection.send({ from: envelope.from, to: [envelope.to], size: raw.length }, this.#body, (error, info) => {
      if (error) this.#failed(error);
      else this.#accepted(info?.response ?? '');
    });
    return this.#finished;
  }

  /** The stream asks for more: the next piece, or, when there is none, the question whether it may end. */
  #feed(): void {
    const { raw } = this.#mail;
    if (this.#sentBytes >= raw.length) return void this.#askGate();
    this.#stage = 'body';
    this.#limit(this.#timeouts.bodyMs, 'the body did not get through');
    const piece = raw.subarray(this.#sentBytes, this.#sentBytes + CHUNK_BYTES);
    this.#sentBytes += piece.length;
    this.#body.push(piece);
  }

  async #askGate(): Promise<void> {
    await this.#bodyHandedOver();
    if (this.#over) return;
    this.#stage = 'gate';
    clearTimeout(this.#clock);
    this.#gateAnswer = askOnce(this.#gate);
    const answer = await this.#gateAnswer;
    if (this.#over) return;
    if (answer === false) return this.#end({ outcome: { kind: 'stopped' }, connection: 'dead' });
    if (answer !== true) {
      const text = `the gate gave no answer: ${oneLine(answer.message)}`;
      return this.#end({ outcome: { kind: 'try_later', text }, connection: 'dead' });
    }
    const socket = this.#connection._socket;
    if (!socket || socket.destroyed || !socket.writable) {
      return this.#end({
        outcome: { kind: 'try_later', text: 'the connection was lost before the final dot' },
        connection: 'dead',
      });
    }
    this.#stage = 'dot';
    this.#limit(this.#timeouts.afterDotMs, 'no answer after the final dot');
    this.#body.push(null);
  }

  /** Waits until the kernel has (nearly) all of the body, so that little time passes between the gate and the dot. */
  async #bodyHandedOver(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    const socket = this.#connection._socket;
    if (!socket || socket.destroyed || !socket.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      const go = () => {
        socket.removeListener('drain', go);
        socket.removeListener('close', go);
        resolve();
      };
      socket.on('drain', go);
      socket.on('close', go);
    });
  }

  #accepted(response: string): void {
    if (this.#stage === 'dot') {
      const outcome = { kind: 'sent', at: this.#now(), response: oneLine(response) } as const;
      return this.#end({ outcome, connection: 'clean' });
    }
    const text = `the server answered before the end of the message: ${oneLine(response)}`;
    this.#end({ outcome: { kind: 'try_later', text }, connection: 'dead' });
  }

  #failed(error: SmtpError): void {
    this.#end(this.#stage === 'dot' ? afterDot(error) : beforeDot(error, this.#stage));
  }

  #limit(afterMs: number, text: string): void {
    clearTimeout(this.#clock);
    this.#clock = setTimeout(() => {
      const kind = this.#stage === 'dot' ? 'unknown' : 'try_later';
      this.#end({ outcome: { kind, text }, connection: 'dead' });
    }, afterMs);
  }

  #end(result: Transferred): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#clock);
    const alive = !this.#connection.destroyed;
    if (result.connection === 'dead' || result.connection === 'stale') destroyConnection(this.#connection);
    // A "no" of the gate has already been written down as such: it wins over whatever the connection did meanwhile.
    void this.#gateAnswer.then((answer) => {
      if (answer === false) this.#finish({ outcome: { kind: 'stopped' }, connection: 'dead' });
      else this.#finish(alive ? result : { ...result, connection: result.connection === 'stale' ? 'stale' : 'dead' });
    });
  }
}

async function askOnce(gate: Gate): Promise<boolean | Error> {
  try {
    return await gate();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
