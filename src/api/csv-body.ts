// text/csv bodies are streams: 200,000 rows never lie in memory (I-3, T23).
import { pipeline, Readable, Transform, type TransformCallback } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { Refused } from '#api/problem-reply.ts';

const CSV_BYTES_MAX = 50 * 1024 * 1024;

export function acceptCsv(app: FastifyInstance, bytesMax = CSV_BYTES_MAX): void {
  app.addContentTypeParser('text/csv', (_request, payload, done) => {
    // What breaks shows itself to whoever reads the stream; without a reader it doesn't matter.
    done(null, pipeline(payload, upTo(bytesMax), () => {}));
  });
  app.addHook('onResponse', async ({ body }) => {
    // A refused upload is read to its end: a client in the middle of sending would never see the answer.
    if (body instanceof Readable) body.resume();
  });
}

function upTo(bytesMax: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      bytes += chunk.length;
      if (bytes > bytesMax) done(new Refused({ kind: 'refused', reason: 'body_too_large' }));
      else done(null, chunk);
    },
  });
}
