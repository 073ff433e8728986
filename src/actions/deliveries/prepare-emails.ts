// Renders and composes e-mails that were claimed and keeps the snapshots, in one transaction. What can't be sent at all is
// settled here; the rest goes to the wire, where the gate has the last word.
import type { Held } from '#core/cadence/enrollment.ts';
import type { FailureReason, SuppressionReason } from '#core/cadence/input.ts';
import { isAddress } from '#core/message/address.ts';
import { subjectIn } from '#core/message/conversation.ts';
import { languageOf } from '#core/message/language-of.ts';
import { LANGUAGE_FIELD, variantFor } from '#core/message/template-languages.ts';
import { type CrmRecord, valueOf } from '#core/records/field.ts';
import { type Instant, MINUTE } from '#core/time/instant.ts';
import { addressHash } from '#actions/deliveries/address-hash.ts';
import { claimOutgoing } from '#actions/deliveries/claim-outgoing.ts';
import { type EmailDesk, openEmailDesk } from '#actions/deliveries/email-desk.ts';
import type { EmailSender } from '#actions/deliveries/email-sender.ts';
import type { ClaimRequest } from '#actions/deliveries/load-choosing.ts';
import { mergeDataOf } from '#actions/deliveries/merge-data.ts';
import type { ReadyMessage } from '#actions/deliveries/ready-message.ts';
import { type Report, settleReports } from '#actions/deliveries/report-outcomes.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { type FileReader, readsFiles } from '#actions/templates/files-to-send.ts';
import type { Database } from '#storage/db.ts';
import type { ClaimedDelivery } from '#storage/deliveries/claim-deliveries.ts';
import { saveMessages, type RenderedMessage } from '#storage/deliveries/settle-deliveries.ts';
import type { FileStore } from '#storage/files/file-store.ts';
import { noteAccounts, type SentBy } from '#storage/mail/sending-accounts.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type PrepareRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly sender: EmailSender;
  /** Where attached files are kept. Left out: messages that carry some fail. */
  readonly files?: FileStore;
  readonly now: Instant;
  readonly deliveries: readonly ClaimedDelivery[];
};

/** Whoever resumes the account brings it forward. */
const PAUSED_AGAIN_MS = 15 * MINUTE;

export async function claimEmails(request: ClaimRequest & { readonly database: Database }): Promise<ClaimedDelivery[]> {
  const { database, organization } = request;
  return database.organization(organization.seat, (tx) => claimOutgoing(tx, { channel: 'email', beside: [] }, request));
}

export async function prepareEmails(request: PrepareRequest): Promise<readonly ReadyMessage[]> {
  const { database, organization, deliveries, now } = request;
  return database.organization(organization.seat, async (tx) => {
    const desk = await openEmailDesk(tx, request, deliveries);
    const readFiles = readsFiles(organization, request.files);
    const ready: ReadyMessage[] = [];
    const messages: RenderedMessage[] = [];
    const reports: Report[] = [];
    for (const delivery of deliveries) {
      // P8: what can't be made of one record or template is that one's failure.
      const result = await prepareOne({ ...request, desk, readFiles }, delivery).catch((error: unknown) =>
        failed('engine_error', error instanceof Error ? error.message : String(error)),
      );
      if (result.kind === 'ready') {
        ready.push(result.email);
        messages.push(result.message);
      } else reports.push({ delivery, outcome: result });
    }
    if (reports.length > 0) await settleReports(tx, { organization, reports, now });
    await saveMessages(tx, messages, now);
    if (desk.hasAccounts) await noteAccounts(tx, deliveries.map(sentBy(desk)));
    return ready;
  });
}

function sentBy({ envelopes }: EmailDesk): (delivery: ClaimedDelivery) => SentBy {
  return ({ id }) => ({ delivery: id, account: envelopes.get(id)?.account?.id ?? null });
}

type OneResult =
  | { readonly kind: 'ready'; readonly email: ReadyMessage; readonly message: RenderedMessage }
  | { readonly kind: 'suppressed'; readonly reason: SuppressionReason }
  | { readonly kind: 'sender_paused'; readonly until: Instant }
  | { readonly kind: 'held'; readonly held: Held }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly text: string };

type Preparing = PrepareRequest & { readonly desk: EmailDesk; readonly readFiles: FileReader };

async function prepareOne(request: Preparing, delivery: ClaimedDelivery): Promise<OneResult> {
  const { organization, sender, now, desk } = request;
  const settings = desk.settings.get(delivery.id);
  const record = desk.records.get(delivery.record);
  const catalogue = record === undefined ? undefined : desk.catalogues.get(record.module);
  if (settings === undefined || record === undefined || catalogue === undefined) {
    return failed('engine_error', 'the record or the follow-up is gone');
  }
  const envelope = desk.envelopes.get(delivery.id);
  if (envelope === undefined) return failed('no_address', `the field ${settings.to} is empty`);
  const { account, address, conversation, ...sending } = envelope;
  if (!isAddress(address)) return failed('invalid_address', `the field ${settings.to} holds no valid address`);
  if (valueOf(record, 'do_not_email') === true) return { kind: 'suppressed', reason: 'do_not_email' };
  const hash = addressHash(organization.id, address);
  const reason = desk.suppressed.get(hash.toString('hex'));
  if (reason !== undefined) return { kind: 'suppressed', reason };
  if (account?.ownerLeft === true) return failed('sender_left', 'the owner of the account left');
  if (account?.paused === true) return { kind: 'sender_paused', until: now + PAUSED_AGAIN_MS };
  const backAt = desk.away.get(hash.toString('hex'));
  if (backAt !== undefined) return { kind: 'held', held: { reason: 'recipient_away', until: backAt } };
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
  const said = { record: valueOf(record, LANGUAGE_FIELD), organization: organization.language };
  const content = variantFor(template.variants, said) ?? template;
  const rendered = sender.render({ ...content, name: template.name }, data);
  if (rendered.kind === 'problem') return failed('template_error', JSON.stringify(rendered.problem));
  const subject = subjectIn(conversation, rendered.subject);
  const composed = await sender.compose({
    organization: organization.id,
    delivery: delivery.id,
    account: account === null ? null : { id: account.id, revision: account.revision },
    ...sending,
    to: { name: nameOf(record), address },
    subject,
    html: rendered.html,
    text: rendered.text,
    language: languageOf(rendered.text, organization.language),
    files: request.readFiles(template.files),
    references: conversation.map(({ messageId }) => messageId),
    date: now,
  });
  if (composed.kind === 'refused') return failed('refused_as_ours', composed.text);
  const { html, text } = rendered;
  const { messageId } = composed;
  return {
    kind: 'ready',
    email: { delivery, addressHash: hash, send: composed.send },
    message: { delivery, messageId, recipient: address, subject, html, text },
  };
}

function failed(reason: FailureReason, text: string): OneResult {
  return { kind: 'failed', reason, text };
}

function nameOf(record: CrmRecord): string {
  const parts = [valueOf(record, 'first_name'), valueOf(record, 'last_name')];
  // What a person's name can't hold in a header is left out of the name, never out of the check of the address.
  return parts
    .filter((part): part is string => typeof part === 'string' && part !== '')
    .join(' ')
    .replace(/[\r\n\u0000]+/g, ' ');
}
