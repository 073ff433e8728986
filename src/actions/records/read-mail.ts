// One mail of a record's timeline, as its reader saw it. Bodies are long, so that each is asked for by itself.
import type { Acting } from '#actions/records/acting.ts';
import { type NoRecord, readRecord } from '#actions/records/read-record.ts';
import { findReceivedMail, findSentMail, type MailBody } from '#storage/mail/record-mail.ts';

export type WantedMail = {
  readonly module: string;
  /** The record's public id. */
  readonly record: string;
  readonly direction: 'sent' | 'received';
  readonly mail: string;
};

export type FoundMail = { readonly kind: 'found'; readonly body: MailBody } | NoRecord;

export async function readMail(
  reading: Pick<Acting, 'database' | 'organization'>,
  wanted: WantedMail,
): Promise<FoundMail> {
  const found = await readRecord(reading, wanted);
  if (found.kind === 'refused') return found;
  const find = wanted.direction === 'sent' ? findSentMail : findReceivedMail;
  const body = await reading.database.organization(reading.organization.seat, (tx) =>
    find(tx, { record: found.record.id, mail: wanted.mail }),
  );
  return body === null ? { kind: 'refused', reason: 'not_found' } : { kind: 'found', body };
}
