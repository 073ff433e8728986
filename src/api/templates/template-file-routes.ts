import { copyTemplateFiles } from '#actions/templates/copy-template-files.ts';
import { addTemplateFile, openTemplateFile, removeTemplateFile } from '#actions/templates/template-files.ts';
import { actingOf } from '#api/acting.ts';
import { FILE_TYPE } from '#api/csv-body.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/templates.ts';
import { FILES_MAX, FILES_MEGABYTES_MAX } from '#core/message/template-files.ts';

type TemplateFile = Extract<Awaited<ReturnType<typeof addTemplateFile>>, { kind: 'added' }>['file'];

export const templateFileRoutes: Routes = (app, services) => {
  const { files } = services;

  route(app, contract.addTemplateAttachment, async ({ params, query, body, ...called }) => {
    const filing = { ...actingOf(services, called), files };
    const added = await addTemplateFile(filing, { template: params.name, name: query.name, bytes: body });
    if (added.kind === 'added') return describeFile(added.file);
    return { ...added, params: { max: maxOf(added.reason) } };
  });

  route(app, contract.copyTemplateAttachments, async ({ params, body, ...called }) => {
    const filing = { ...actingOf(services, called), files };
    const copied = await copyTemplateFiles(filing, { from: body.from, to: params.name });
    if (copied.kind === 'copied') return { items: copied.files.map(describeFile) };
    const { reason } = copied;
    if (reason === 'file_name_not_valid' || reason === 'attachment_empty')
      return { kind: 'refused', reason: 'file_gone' };
    return { kind: 'refused', reason, params: { max: maxOf(reason) } };
  });

  route(app, contract.downloadTemplateAttachment, async ({ params, ...called }) => {
    const filing = { ...actingOf(services, called), files };
    const opened = await openTemplateFile(filing, { template: params.name, file: params.attachment });
    if (opened.kind === 'refused') return opened;
    return { kind: 'file', name: opened.name, type: FILE_TYPE, content: opened.content };
  });

  route(app, contract.removeTemplateAttachment, async ({ params, ...called }) => {
    const wanted = { template: params.name, file: params.attachment };
    const removed = await removeTemplateFile(actingOf(services, called), wanted);
    return removed.kind === 'removed' ? null : removed;
  });
};

function maxOf(reason: string): number {
  return reason === 'template_files_too_many' ? FILES_MAX : FILES_MEGABYTES_MAX;
}

export function describeFile({ publicId: id, name, bytes }: TemplateFile) {
  return { id, name, bytes };
}
