// Everything that writing a batch of WhatsApp messages needs, loaded once: settings, records, whom each goes to, templates.
import type { WhatsappSettings } from '#core/cadence/definition.ts';
import type { SuppressionReason } from '#core/cadence/input.ts';
import { relatedKey } from '#core/criteria/asked-fields.ts';
import { templateKey, whatsappNumber, type WhatsappTemplate } from '#core/message/whatsapp.ts';
import { type CrmRecord, fieldOf, type RecordValues, valueOf } from '#core/records/field.ts';
import { recordsOf } from '#actions/deliveries/email-desk.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import type { Names } from '#actions/records/show-records.ts';
import { numberHash } from '#actions/whatsapp/number-hash.ts';
import type { Tx } from '#storage/db.ts';
import type { ClaimedDelivery } from '#storage/deliveries/claim-deliveries.ts';
import { findSuppressions } from '#storage/mail/suppressions.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { type Catalogue, loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { findRecord } from '#storage/records/read-records.ts';
import { listWhatsappTemplates } from '#storage/whatsapp/templates.ts';

/** Of one delivery whose record is still there. */
export type Addressed = {
  readonly settings: WhatsappSettings;
  readonly record: CrmRecord;
  readonly catalogue: Catalogue;
  /** As it is written in the field; empty where nothing is. */
  readonly written: string;
  /** Null: it is no number that can be written to. */
  readonly number: string | null;
  /** Null: nobody said that they are not to be called. */
  readonly consent: 'do_not_call' | null;
};

export type WhatsappDesk = {
  /** By delivery. */
  readonly addressed: ReadonlyMap<string, Addressed>;
  readonly templates: ReadonlyMap<string, WhatsappTemplate>;
  /** By their public ids. */
  readonly members: ReadonlyMap<string, Member>;
  readonly names: Names;
  /** By the hash of the number, as hexadecimal digits. */
  readonly suppressed: ReadonlyMap<string, SuppressionReason>;
};

type Opening = { readonly organization: Organization; readonly definitions: Definitions };

export async function openWhatsappDesk(
  tx: Tx,
  { organization, definitions }: Opening,
  deliveries: readonly ClaimedDelivery[],
): Promise<WhatsappDesk> {
  const settings = new Map<string, WhatsappSettings>();
  const byModule = new Map<string, string[]>();
  for (const delivery of deliveries) {
    const outline = await definitions.outline(tx, organization.seat, delivery);
    const found = outline.byNumber.get(delivery.followUp)?.followUp.settings;
    if (found?.channel === 'whatsapp') settings.set(delivery.id, found);
    const { module } = outline.definition;
    byModule.set(module, [...(byModule.get(module) ?? []), delivery.record]);
  }
  const { records, catalogues, names } = await recordsOf(tx, byModule);
  const addressed = new Map<string, Addressed>();
  for (const { id, record: of } of deliveries) {
    const [own, record] = [settings.get(id), records.get(of)];
    const catalogue = record === undefined ? undefined : catalogues.get(record.module);
    if (own === undefined || record === undefined || catalogue === undefined) continue;
    const recipient = await recipientOf(tx, { settings: own, record, catalogue });
    addressed.set(id, { settings: own, record, catalogue, ...recipient });
  }
  const numbers = [...addressed.values()].flatMap(({ number }) => number ?? []);
  return {
    addressed,
    templates: new Map((await listWhatsappTemplates(tx)).map((template) => [templateKey(template), template])),
    members: new Map((await listMembers(tx)).map((member) => [member.publicId, member])),
    names,
    suppressed: await findSuppressions(
      tx,
      numbers.map((number) => numberHash(organization.id, number)),
    ),
  };
}

type Sought = Pick<Addressed, 'settings' | 'record' | 'catalogue'>;

/** C-5: the number may stand in a record that this one looks up; then both have a say in whether it is used. */
async function recipientOf(tx: Tx, { settings, record, catalogue }: Sought) {
  const path = relatedKey(settings.to);
  const holder = path === null ? record : await lookedUp(tx, { record, catalogue, lookup: path.lookup });
  const value = holder === null ? null : valueOf(holder, path?.key ?? settings.to);
  const written = typeof value === 'string' ? value.trim() : '';
  const refuses = [record, holder].some((one) => one !== null && valueOf(one, 'do_not_call') === true);
  return { written, number: whatsappNumber(written), consent: refuses ? ('do_not_call' as const) : null };
}

type Looking = { readonly record: RecordValues; readonly catalogue: Catalogue; readonly lookup: string };

async function lookedUp(tx: Tx, { record, catalogue, lookup }: Looking): Promise<CrmRecord | null> {
  const id = valueOf(record, lookup);
  const target = fieldOf(catalogue.module, lookup)?.target ?? null;
  if (typeof id !== 'string' || target === null) return null;
  const related = await loadWholeCatalogue(tx, target);
  return related === null ? null : findRecord(tx, related, id);
}
