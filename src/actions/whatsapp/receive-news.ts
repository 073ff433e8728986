// What Meta's webhook tells, taken in: each thing once, however often it is told. Statuses and answers reach the round that
// they belong to; what nobody understands is kept as it came (K-58).
import { createHash } from 'node:crypto';
import { receiveAnswer, receivePreference } from '#actions/whatsapp/receive-answer.ts';
import { receiveStatus } from '#actions/whatsapp/receive-status.ts';
import { beginReceiving, type Receiving } from '#actions/whatsapp/receiving.ts';
import { unreachable } from '#core/assert.ts';
import type { ToldNews, WhatsappNews } from '#core/message/whatsapp-news.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { noteHeard } from '#storage/whatsapp/account.ts';
import { keepEvents, type NewWhatsappEvent } from '#storage/whatsapp/events.ts';
import { changeTemplateStatus } from '#storage/whatsapp/templates.ts';

export type ReceiveNews = {
  readonly database: Database;
  readonly organization: Organization;
  readonly told: readonly ToldNews[];
  readonly now: Instant;
};

/** All in one transaction: what was acknowledged holds at the gate. */
export async function receiveNews({ database, organization, told, now }: ReceiveNews): Promise<void> {
  await database.organization(organization.seat, async (tx) => {
    const receiving = await beginReceiving(tx, { organization, told, now });
    await noteHeard(tx, now);
    for (const news of await unknownAmong(receiving, told)) await receiveOne(receiving, news);
  });
}

/** What was not told before, in the order in which it came. */
async function unknownAmong({ tx, now }: Receiving, told: readonly ToldNews[]): Promise<WhatsappNews[]> {
  const events = new Map<string, { readonly event: NewWhatsappEvent; readonly news: WhatsappNews }>();
  for (const { news, raw } of told) {
    const key = createHash('sha256').update(identityOf(news, raw)).digest();
    const event = { key, kind: kindOf(news), raw: news.kind === 'unknown' ? raw : null };
    events.set(key.toString('hex'), { event, news });
  }
  const fresh = await keepEvents(
    tx,
    [...events.values()].map(({ event }) => event),
    now,
  );
  return [...events].flatMap(([key, { news }]) => (fresh.has(key) ? [news] : []));
}

function identityOf(news: WhatsappNews, raw: string): string {
  if (news.kind === 'status') return `status ${news.message} ${news.status} ${news.at}`;
  return news.kind === 'message' ? `message ${news.message}` : `${news.kind} ${raw}`;
}

function kindOf(news: WhatsappNews): string {
  return news.kind === 'unknown' ? news.what.slice(0, 100) : news.kind;
}

async function receiveOne(receiving: Receiving, news: WhatsappNews): Promise<void> {
  switch (news.kind) {
    case 'status':
      return receiveStatus(receiving, news);
    case 'message':
      return receiveAnswer(receiving, news);
    case 'preference':
      return receivePreference(receiving, news);
    case 'template':
      return changeTemplateStatus(receiving.tx, news, news.status);
    case 'unknown':
      return;
    default:
      return unreachable(news);
  }
}
