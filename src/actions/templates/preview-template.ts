// A template filled in for one record, for the eyes of whoever writes it: the rendering is the one that sends.
import type { EmailSender } from '#actions/deliveries/email-sender.ts';
import { mergeDataOf } from '#actions/deliveries/merge-data.ts';
import type { Acting } from '#actions/records/acting.ts';
import { namesOfLookups } from '#actions/records/show-records.ts';
import type { RenderedTemplate, Template } from '#core/message/template.ts';
import { valueOf } from '#core/records/field.ts';
import { listMembers } from '#storage/organizations/members.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { findRecord } from '#storage/records/read-records.ts';

export type PreviewRequest = {
  readonly template: Template;
  readonly module: string;
  /** The record's public id. */
  readonly record: string;
  /** Stands where the recipient's own link to unsubscribe would. */
  readonly unsubscribeUrl: string;
};

export type Previewing = Pick<Acting, 'database' | 'organization'> & { readonly render: EmailSender['render'] };

/** Null: there is no such record. */
export async function previewTemplate(
  { database, organization, render }: Previewing,
  { template, module, record: publicId, unsubscribeUrl }: PreviewRequest,
): Promise<RenderedTemplate | null> {
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, module);
    const record = catalogue === null ? null : await findRecord(tx, catalogue, publicId);
    if (catalogue === null || record === null) return null;
    const owner = (await listMembers(tx)).find((member) => member.publicId === valueOf(record, 'owner')) ?? null;
    const names = await namesOfLookups(tx, catalogue.module, [record]);
    const data = mergeDataOf({ organization, module: catalogue.module, record, owner, names, unsubscribeUrl });
    return render({ name: '', ...template }, data);
  });
}
