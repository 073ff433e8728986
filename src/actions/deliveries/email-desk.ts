// Everything that writing a batch of e-mails needs, loaded once: settings, records, templates, and whom each goes out by.
import type { EmailSettings } from '#core/cadence/definition.ts';
import type { SuppressionReason } from '#core/cadence/input.ts';
import { conversationOf } from '#core/message/conversation.ts';
import { type CrmRecord, valueOf } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import type { Instant } from '#core/time/instant.ts';
import { addressHash } from '#actions/deliveries/address-hash.ts';
import { type Chosen, chooseSender, loadSenders, type Senders } from '#actions/deliveries/choose-sender.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { type Named, type Names, namesOfLookups } from '#actions/records/show-records.ts';
import type { Tx } from '#storage/db.ts';
import type { ClaimedDelivery } from '#storage/deliveries/claim-deliveries.ts';
import { type EarlierMessage, findEarlierMessages } from '#storage/deliveries/earlier-messages.ts';
import { findAway } from '#storage/mail/away.ts';
import { findSuppressions } from '#storage/mail/suppressions.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { type Catalogue, loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { loadRecords } from '#storage/records/read-records.ts';
import { loadTemplates } from '#storage/templates/templates.ts';

/** Of one delivery whose record has something in the field of the recipient's address. */
export type Envelope = Chosen & {
  readonly address: string;
  /** What it goes on with, oldest first. */
  readonly conversation: readonly EarlierMessage[];
};

export type EmailDesk = {
  readonly hasAccounts: boolean;
  /** By delivery, as everything that isn't said otherwise. */
  readonly envelopes: ReadonlyMap<string, Envelope>;
  readonly settings: ReadonlyMap<string, EmailSettings>;
  /** By their public ids. */
  readonly members: ReadonlyMap<string, Member>;
  /** By name. */
  readonly templates: Awaited<ReturnType<typeof loadTemplates>>;
  /** By record. */
  readonly records: ReadonlyMap<string, CrmRecord>;
  readonly names: Names;
  /** By module. */
  readonly catalogues: ReadonlyMap<string, Catalogue>;
  /** By the hash of the address, as hexadecimal digits. */
  readonly suppressed: ReadonlyMap<string, SuppressionReason>;
  /** Likewise: when who is away is back (K-40). */
  readonly away: ReadonlyMap<string, Instant>;
};

type Opening = { readonly organization: Organization; readonly definitions: Definitions; readonly now: Instant };

export async function openEmailDesk(
  tx: Tx,
  opening: Opening,
  deliveries: readonly ClaimedDelivery[],
): Promise<EmailDesk> {
  const { organization, now } = opening;
  const { settings, byModule } = await settingsOf(tx, opening, deliveries);
  const { records, catalogues, names } = await recordsOf(tx, byModule);
  const threaded = deliveries.filter(({ id }) => settings.get(id)?.thread !== undefined).map(({ id }) => id);
  const everybody = await listMembers(tx);
  const members = new Map(everybody.map((member) => [member.publicId, member]));
  const senders = await loadSenders(tx);
  const sources: Sources = {
    records,
    settings,
    members,
    byAddress: new Map(everybody.map((member) => [fold(member.email), member])),
    senders,
    earlier: await findEarlierMessages(tx, threaded),
  };
  const envelopes = new Map(deliveries.flatMap((delivery) => envelopeOf(delivery, sources)));
  const hashes = [...envelopes.values()].map(({ address }) => addressHash(organization.id, address));
  return {
    hasAccounts: senders.accounts.size > 0,
    envelopes,
    settings,
    members,
    templates: await loadTemplates(tx, [...new Set([...settings.values()].map(({ template }) => template))]),
    records,
    names,
    catalogues,
    suppressed: await findSuppressions(tx, hashes),
    away: await findAway(tx, hashes, now),
  };
}

async function settingsOf(tx: Tx, { organization, definitions }: Opening, deliveries: readonly ClaimedDelivery[]) {
  const settings = new Map<string, EmailSettings>();
  const byModule = new Map<string, string[]>();
  for (const delivery of deliveries) {
    const outline = await definitions.outline(tx, organization.seat, delivery);
    const found = outline.byNumber.get(delivery.followUp)?.followUp.settings;
    if (found?.channel === 'email') settings.set(delivery.id, found);
    const { module } = outline.definition;
    byModule.set(module, [...(byModule.get(module) ?? []), delivery.record]);
  }
  return { settings, byModule };
}

/** With what their lookups lead to, by name. */
export async function recordsOf(tx: Tx, byModule: ReadonlyMap<string, readonly string[]>) {
  const records = new Map<string, CrmRecord>();
  const catalogues = new Map<string, Catalogue>();
  const names = new Map<string, Named>();
  for (const [module, ids] of byModule) {
    const catalogue = await loadWholeCatalogue(tx, module);
    if (catalogue === null) continue;
    catalogues.set(module, catalogue);
    const loaded = await loadRecords(tx, catalogue, ids);
    for (const [id, record] of loaded) records.set(id, record);
    for (const [id, named] of await namesOfLookups(tx, catalogue.module, [...loaded.values()])) names.set(id, named);
  }
  return { records, catalogues, names };
}

type Sources = Pick<EmailDesk, 'records' | 'settings' | 'members'> & {
  readonly senders: Senders;
  readonly byAddress: ReadonlyMap<string, Member>;
  readonly earlier: ReadonlyMap<string, readonly EarlierMessage[]>;
};

function envelopeOf({ id, record }: ClaimedDelivery, sources: Sources): [string, Envelope][] {
  const settings = sources.settings.get(id);
  const found = sources.records.get(record);
  if (settings === undefined || found === undefined) return [];
  const value = valueOf(found, settings.to);
  const address = typeof value === 'string' ? value.trim() : '';
  if (address === '') return [];
  const conversation = conversationOf(settings, address, sources.earlier.get(id) ?? []);
  const owner = sources.members.get(String(valueOf(found, 'owner'))) ?? null;
  const writer = sources.byAddress.get(fold(settings.from ?? '')) ?? null;
  const chosen = chooseSender(sources.senders, settings, { owner, last: conversation.at(-1) ?? null, writer });
  return [[id, { ...chosen, address, conversation }]];
}
