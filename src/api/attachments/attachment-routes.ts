import { attachFile } from '#actions/attachments/attach-file.ts';
import { openFile, readAttachments, type ShownAttachment } from '#actions/attachments/read-attachments.ts';
import { removeAttachment } from '#actions/attachments/remove-attachment.ts';
import { actingOf } from '#api/acting.ts';
import { FILE_TYPE } from '#api/csv-body.ts';
import { placeByCursor, writeCursor } from '#api/cursor.ts';
import { noRecord } from '#api/records/no-module.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/attachments.ts';
import type { Value } from '#contract/endpoint.ts';

export const attachmentRoutes: Routes = (app, services) => {
  const { files } = services;

  route(app, contract.listAttachments, async ({ params: { module, id }, query, ...called }) => {
    const place = placeByCursor(query.cursor);
    if (place === null) return { kind: 'refused', reason: 'cursor_not_valid' };
    const wanted = { module, record: id, ...place, limit: query.limit };
    const page = await readAttachments(actingOf(services, called), wanted);
    if (page.kind === 'refused') return noRecord(page, module);
    const nextCursor = page.next === null ? null : writeCursor([page.next]);
    return { items: page.items.map(describeAttachment), nextCursor };
  });

  route(app, contract.createAttachment, async ({ params: { module, id }, query, body, ...called }) => {
    const filing = { ...actingOf(services, called), files };
    const attached = await attachFile(filing, { module, record: id, name: query.name, bytes: body });
    if (attached.kind === 'attached') return describeAttachment(attached.shown);
    const isOfFile = attached.reason === 'file_name_not_valid' || attached.reason === 'attachment_empty';
    return isOfFile ? attached : noRecord(attached, module);
  });

  route(app, contract.downloadAttachment, async ({ params: { module, id, attachment }, ...called }) => {
    const filing = { ...actingOf(services, called), files };
    const opened = await openFile(filing, { module, record: id, attachment });
    if (opened.kind === 'opened') return { kind: 'file', name: opened.name, type: FILE_TYPE, content: opened.content };
    return opened.reason === 'file_gone' ? opened : noRecord(opened, module);
  });

  route(app, contract.deleteAttachment, async ({ params: { module, id, attachment }, ...called }) => {
    const removed = await removeAttachment(actingOf(services, called), { module, record: id, attachment });
    return removed.kind === 'removed' ? null : noRecord(removed, module);
  });
};

function describeAttachment({ attachment, author }: ShownAttachment): Value<typeof contract.attachment> {
  const { publicId: id, name, bytes, createdAt } = attachment;
  return { id, name, bytes, author: author === null ? null : { id: author.publicId, name: author.name }, createdAt };
}
