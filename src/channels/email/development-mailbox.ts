// The built-in catch-all: an SMTP server on loopback that takes every message for anybody and sends nothing on. It says
// 250 only once `keep` has resolved, so what it acknowledged is kept; a `keep` that fails is "try again later", and one of which
// nobody knows is no answer at all. Never to be started beside a production transport.
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { CaughtMail } from '#core/message/caught-mail.ts';

export type DevelopmentMailbox = {
  readonly port: number;
  /** Takes no new connections; those still open after a moment are ended. Close the senders first. */
  readonly stop: () => Promise<void>;
};

const MESSAGE_BYTES_MAX = 25 * 1024 * 1024;
const STOP_MS = 1_000;

/** What `keep` rejects with where nobody knows whether the message is kept: told to try again, the sender would send a second one. */
export class PerhapsKept extends Error {}

/** `port` 0 takes a free one. Rejects when the port is taken. */
export async function startDevelopmentMailbox(options: {
  readonly port: number;
  readonly keep: (caught: CaughtMail) => Promise<void>;
}): Promise<DevelopmentMailbox> {
  /** By the port they come from. */
  const sockets = new Map<number, Socket>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MESSAGE_BYTES_MAX,
    closeTimeout: STOP_MS,
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope;
      const recipients = rcptTo.map(({ address }) => address);
      collect(stream)
        .then((raw) => (stream.sizeExceeded ? refuse(552, '5.3.4 message too large') : raw))
        .then((raw) => options.keep({ envelopeFrom: mailFrom ? mailFrom.address : '', recipients, raw }))
        .then(
          () => done(null, 'kept in the development mailbox'),
          (error: unknown) => {
            if (error instanceof PerhapsKept) sockets.get(session.remotePort)?.destroy();
            else done(error instanceof Refusal ? error : new Refusal(451, '4.3.0 the message could not be kept'));
          },
        );
    },
  });
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.on('close', () => sockets.delete(remotePort));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => resolve());
  });
  // Connections that break are the sender's business: it is told by what it gets, or doesn't.
  server.on('error', () => {});
  const { port } = server.server.address() as AddressInfo;
  return { port, stop: () => new Promise((resolve) => server.close(resolve)) };
}

class Refusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, text: string) {
    super(text);
    this.responseCode = responseCode;
  }
}

function refuse(code: number, text: string): never {
  throw new Refusal(code, text);
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    // The rest is still read, so that the sender gets its answer, but not kept.
    if (size <= MESSAGE_BYTES_MAX) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
