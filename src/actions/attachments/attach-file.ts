// Takes a file in, as a stream: it never lies in memory. The row comes first, so that whatever is left of an upload that broke
// off is found and cleared away.
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type Filing, type ShownAttachment, showAttachments } from '#actions/attachments/read-attachments.ts';
import { type OpenedRecord, openRecord, type RecordAddress } from '#actions/records/open-record.ts';
import { assert } from '#core/assert.ts';
import { fileName } from '#core/records/file-name.ts';
import { insertIncoming, keepIncoming, removeAttachments } from '#storage/attachments/attachments.ts';
import type { Tx } from '#storage/db.ts';

export type NewFile = RecordAddress & {
  /** As it was sent. */
  readonly name: string;
  readonly bytes: Readable;
};

export type AttachedFile =
  | { readonly kind: 'attached'; readonly shown: ShownAttachment }
  | { readonly kind: 'refused'; readonly reason: 'file_name_not_valid' }
  | { readonly kind: 'refused'; readonly reason: 'attachment_empty' }
  | Extract<OpenedRecord, { kind: 'refused' }>;

/** Throws what the stream throws; nothing stays of the file then. */
export async function attachFile(filing: Filing, wanted: NewFile): Promise<AttachedFile> {
  const { database, organization, files } = filing;
  const name = fileName(wanted.name);
  if (name === null) return { kind: 'refused', reason: 'file_name_not_valid' };
  const key = randomBytes(16).toString('hex');
  const inOrganization = <T>(work: (tx: Tx) => Promise<T>) => database.organization(organization.seat, work);
  const begun = await inOrganization((tx) => begin(tx, filing, { ...wanted, name, key }));
  if (begun.kind === 'refused') return begun;
  const giveUp = () => inOrganization((tx) => removeAttachments(tx, [begun.id]));
  const place = { organization: organization.id, key };
  const bytes = await files.write(place, wanted.bytes).catch(async (error: unknown) => {
    await giveUp();
    throw error;
  });
  if (bytes === 0) {
    await giveUp();
    return { kind: 'refused', reason: 'attachment_empty' };
  }
  return inOrganization(async (tx) => {
    const [shown] = await showAttachments(tx, [await keepIncoming(tx, begun.id, bytes)]);
    assert(shown !== undefined, 'an attachment that was kept can be shown');
    return { kind: 'attached', shown };
  });
}

type Beginning = RecordAddress & { readonly name: string; readonly key: string };

async function begin(tx: Tx, { actor, now }: Filing, wanted: Beginning) {
  const opened = await openRecord(tx, wanted, 'update');
  if (opened.kind === 'refused') return opened;
  const { name, key } = wanted;
  const id = await insertIncoming(tx, { record: opened.record.id, key, name, author: actor.id, at: now });
  return { kind: 'begun', id } as const;
}
