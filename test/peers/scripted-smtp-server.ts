// A mail server that does exactly what a test tells it at each point of the dialogue, and remembers what it saw:
// commands, bodies, final dots. For the faults no real server can be asked for.
import net, { type AddressInfo, type Socket } from 'node:net';

/** A reply (without CRLF), or something to do with the socket instead. */
export type Step = string | ((socket: Socket) => void);
export type Point = 'greeting' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot' | 'rset';
/** What to do at each point; a list is used up step by step, across connections. */
export type Script = Partial<Record<Point, Step | Step[]>>;
/** `body` is that of the latest message, without what may still become its final dot. */
export type Seen = {
  readonly commands: string[];
  body: string;
  bodyBegun: boolean;
  dots: number;
  readonly closed: Promise<void>;
};

export const drop: Step = (socket) => socket.destroy();
export const reset: Step = (socket) => socket.resetAndDestroy();
export const stall: Step = () => {};
export const replyThenReset =
  (reply: string): Step =>
  (socket) => {
    socket.write(`${reply}\r\n`, () => socket.resetAndDestroy());
  };
export const replyThenEnd =
  (reply: string): Step =>
  (socket) =>
    void socket.end(`${reply}\r\n`);

const POLITE: Record<Point, Step> = {
  greeting: '220 scripted',
  ehlo: '250 scripted',
  mail: '250 2.1.0 ok',
  rcpt: '250 2.1.5 ok',
  data: '354 go ahead',
  body: stall,
  dot: '250 2.0.0 queued',
  rset: '250 2.0.0 flushed',
};
const COMMANDS: Record<string, Point> = { EHLO: 'ehlo', MAIL: 'mail', RCPT: 'rcpt', DATA: 'data', RSET: 'rset' };

export class ScriptedSmtpServer {
  readonly connections: Seen[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server = net.createServer((socket) => this.#serve(socket));
  readonly #watchers = new Set<() => void>();
  readonly script: Script;

  constructor(script: Script = {}) {
    this.script = script;
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get dots(): number {
    return this.connections.reduce((sum, { dots }) => sum + dots, 0);
  }

  get commands(): string[] {
    return this.connections.flatMap(({ commands }) => commands);
  }

  /** Resolves as soon as the server has seen what the condition asks for. */
  async seen(condition: (server: this) => boolean): Promise<void> {
    if (condition(this)) return;
    await new Promise<void>((resolve) => {
      const check = () => {
        if (!condition(this)) return;
        this.#watchers.delete(check);
        resolve();
      };
      this.#watchers.add(check);
    });
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    const seen: Seen = { commands: [], body: '', bodyBegun: false, dots: 0, closed };
    this.connections.push(seen);
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
    let buffer = '';
    let inBody = false;
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1');
      while (buffer !== '' && !socket.destroyed) {
        const before = buffer.length;
        [buffer, inBody] = inBody ? this.#readBody(socket, seen, buffer) : this.#readCommand(socket, seen, buffer);
        if (buffer.length === before) break;
      }
      for (const check of this.#watchers) check();
    });
    this.#do('greeting', socket);
  }

  #readCommand(socket: Socket, seen: Seen, buffer: string): [rest: string, inBody: boolean] {
    const end = buffer.indexOf('\r\n');
    if (end === -1) return [buffer, false];
    const line = buffer.slice(0, end);
    seen.commands.push(line);
    const point = COMMANDS[line.slice(0, 4).toUpperCase()];
    if (point === 'data') Object.assign(seen, { body: '', bodyBegun: false });
    const answer = point === undefined ? '221 bye' : this.#do(point, socket);
    if (point === undefined) socket.end('221 bye\r\n');
    return [buffer.slice(end + 2), point === 'data' && typeof answer === 'string' && answer.startsWith('354')];
  }

  #readBody(socket: Socket, seen: Seen, buffer: string): [rest: string, inBody: boolean] {
    if (!seen.bodyBegun) this.#do('body', socket);
    seen.bodyBegun = true;
    const end = `\r\n${buffer}`.indexOf('\r\n.\r\n');
    if (end === -1) {
      // The last four bytes may be the beginning of the final dot: they wait for what follows.
      const whole = Math.max(buffer.length - 4, 0);
      seen.body += buffer.slice(0, whole);
      return [buffer.slice(whole), true];
    }
    seen.body += buffer.slice(0, end);
    seen.dots += 1;
    this.#do('dot', socket);
    return [buffer.slice(end + 3), false];
  }

  #do(point: Point, socket: Socket): Step {
    const scripted = this.script[point];
    const step = (Array.isArray(scripted) ? scripted.shift() : scripted) ?? POLITE[point];
    if (typeof step === 'string') socket.write(`${step}\r\n`);
    else step(socket);
    return step;
  }
}
