// A webhook that nobody takes anything of is switched off, and whoever made it is told.
import { writeNotice } from '#actions/accounts/notices.ts';
import type { SendNotice } from '#core/message/notice.ts';
import type { Instant } from '#core/time/instant.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Database, Tx } from '#storage/db.ts';
import { listMembers } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import type { ClaimedCall } from '#storage/webhooks/claim.ts';
import { type DisabledBecause, disableWebhook, findWebhook, type Webhook } from '#storage/webhooks/webhooks.ts';

type Given = Pick<ClaimedCall, 'webhook' | 'createdAt'>;

/** `call` was given up. Null: others got through since it was made, or it was off already. */
export async function switchOff(
  tx: Tx,
  { webhook: { publicId }, createdAt }: Given,
  { because, now }: { readonly because: DisabledBecause; readonly now: Instant },
): Promise<Webhook | null> {
  const webhook = await findWebhook(tx, publicId);
  if (webhook === null) return null;
  if (because === 'failing' && (webhook.lastSuccessAt ?? Number.NEGATIVE_INFINITY) >= createdAt) return null;
  if (!(await disableWebhook(tx, webhook.id, because))) return null;
  const target = { kind: 'webhook', id: publicId, name: webhook.name } as const;
  await writeAudit(tx, { action: 'webhook_switched_off', actor: null, at: now, target });
  return webhook;
}

export type Telling = {
  readonly database: Database;
  readonly sendNotice: SendNotice;
  /** Where people reach the server. */
  readonly publicUrl: URL;
};

export async function tellSwitchedOff(
  { database, sendNotice, publicUrl }: Telling,
  organization: Organization,
  { webhook, now }: { readonly webhook: Webhook; readonly now: Instant },
): Promise<void> {
  const members = await database.organization(organization.seat, (tx) => listMembers(tx));
  const maker = members.find(({ id }) => id === webhook.createdBy.id);
  if (maker === undefined || !maker.active) return;
  const notice = await writeNotice(database, organization, {
    kind: 'webhook',
    language: organization.language,
    to: { name: maker.name, address: maker.email },
    by: webhook.name,
    url: new URL(`/settings/webhooks/${webhook.publicId}`, publicUrl).href,
    now,
  });
  await sendNotice(notice);
}
