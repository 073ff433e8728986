// Claims e-mails that are due, renders and composes them, and keeps the snapshot, in one transaction. What can't be sent
// at all is settled here; the rest goes to the wire, where the gate has the last word.
import type { EmailSettings } from '#core/cadence/definition.ts';
import type { FailureReason, SuppressionReason } from '#core/cadence/input.ts';
import { isAddress } from '#core/message/address.ts';
import type { DeliveryOutcome, Gate } from '#core/message/channel.ts';
import { languageOf } from '#core/message/language-of.ts';
import { type CrmRecord, valueOf } from '#core/records/field.ts';
import { type Instant, MINUTE } from '#core/time/instant.ts';
import { addressHash } from '#actions/deliveries/address-hash.ts';
import { claimOutgoing } from '#actions/deliveries/claim-outgoing.ts';
import { chooseSender, loadSenders, type Senders } from '#actions/deliveries/choose-sender.ts';
import type { EmailSender } from '#actions/deliveries/email-sender.ts';
import { mergeDataOf } from '#actions/deliveries/merge-data.ts';
import { type Report, settleReports } from '#actions/deliveries/report-outcomes.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { type Named, type Names, namesOfLookups } from '#actions/records/show-records.ts';
import type { Database, Tx } from '#storage/db.ts';
import type { ClaimedDelivery } from '#storage/deliveries/claim-deliveries.ts';
import { saveMessages, type RenderedMessage } from '#storage/deliveries/settle-deliveries.ts';
import { noteAccounts, type SentBy } from '#storage/mail/sending-accounts.ts';
import { findSuppressions } from '#storage/mail/suppressions.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { type Catalogue, loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { loadRecords } from '#storage/records/read-records.ts';
import { loadTemplates } from '#storage/templates/templates.ts';

export type PrepareRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly sender: EmailSender;
  readonly now: Instant;
  readonly limit: number;
};

/** Whoever resumes the account brings it forward. */
const PAUSED_AGAIN_MS = 15 * MINUTE;

export type ReadyEmail = {
  readonly delivery: ClaimedDelivery;
  readonly addressHash: Buffer;
  readonly send: (gate: Gate) => Promise<DeliveryOutcome>;
};

/** `claimed` 0: nothing is due, or sending is paused. */
export type Prepared = { readonly claimed: number; readonly ready: readonly ReadyEmail[] };

export async function prepareEmails(request: PrepareRequest): Promise<Prepared> {
  const { database, organization, now } = request;
  return database.organization(organization.seat, async (tx) => {
    const deliveries = await claimOutgoing(tx, { channel: 'email', beside: [] }, request);
    if (deliveries.length === 0) return { claimed: 0, ready: [] };
    const desk = await openDesk(tx, request, deliveries);
    const ready: ReadyEmail[] = [];
    const messages: RenderedMessage[] = [];
    const reports: Report[] = [];
    for (const delivery of deliveries) {
      // P8: what can't be made of one record or template is that one's failure.
      const result = await prepareOne(request, desk, delivery).catch((error: unknown) =>
        failed('engine_error', error instanceof Error ? error.message : String(error)),
      );
      if (result.kind === 'ready') {
        ready.push(result.email);
        messages.push(result.message);
      } else reports.push({ delivery, outcome: result });
    }
    await saveMessages(tx, messages, now);
    if (desk.senders.accounts.size > 0) await noteAccounts(tx, deliveries.map(sentBy(desk)));
    if (reports.length > 0) await settleReports(tx, { organization, reports, now });
    return { claimed: deliveries.length, ready };
  });
}

function sentBy({ settings, senders }: Desk): (delivery: ClaimedDelivery) => SentBy {
  return ({ id }) => {
    const own = settings.get(id);
    const account = own === undefined ? null : chooseSender(senders, own).account;
    return { delivery: id, account: account?.id ?? null };
  };
}

/** Everything that rendering the batch needs, loaded once. */
type Desk = {
  readonly senders: Senders;
  readonly members: ReadonlyMap<string, Member>;
  readonly settings: ReadonlyMap<string, EmailSettings>;
  readonly templates: Awaited<ReturnType<typeof loadTemplates>>;
  readonly records: ReadonlyMap<string, CrmRecord>;
  readonly names: Names;
  readonly catalogues: ReadonlyMap<string, Catalogue>;
  readonly suppressed: ReadonlyMap<string, SuppressionReason>;
};

