// A name server on loopback that knows TXT records and nothing else (RFC 1035).
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export type NameServer = {
  /** As resolvers are told: ip:port. */
  readonly address: string;
  /** By name. */
  readonly texts: Map<string, readonly string[]>;
  /** True: it answers nobody. */
  isSilent: boolean;
  close(): Promise<void>;
};

const HEADER_BYTES = 12;
const NO_SUCH_NAME = 3;
const PIECE_BYTES = 255;

export async function startNameServer(): Promise<NameServer> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const server: NameServer = {
    address: `127.0.0.1:${socket.address().port}`,
    texts: new Map(),
    isSilent: false,
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
  socket.on('message', (query, { port, address }) => {
    if (!server.isSilent) socket.send(answerTo(query, server.texts), port, address);
  });
  return server;
}

function answerTo(query: Buffer, texts: NameServer['texts']): Buffer {
  const { name, end } = nameAt(query, HEADER_BYTES);
  const found = texts.get(name.toLowerCase()) ?? [];
  const header = Buffer.alloc(HEADER_BYTES);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | (texts.has(name.toLowerCase()) ? 0 : NO_SUCH_NAME), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(found.length, 6);
  return Buffer.concat([header, query.subarray(HEADER_BYTES, end + 4), ...found.map(recordOf)]);
}

/** Of the name asked for, TXT, for a minute. */
function recordOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    pieces.push(Buffer.from([piece.length]), piece);
  }
  const data = Buffer.concat(pieces);
  const head = Buffer.from([0xc0, HEADER_BYTES, 0, 16, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 0xff]);
  return Buffer.concat([head, data]);
}

function nameAt(query: Buffer, start: number): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = start;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.'), end: at + 1 };
}
