// Files of rows are streams, as CSV and as Excel workbooks: 200,000 rows never lie in memory (I-3, T23).
import { finished, Readable, Transform, type TransformCallback } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { Refused } from '#api/problem-reply.ts';

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV_BYTES_MAX = 50 * 1024 * 1024;

export function acceptCsv(app: FastifyInstance, bytesMax = CSV_BYTES_MAX): void {
  app.addContentTypeParser(['text/csv', WORKBOOK_TYPE], (_request, payload, done) => {
    // Not pipeline(): that would cut the connection when the limit is reached, and nobody would see the answer.
    const body = payload.pipe(upTo(bytesMax));
    finished(payload, (error) => error && body.destroy(error));
    body.on('error', () => {}); // for whoever reads it; without a reader it doesn't matter
    done(null, body);
  });
  app.addHook('onResponse', async ({ body, raw }) => {
    if (!(body instanceof Readable)) return;
    // What a refusal left unread is read and dropped: a client in the middle of sending would never see the answer.
    raw.unpipe();
    raw.resume();
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
