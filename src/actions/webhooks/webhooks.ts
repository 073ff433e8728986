// subscriptions, made and changed by administrators. What a webhook is told is what its maker may see.
import { uuidv7 } from 'uuidv7';
import type { Seals } from '#actions/accounts/seals.ts';
import type { Acting } from '#actions/records/acting.ts';
import { whyNot, type WishRefusal } from '#actions/webhooks/check-wish.ts';
import { newSecret } from '#actions/webhooks/signing.ts';
import type { Refusal } from '#contract/errors.ts';
import type { AuditedAction } from '#core/accounts/audited.ts';
import type { Outbound } from '#core/net/outbound.ts';
import { DAY } from '#core/time/instant.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';
import * as stored from '#storage/webhooks/webhooks.ts';

export type Hooking = Acting & { readonly seals: Seals; readonly outbound: Outbound };
export type Webhook = stored.Webhook;

const WEBHOOKS_MAX = 50;
/** For how long the secret before goes on signing. */
const CHANGE_OVER = DAY;

type NotFound = Refusal<'not_found'>;

export async function listWebhooks({ database, organization }: Pick<Acting, 'database' | 'organization'>) {
  return database.organization(organization.seat, stored.listWebhooks);
}

export type Wish = Pick<Webhook, 'name' | 'url' | 'events'>;

export type Created = {
  readonly kind: 'created';
  readonly webhook: Webhook;
  /** Shown once. */
  readonly secret: string;
};

export async function createWebhook(
  hooking: Hooking,
  wish: Wish,
): Promise<Created | WishRefusal | Refusal<'too_many_webhooks'>> {
  const refusal = await whyNot(hooking, wish);
  if (refusal !== null) return refusal;
  const { database, organization, actor, now, seals } = hooking;
  const publicId = uuidv7();
  const secret = newSecret(seals, { seat: organization.seat, webhook: publicId });
  return database.organization(organization.seat, async (tx) => {
    if ((await stored.countWebhooks(tx)) >= WEBHOOKS_MAX) {
      return { kind: 'refused', reason: 'too_many_webhooks', params: { max: WEBHOOKS_MAX } };
    }
    await stored.insertWebhook(tx, { ...wish, publicId, secret: secret.sealed, createdBy: actor.id, now });
    const webhook = await audited(tx, hooking, { action: 'webhook_created', publicId });
    return { kind: 'created', webhook, secret: secret.text };
  });
}

/** What isn't given stays. */
export type Change = {
  readonly [Part in 'name' | 'url' | 'events' | 'active']?: Webhook[Part] | undefined;
};

export async function changeWebhook(
  hooking: Hooking,
  { id, ...change }: Change & { readonly id: string },
): Promise<{ readonly kind: 'changed'; readonly webhook: Webhook } | WishRefusal | NotFound> {
  const refusal = await whyNot(hooking, change);
  if (refusal !== null) return refusal;
  return withWebhook(hooking, id, async (tx, before) => {
    const { name = before.name, url = before.url, events = before.events, active = before.active } = change;
    await stored.saveWebhook(tx, { id: before.id, name, url, events, active });
    return { kind: 'changed', webhook: await audited(tx, hooking, { action: 'webhook_changed', publicId: id }) };
  });
}

export async function deleteWebhook(acting: Acting, id: string): Promise<null | NotFound> {
  return withWebhook(acting, id, async (tx, webhook) => {
    await stored.deleteWebhook(tx, webhook.id);
    await note(tx, acting, { action: 'webhook_deleted', webhook });
    return null;
  });
}

export async function renewSecret(
  hooking: Pick<Hooking, keyof Acting | 'seals'>,
  id: string,
): Promise<{ readonly kind: 'renewed'; readonly secret: string } | NotFound> {
  return withWebhook(hooking, id, async (tx, webhook) => {
    const secret = newSecret(hooking.seals, { seat: hooking.organization.seat, webhook: id });
    await stored.replaceSecret(tx, webhook.id, { secret: secret.sealed, previousUntil: hooking.now + CHANGE_OVER });
    await note(tx, hooking, { action: 'webhook_secret_renewed', webhook });
    return { kind: 'renewed', secret: secret.text };
  });
}

/** In a transaction that has it. */
export async function withWebhook<T>(
  { database, organization }: Pick<Acting, 'database' | 'organization'>,
  publicId: string,
  work: (tx: Tx, webhook: Webhook) => Promise<T>,
): Promise<T | NotFound> {
  return database.organization(organization.seat, async (tx): Promise<T | NotFound> => {
    const webhook = await stored.findWebhook(tx, publicId);
    return webhook === null ? { kind: 'refused', reason: 'not_found' } : work(tx, webhook);
  });
}

type Noted = { readonly action: AuditedAction; readonly webhook: Webhook };

async function note(tx: Tx, { actor, now }: Acting, { action, webhook }: Noted): Promise<void> {
  const target = { kind: 'webhook', id: webhook.publicId, name: webhook.name } as const;
  await writeAudit(tx, { action, actor: actor.id, at: now, target });
}

async function audited(
  tx: Tx,
  acting: Acting,
  { action, publicId }: { readonly action: AuditedAction; readonly publicId: string },
): Promise<Webhook> {
  const webhook = await stored.findWebhook(tx, publicId);
  if (webhook === null) throw new Error('a webhook that was saved can be read');
  await note(tx, acting, { action, webhook });
  return webhook;
}
