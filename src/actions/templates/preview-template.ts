// A template filled in for one record, for the eyes of whoever writes it: the rendering is the one that sends.
import type { EmailSender } from '#actions/deliveries/email-sender.ts';
import { mergeDataOf } from '#actions/deliveries/merge-data.ts';
import type { Acting } from '#actions/records/acting.ts';
import { namesOfLookups } from '#actions/records/show-records.ts';
import type { WrittenAgain } from '#actions/templates/compile-template.ts';
import type { MjmlProblem } from '#core/message/mjml.ts';
import type { CompileMjml, RenderedTemplate } from '#core/message/template.ts';
import { LANGUAGE_FIELD, type LanguageTag, variantFor } from '#core/message/template-languages.ts';
import { valueOf } from '#core/records/field.ts';
import { listMembers } from '#storage/organizations/members.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { findRecord } from '#storage/records/read-records.ts';

export type PreviewRequest = {
  readonly template: WrittenAgain;
  readonly module: string;
  /** The record's public id. */
  readonly record: string;
  /** Null: the template's own content; undefined: what the record would get. */
  readonly language: LanguageTag | null | undefined;
  /** Stands where the recipient's own link to unsubscribe would. */
  readonly unsubscribeUrl: string;
};

export type Previewing = Pick<Acting, 'database' | 'organization'> & {
  readonly render: EmailSender['render'];
  readonly compileMjml: CompileMjml;
};

/** `variant`: its place in the list; null: the template's own content. */
export type Preview = {
  readonly rendered: RenderedTemplate | { readonly kind: 'mjml'; readonly problem: MjmlProblem };
  readonly variant: number | null;
  /** Which language the record would really get; null: the template's own content. */
  readonly sends: LanguageTag | null;
};

/** Null: there is no such record, or variant. */
export async function previewTemplate(
  { database, organization, render, compileMjml }: Previewing,
  { template, module, record: publicId, language, unsubscribeUrl }: PreviewRequest,
): Promise<Preview | null> {
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, module);
    const record = catalogue === null ? null : await findRecord(tx, catalogue, publicId);
    if (catalogue === null || record === null) return null;
    const { variants, ...own } = template;
    const said = { record: valueOf(record, LANGUAGE_FIELD), organization: organization.language };
    const sends = variantFor(variants, said)?.language ?? null;
    const wanted = language === undefined ? sends : language;
    const place = wanted === null ? null : variants.findIndex((one) => one.language === wanted);
    const content = place === null ? own : variants[place];
    if (content === undefined) return null;
    const made = content.mjml === null ? { kind: 'compiled' as const, html: content.html } : compileMjml(content.mjml);
    if (made.kind === 'mjml') return { rendered: { kind: 'mjml', problem: made }, variant: place, sends };
    const owner = (await listMembers(tx)).find((member) => member.publicId === valueOf(record, 'owner')) ?? null;
    const names = await namesOfLookups(tx, catalogue.module, [record]);
    const data = mergeDataOf({ organization, module: catalogue.module, record, owner, names, unsubscribeUrl });
    return { rendered: render({ ...content, name: '', html: made.html }, data), variant: place, sends };
  });
}
