// Takes a file off its record; its bytes are cleared away by the worker soon after.
import type { AttachmentAddress } from '#actions/attachments/read-attachments.ts';
import type { Acting } from '#actions/records/acting.ts';
import { type OpenedRecord, openRecord } from '#actions/records/open-record.ts';
import { findAttachment, removeAttachments } from '#storage/attachments/attachments.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';

export async function removeAttachment(
  { database, organization, actor, now }: Acting,
  wanted: AttachmentAddress,
): Promise<{ readonly kind: 'removed' } | Extract<OpenedRecord, { kind: 'refused' }>> {
  return database.organization(organization.seat, async (tx) => {
    const opened = await openRecord(tx, wanted, 'update');
    if (opened.kind === 'refused') return opened;
    const found = await findAttachment(tx, { record: opened.record.id, attachment: wanted.attachment });
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    await removeAttachments(tx, [found.id]);
    const target = { kind: 'record', id: wanted.record } as const;
    const details = { module: wanted.module, attachment: wanted.attachment };
    await writeAudit(tx, { action: 'attachment_deleted', actor: actor.id, at: now, target, details });
    return { kind: 'removed' };
  });
}
