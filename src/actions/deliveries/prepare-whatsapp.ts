// Fills the templates of WhatsApp messages that were claimed in and keeps the snapshots, in one transaction. What can't be sent
// at all is settled here; the rest goes to the API, where the gate has the last word.
import type { Seals } from '#actions/accounts/seals.ts';
import { claimOutgoing } from '#actions/deliveries/claim-outgoing.ts';
import { mergeDataOf } from '#actions/deliveries/merge-data.ts';
import type { ReadyMessage } from '#actions/deliveries/ready-message.ts';
import { type Report, settleReports } from '#actions/deliveries/report-outcomes.ts';
import { type Addressed, openWhatsappDesk, type WhatsappDesk } from '#actions/deliveries/whatsapp-desk.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { numberHash } from '#actions/whatsapp/number-hash.ts';
import { openWhatsapp } from '#actions/whatsapp/open-whatsapp.ts';
import { referenceOf } from '#actions/whatsapp/reference.ts';
import type { FailureReason, SuppressionReason } from '#core/cadence/input.ts';
import type { TemplateLanguage } from '#core/message/template.ts';
import { templateKey, type WhatsappAccess, type WhatsappTemplate, whatsappText } from '#core/message/whatsapp.ts';
import type { WhatsappApi } from '#core/message/whatsapp-api.ts';
import { valueOf } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database, Tx } from '#storage/db.ts';
import { type ClaimedDelivery, handBackUntried } from '#storage/deliveries/claim-deliveries.ts';
import { type RenderedMessage, saveMessages } from '#storage/deliveries/settle-deliveries.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type WhatsappSender = {
  readonly api: Pick<WhatsappApi, 'send' | 'listTemplates'>;
  readonly seals: Seals;
  readonly render: TemplateLanguage['render'];
};

export type PrepareWhatsapp = {
  readonly database: Database;
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly whatsapp: WhatsappSender;
  readonly now: Instant;
};

/** None while WhatsApp is off or paused. */
export async function claimWhatsapp(request: PrepareWhatsapp & { readonly limit: number }): Promise<ClaimedDelivery[]> {
  const { database, organization, whatsapp } = request;
  return database.organization(organization.seat, async (tx) => {
    const access = await accessOf(tx, whatsapp.seals);
    return access === null ? [] : claimOutgoing(tx, { channel: 'whatsapp', beside: [] }, request);
  });
}

export async function prepareWhatsapp(
  request: PrepareWhatsapp & { readonly deliveries: readonly ClaimedDelivery[] },
): Promise<readonly ReadyMessage[]> {
  const { database, organization, now, whatsapp, deliveries } = request;
  return database.organization(organization.seat, async (tx) => {
    const access = await accessOf(tx, whatsapp.seals);
    if (access === null) {
      await handBackUntried(tx, deliveries);
      return [];
    }
    const desk = await openWhatsappDesk(tx, request, deliveries);
    const results = deliveries.map((delivery) => ({
      delivery,
      result: writeOne({ ...request, access, desk }, delivery),
    }));
    const written = results.flatMap(({ result }) => (result.kind === 'ready' ? [result] : []));
    const reports = results.flatMap(({ delivery, result }): Report[] => {
      return result.kind === 'ready' ? [] : [{ delivery, outcome: result }];
    });
    if (reports.length > 0) await settleReports(tx, { organization, reports, now });
    await saveMessages(
      tx,
      written.map(({ snapshot }) => snapshot),
      now,
    );
    return written.map(({ message }) => message);
  });
}

/** Null: nothing goes out now. */
async function accessOf(tx: Tx, seals: Seals): Promise<WhatsappAccess | null> {
  const opened = await openWhatsapp(tx, seals);
  if (opened === null || opened.secrets === null) return null;
  const { enabled, pausedAt, phoneNumberId } = opened.account;
  return enabled && pausedAt === null ? { phoneNumberId, token: opened.secrets.token } : null;
}

type Writing = Pick<PrepareWhatsapp, 'organization' | 'whatsapp' | 'now'> & {
  readonly access: WhatsappAccess;
  readonly desk: WhatsappDesk;
};

type Failed = { readonly kind: 'failed'; readonly reason: FailureReason; readonly text: string };
type Written =
  | { readonly kind: 'ready'; readonly message: ReadyMessage; readonly snapshot: RenderedMessage }
  | { readonly kind: 'suppressed'; readonly reason: SuppressionReason }
  | Failed;

/** P8: what can't be made of one record or template is that one's failure. */
function writeOne(writing: Writing, delivery: ClaimedDelivery): Written {
  try {
    const addressed = writing.desk.addressed.get(delivery.id);
    if (addressed === undefined) return failed('engine_error', 'the record or the follow-up is gone');
    return write(writing, delivery, addressed);
  } catch (error) {
    return failed('engine_error', error instanceof Error ? error.message : String(error));
  }
}

function write(writing: Writing, delivery: ClaimedDelivery, addressed: Addressed): Written {
  const { organization, whatsapp, access, desk, now } = writing;
  const { settings, written, number, consent } = addressed;
  if (written === '') return failed('no_number', `the field ${settings.to} is empty`);
  if (number === null)
    return failed('invalid_number', `the field ${settings.to} holds no number with its country's code`);
  const hash = numberHash(organization.id, number);
  const reason = consent ?? desk.suppressed.get(hash.toString('hex'));
  if (reason !== undefined) return { kind: 'suppressed', reason };
  const template = desk.templates.get(templateKey({ name: settings.template, language: settings.language }));
  if (template === undefined) return failed('template_missing', `there is no template ${settings.template}`);
  const filled = fill(writing, addressed, template);
  if (filled.kind === 'failed') return filled;
  const { values } = filled;
  const reference = referenceOf(organization, delivery.id);
  const text = whatsappText(template, values);
  return {
    kind: 'ready',
    message: {
      delivery,
      addressHash: hash,
      send: (gate) => whatsapp.api.send({ access, to: number, template, values, reference, date: now }, gate),
    },
    snapshot: {
      delivery,
      messageId: reference,
      recipient: `+${number}`,
      subject: settings.name,
      html: '',
      text,
    },
  };
}

type Filled = { readonly kind: 'filled'; readonly values: readonly string[] };

/** K-92: what is empty is never sent. WhatsApp takes no line breaks in a variable. */
function fill(
  writing: Writing,
  { settings, record, catalogue }: Addressed,
  template: WhatsappTemplate,
): Filled | Failed {
  const { organization, whatsapp, desk } = writing;
  const wanted = template.variables.length;
  if (settings.variables.length !== wanted) {
    return failed('template_error', `${wanted} variables wanted, ${settings.variables.length} given`);
  }
  const owner = desk.members.get(String(valueOf(record, 'owner'))) ?? null;
  const { module } = catalogue;
  const data = mergeDataOf({ organization, module, record, owner, names: desk.names, unsubscribeUrl: '' });
  const values: string[] = [];
  for (const source of settings.variables) {
    const rendered = whatsapp.render(source, 'text', data);
    if (rendered.kind !== 'text') return failed('template_error', JSON.stringify(rendered));
    const value = rendered.text.replace(/\s+/g, ' ').trim();
    if (value === '') return failed('template_error', `${source} came out empty`);
    values.push(value);
  }
  return { kind: 'filled', values };
}

function failed(reason: FailureReason, text: string): Failed {
  return { kind: 'failed', reason, text };
}
