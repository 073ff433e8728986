// Bodies that are streams: files of rows and attachments never lie in memory (I-3, T23, T24).
import { finished, Readable, Transform, type TransformCallback } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { Refused } from '#api/problem-reply.ts';
import type { Refusal } from '#contract/errors.ts';

export type Streamed = {
  /** Media types that come as streams. */
  readonly types: readonly string[];
  readonly bytesMax: number;
  /** What whoever sends more is told. */
  readonly tooLarge: Refusal;
};

export function acceptStream(app: FastifyInstance, { types, bytesMax, tooLarge }: Streamed): void {
  app.addContentTypeParser([...types], (request, payload, done) => {
    // Said in advance: nobody has to send it all to hear that.
    if (Number(request.headers['content-length'] ?? 0) > bytesMax) return done(new Refused(tooLarge), undefined);
    // Not pipeline(): that would cut the connection when the limit is reached, and nobody would see the answer.
    const body = payload.pipe(upTo(bytesMax, tooLarge));
    finished(payload, (error) => error && body.destroy(error));
    body.on('error', () => {}); // for whoever reads it; without a reader it doesn't matter
    done(null, body);
  });
}

/** What a refusal left unread is read and dropped: a client in the middle of sending would never see the answer. */
export function dropUnread(app: FastifyInstance): void {
  app.addHook('onResponse', async ({ body, raw }) => {
    if (!(body instanceof Readable)) return;
    raw.unpipe();
    raw.resume();
  });
}

function upTo(bytesMax: number, tooLarge: Refusal): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      bytes += chunk.length;
      if (bytes > bytesMax) done(new Refused(tooLarge));
      else done(null, chunk);
    },
  });
}
