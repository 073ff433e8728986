// The files of a record, and one of them with its bytes. Both are reached by the record alone: the attachment of another one
// is not found.
import type { Readable } from 'node:stream';
import type { Acting } from '#actions/records/acting.ts';
import { type OpenedRecord, openRecord, type RecordAddress } from '#actions/records/open-record.ts';
import { type Attachment, findAttachment, listAttachments } from '#storage/attachments/attachments.ts';
import type { Tx } from '#storage/db.ts';
import type { FileStore } from '#storage/files/file-store.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';

export type Filing = Acting & { readonly files: FileStore };

export type ShownAttachment = { readonly attachment: Attachment; readonly author: Member | null };

type NoRecord = Extract<OpenedRecord, { kind: 'refused' }>;

export type AttachmentsPage = {
  readonly kind: 'listed';
  readonly items: readonly ShownAttachment[];
  /** Internal id of the last one; null: there is no more. */
  readonly next: string | null;
};

export async function readAttachments(
  { database, organization }: Acting,
  wanted: RecordAddress & { readonly before: string | null; readonly limit: number },
): Promise<AttachmentsPage | NoRecord> {
  return database.organization(organization.seat, async (tx) => {
    const opened = await openRecord(tx, wanted, 'read');
    if (opened.kind === 'refused') return opened;
    const page = { record: opened.record.id, before: wanted.before, limit: wanted.limit + 1 };
    const found = await listAttachments(tx, page);
    const items = found.slice(0, wanted.limit);
    const next = found.length > wanted.limit ? (items.at(-1)?.id ?? null) : null;
    return { kind: 'listed', items: await showAttachments(tx, items), next };
  });
}

export async function showAttachments(tx: Tx, attachments: readonly Attachment[]): Promise<ShownAttachment[]> {
  const members = new Map((await listMembers(tx)).map((member) => [member.id, member]));
  return attachments.map((attachment) => ({ attachment, author: members.get(attachment.author) ?? null }));
}

export type AttachmentAddress = RecordAddress & {
  /** Public id. */
  readonly attachment: string;
};

export type OpenedFile =
  | { readonly kind: 'opened'; readonly name: string; readonly content: Readable }
  /** The bytes are gone, though the row is there: the storage folder was changed by others. */
  | { readonly kind: 'refused'; readonly reason: 'file_gone' }
  | NoRecord;

export async function openFile(
  { database, organization, files }: Filing,
  wanted: AttachmentAddress,
): Promise<OpenedFile> {
  const found = await database.organization(organization.seat, async (tx) => {
    const opened = await openRecord(tx, wanted, 'read');
    if (opened.kind === 'refused') return opened;
    const attachment = await findAttachment(tx, { record: opened.record.id, attachment: wanted.attachment });
    return attachment ?? ({ kind: 'refused', reason: 'not_found' } as const);
  });
  if ('kind' in found) return found;
  const content = await files.read({ organization: organization.id, key: found.key });
  return content === null ? { kind: 'refused', reason: 'file_gone' } : { kind: 'opened', name: found.name, content };
}