async function openDesk(tx: Tx, request: PrepareRequest, deliveries: readonly ClaimedDelivery[]): Promise<Desk> {
  const { organization, definitions } = request;
  const settings = new Map<string, EmailSettings>();
  const byModule = new Map<string, string[]>();
  for (const delivery of deliveries) {
    const outline = await definitions.outline(tx, organization.seat, delivery);
    const found = outline.byNumber.get(delivery.followUp)?.followUp.settings;
    if (found?.channel === 'email') settings.set(delivery.id, found);
    const { module } = outline.definition;
    byModule.set(module, [...(byModule.get(module) ?? []), delivery.record]);
  }
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
  const recipients = deliveries.flatMap((delivery) => {
    const address = recipientOf(records.get(delivery.record), settings.get(delivery.id));
    return address === null ? [] : [addressHash(organization.id, address)];
  });
  return {
    senders: await loadSenders(tx),
    members: new Map((await listMembers(tx)).map((member) => [member.publicId, member])),
    settings,
    templates: await loadTemplates(tx, [...new Set([...settings.values()].map(({ template }) => template))]),
    records,
    names,
    catalogues,
    suppressed: await findSuppressions(tx, recipients),
  };
}

type OneResult =
  | { readonly kind: 'ready'; readonly email: ReadyEmail; readonly message: RenderedMessage }
  | { readonly kind: 'suppressed'; readonly reason: SuppressionReason }
  | { readonly kind: 'sender_paused'; readonly until: Instant }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly text: string };

async function prepareOne(request: PrepareRequest, desk: Desk, delivery: ClaimedDelivery): Promise<OneResult> {
  const { organization, sender, now } = request;
  const settings = desk.settings.get(delivery.id);
  const record = desk.records.get(delivery.record);
  const catalogue = record === undefined ? undefined : desk.catalogues.get(record.module);
  if (settings === undefined || record === undefined || catalogue === undefined) {
    return failed('engine_error', 'the record or the follow-up is gone');
  }
  const address = recipientOf(record, settings);
  if (address === null) return failed('no_address', `the field ${settings.to} is empty`);
  if (!isAddress(address)) return failed('invalid_address', `the field ${settings.to} holds no valid address`);
  if (valueOf(record, 'do_not_email') === true) return { kind: 'suppressed', reason: 'do_not_email' };
  const hash = addressHash(organization.id, address);
  const reason = desk.suppressed.get(hash.toString('hex'));
  if (reason !== undefined) return { kind: 'suppressed', reason };
  const { account, ...sending } = chooseSender(desk.senders, settings);
  if (account?.ownerLeft === true) return failed('sender_left', 'the owner of the account left');
  if (account?.paused === true) return { kind: 'sender_paused', until: now + PAUSED_AGAIN_MS };
  const template = desk.templates.get(settings.template);
  if (template === undefined) return failed('template_missing', `there is no template ${settings.template}`);
  const owner = desk.members.get(String(valueOf(record, 'owner'))) ?? null;
  const unsubscribeUrl = sender.unsubscribeUrl({ organization: organization.id, delivery: delivery.id });
  const data = mergeDataOf({
    organization,
    module: catalogue.module,
    record,
    owner,
    names: desk.names,
    unsubscribeUrl,
  });
  const rendered = sender.render(template, data);
  if (rendered.kind === 'problem') return failed('template_error', JSON.stringify(rendered.problem));
  const composed = await sender.compose({
    organization: organization.id,
    delivery: delivery.id,
    account: account === null ? null : { id: account.id, revision: account.revision },
    ...sending,
    to: { name: nameOf(record), address },
    subject: rendered.subject,
    html: rendered.html,
    text: rendered.text,
    language: languageOf(rendered.text, organization.language),
    references: [],
    date: now,
  });
  if (composed.kind === 'refused') return failed('refused_as_ours', composed.text);
  const { subject, html, text } = rendered;
  const { messageId } = composed;
  return {
    kind: 'ready',
    email: { delivery, addressHash: hash, send: composed.send },
    message: { delivery: delivery.id, messageId, recipient: address, subject, html, text },
  };
}

function failed(reason: FailureReason, text: string): OneResult {
  return { kind: 'failed', reason, text };
}

function recipientOf(record: CrmRecord | undefined, settings: EmailSettings | undefined): string | null {
  if (record === undefined || settings === undefined) return null;
  const value = valueOf(record, settings.to);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function nameOf(record: CrmRecord): string {
  const parts = [valueOf(record, 'first_name'), valueOf(record, 'last_name')];
  // What a person's name can't hold in a header is left out of the name, never out of the check of the address.
  return parts
    .filter((part): part is string => typeof part === 'string' && part !== '')
    .join(' ')
    .replace(/[\r\n\u0000]+/g, ' ');
}
