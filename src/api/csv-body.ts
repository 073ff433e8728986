// What comes as a stream: files of rows, as CSV and as Excel workbooks, and files of any kind that are attached to records.
import type { FastifyInstance } from 'fastify';
import { acceptStream, dropUnread } from '#api/streamed-body.ts';
import { FILE_MEGABYTES_MAX } from '#core/records/file-name.ts';

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const FILE_TYPE = 'application/octet-stream';
const CSV_BYTES_MAX = 50 * 1024 * 1024;

export function acceptFiles(app: FastifyInstance): void {
  const tooLarge = { kind: 'refused', reason: 'file_too_large', params: { max: FILE_MEGABYTES_MAX } } as const;
  acceptStream(app, { types: [FILE_TYPE], bytesMax: FILE_MEGABYTES_MAX * 1024 * 1024, tooLarge });
}

export function acceptCsv(app: FastifyInstance, bytesMax = CSV_BYTES_MAX): void {
  const tooLarge = { kind: 'refused', reason: 'body_too_large' } as const;
  acceptStream(app, { types: ['text/csv', WORKBOOK_TYPE], bytesMax, tooLarge });
  dropUnread(app);
}
